// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of an ELF file: vmlinux, a module, a program or a library.
 */
#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/elf/image.h"
#include "../kas_alias/elf/module.h"
#include "source.h"
#include "sysmap.h"

/* nm's letter, but code is what its type says is code. */
static char type_letter(const struct image *image, const struct image_symbol *symbol)
{
	const struct section *section = symbol->section < image->section_count ?
					&image->sections[symbol->section] : NULL;
	bool is_code = symbol->type == STT_FUNC || symbol->type == STT_GNU_IFUNC ||
		       (symbol->type == STT_NOTYPE && image_is_code(image, symbol->section));
	char letter;

	if (symbol->bind == STB_WEAK)
		return is_code ? 'W' : 'V';
	if (!section)
		letter = 'a';
	else if (is_code)
		letter = 't';
	else if (section->type == SHT_NOBITS)
		letter = 'b';
	else if (section->flags & SHF_WRITE)
		letter = 'd';
	else
		letter = 'r';
	return symbol->bind == STB_LOCAL ? letter : letter - 'a' + 'A';
}

/* What kallsyms, or a person, would not call a symbol. */
static bool is_left_out(const struct image *image, const struct image_symbol *symbol)
{
	if (symbol->section == IMAGE_UNDEFINED || !*symbol->name ||
	    symbol->type == STT_SECTION || symbol->type == STT_FILE)
		return true;
	if (symbol->section == IMAGE_ABSOLUTE && symbol->bind == STB_LOCAL)
		return true;
	if (symbol->section < image->section_count &&
	    !(image->sections[symbol->section].flags & SHF_ALLOC))
		return true;
	return !strncmp(symbol->name, ".L", 2) || *symbol->name == '$';
}

static int compare_addresses(const void *one, const void *other)
{
	const struct sym *a = one, *b = other;

	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	return a->partner < b->partner ? -1 : a->partner > b->partner;
}

/* kallsyms has vmlinux's symbols by address. */
static void sort_from(struct symtab *symtab, uint32_t first)
{
	uint32_t i;

	for (i = first; i < symtab->count; i++)
		symtab->at[i].partner = i;
	qsort(symtab->at + first, symtab->count - first, sizeof(*symtab->at),
	      compare_addresses);
	for (i = first; i < symtab->count; i++)
		symtab->at[i].partner = NO_SYMBOL;
}

static void keep_section_names(struct object *object,
			       const struct image *image)
{
	uint32_t i;

	object->sections = xcalloc(image->section_count, sizeof(*object->sections));
	object->section_count = image->section_count;
	for (i = 0; i < image->section_count; i++)
		object->sections[i] = (char *)image->sections[i].name;
}

static struct image *open_image(struct source *source, const char *path)
{
	struct image *image = xcalloc(1, sizeof(*image));

	image_open(image, path);
	source->images = grown(source->images, source->image_count,
			       sizeof(*source->images));
	source->images[source->image_count++] = image;
	return image;
}

void read_elf(struct source *source, const char *path)
{
	struct image *image = open_image(source, path);
	struct symtab *symtab = &source->symtab;
	bool is_module = image_is_module(image), is_vmlinux = image_is_vmlinux(image);
	uint32_t first = symtab->count, object, i;
	char *name = image_name(image);

	source->is_kernel |= is_module || is_vmlinux;
	object = source_object(source, path, source_keep(source, name, strlen(name)),
			       is_module);
	free(name);
	if (image->is_relocatable)
		keep_section_names(&symtab->objects[object], image);

	for (i = 1; i < image->symbol_count; i++) {
		struct image_symbol symbol;
		struct sym *sym;

		image_symbol(image, i, &symbol);
		if (is_left_out(image, &symbol) || (is_vmlinux && sysmap_drops(symbol.name)))
			continue;
		sym = symtab_add(symtab, symbol.name, strlen(symbol.name), symbol.value,
				 type_letter(image, &symbol), object);
		sym->size = symbol.size;
		if (image->is_relocatable)
			sym->section = symbol.section;
	}
	if (!image->is_relocatable)
		sort_from(symtab, first);
}
