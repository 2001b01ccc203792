// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * vmlinux or a module; see image.h.
 */
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "../kas_alias_dwarf/offline.h"
#include "image.h"

/* A symbol of a function. */
struct symbol {
	const char *name;
	uint64_t address;
	GElf_Word section;
};

static int compare_places(const void *one, const void *other)
{
	const struct symbol *a = one, *b = other;

	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	return 0;
}

static int compare_names(const void *one, const void *other)
{
	const char *const *a = one, *const *b = other;

	return strcmp(*a, *b);
}

static int compare_aliases(const void *one, const void *other)
{
	const struct function *a = one, *b = other;

	return strcmp(a->alias, b->alias);
}

static int compare_addresses(const void *one, const void *other)
{
	const struct function *const *a = one, *const *b = other;

	return (*a)->address < (*b)->address ? -1 : (*a)->address > (*b)->address;
}

/* Of nothing there is no array. */
static void sort(void *array, size_t count, size_t size,
		 int (*compare)(const void *, const void *))
{
	if (count)
		qsort(array, count, size, compare);
}

/* libdwfl takes .dynsym where there is no other. */
static bool has_symtab(const struct image *image)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;

	while ((section = elf_nextscn(image->elf, section)))
		if (gelf_getshdr(section, &header) && header.sh_type == SHT_SYMTAB)
			return true;
	return false;
}

static struct symbol *read_symbols(const struct image *image, size_t *count)
{
	int total = dwfl_module_getsymtab(image->module), i;
	struct symbol *symbols = NULL;

	*count = 0;
	if (total <= 0)
		fatal(image->path, "no symbol table: %s", dwfl_errmsg(-1));
	if (!has_symtab(image))
		fatal(image->path, "no symbol table but that of dynamic linking, which has no aliases");
	for (i = 1; i < total; i++) {
		struct symbol symbol;
		GElf_Addr address;
		GElf_Sym raw;

		symbol.name = dwfl_module_getsym_info(image->module, i, &raw, &address,
						      &symbol.section, NULL, NULL);
		if (!symbol.name || GELF_ST_TYPE(raw.st_info) != STT_FUNC ||
		    symbol.section == SHN_UNDEF || symbol.section == SHN_ABS)
			continue;
		symbol.address = address;
		symbols = grown(symbols, *count, sizeof(*symbols));
		symbols[(*count)++] = symbol;
	}
	return symbols;
}

/* The symbol of its place, one of @count, that this is an alias of, or NULL. */
static char *find_target(const char *alias, char separator, const struct symbol *place,
			 size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		char *name = xstrdup(place[i].name);

		kas_drop_lto_suffixes(name);
		if (kas_is_alias_of(alias, separator, name))
			return name;
		free(name);
	}
	return NULL;
}

static void find_aliases(struct image *image, char separator, const struct symbol *symbols,
			 size_t count)
{
	size_t first, i, end;

	for (first = 0; first < count; first = end) {
		for (end = first + 1; end < count &&
		     !compare_places(&symbols[first], &symbols[end]); end++)
			;
		for (i = first; i < end; i++) {
			struct function *function;
			char *name = NULL;

			if (kas_find_tag(symbols[i].name, separator))
				name = find_target(symbols[i].name, separator,
						   symbols + first, end - first);
			if (!name)
				continue;
			image->functions = grown(image->functions, image->count,
						 sizeof(*image->functions));
			function = &image->functions[image->count++];
			*function = (struct function){
				.alias = xstrdup(symbols[i].name),
				.name = name,
				.address = symbols[i].address,
			};
		}
	}
}

static void find_unique(struct image *image, const struct symbol *symbols, size_t count)
{
	const char **names = xcalloc(count, sizeof(*names));
	size_t i;

	for (i = 0; i < count; i++)
		names[i] = symbols[i].name;
	sort(names, count, sizeof(*names), compare_names);
	for (i = 0; i < image->count; i++) {
		const char **found = bsearch(&image->functions[i].name, names, count,
					     sizeof(*names), compare_names);

		image->functions[i].is_only = found &&
			(found == names || strcmp(found[-1], *found)) &&
			(found + 1 == names + count || strcmp(found[1], *found));
	}
	free(names);
}

void image_open(struct image *image, const char *path, char separator)
{
	struct symbol *symbols;
	size_t count;
	GElf_Ehdr header;

	memset(image, 0, sizeof(*image));
	image->path = path;
	image->module = offline_open(path, &image->dwfl, &image->elf);
	if (!gelf_getehdr(image->elf, &header))
		fatal(image->path, "cannot read: %s", elf_errmsg(-1));
	image->machine = header.e_machine;

	symbols = read_symbols(image, &count);
	sort(symbols, count, sizeof(*symbols), compare_places);
	find_aliases(image, separator, symbols, count);
	find_unique(image, symbols, count);
	free(symbols);
	sort(image->functions, image->count, sizeof(*image->functions), compare_aliases);
}

void image_close(struct image *image)
{
	size_t i;

	for (i = 0; i < image->count; i++) {
		free(image->functions[i].alias);
		free(image->functions[i].name);
	}
	free(image->functions);
	dwfl_end(image->dwfl);
}

/* Where a function is entered: what it was split into begins elsewhere. */
static bool entry_of(Dwarf_Die *die, Dwarf_Addr *address)
{
	Dwarf_Addr base, end;

	return !dwarf_entrypc(die, address) ||
	       dwarf_ranges(die, 0, &base, address, &end) > 0;
}

static void note_die(struct function **by_address, size_t count, Dwarf_Die *die,
		     Dwarf_Addr bias)
{
	struct function key, *wanted = &key, **found;
	Dwarf_Addr address;

	if (!entry_of(die, &address))
		return;
	key.address = address + bias;
	found = bsearch(&wanted, by_address, count, sizeof(*by_address), compare_addresses);
	if (!found)
		return;
	/* Several symbols of a place can have an alias each. */
	while (found > by_address && found[-1]->address == key.address)
		found--;
	for (; found < by_address + count && (*found)->address == key.address; found++) {
		(*found)->die = *die;
		(*found)->dies++;
	}
}

void image_find_dies(struct image *image)
{
	struct function **by_address = xcalloc(image->count, sizeof(*by_address));
	Dwarf_Die *unit = NULL, die;
	Dwarf_Addr bias;
	size_t i;
	bool more;

	if (!dwfl_module_getdwarf(image->module, &bias))
		fatal(image->path, "no debug information: %s", dwfl_errmsg(-1));
	for (i = 0; i < image->count; i++)
		by_address[i] = &image->functions[i];
	sort(by_address, image->count, sizeof(*by_address), compare_addresses);
	while ((unit = dwfl_module_nextcu(image->module, unit, &bias))) {
		/* An assembler tells of functions, but not what they take and return. */
		if (dwarf_srclang(unit) == DW_LANG_Mips_Assembler)
			continue;
		for (more = dwarf_first(unit, DW_TAG_subprogram, &die); more;
		     more = dwarf_next(&die, DW_TAG_subprogram))
			note_die(by_address, image->count, &die, bias);
	}
	free(by_address);
}
