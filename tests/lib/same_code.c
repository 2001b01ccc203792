// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * same_code - does an object differ from another in nothing but added symbols?
 *
 *	same_code PLAIN WITH [PLAIN WITH]...
 *
 * Compares, in order, the allocated sections (name, type, flags, alignment,
 * size, bytes), the relocations of all sections that are not debug info (place,
 * type, addend, and the symbol: name, section, value) and the symbols. WITH may
 * have more of these, but only local ones, and another build id. Tells of every difference and exits
 * with 1 if there was one, with 2 if a file could not be read.
 *
 * A tool of the tests, written apart from the checker on purpose.
 */
#include <fcntl.h>
#include <gelf.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct object {
	const char *path;
	int fd;
	Elf *elf;
	size_t sections, strings;
	Elf_Scn *symtab_section;
	GElf_Shdr symtab;
	Elf_Data *symbols, *indices;
	size_t symbol_count;
};

static unsigned int differences;

static void fail(const char *path, const char *what, const char *why)
{
	fprintf(stderr, "%s: error: %s: %s\n", path, what, why);
	exit(2);
}

__attribute__((format(printf, 2, 3)))
static void differ(const struct object *with, const char *format, ...)
{
	va_list arguments;

	printf("%s: differs: ", with->path);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	differences++;
}

static void open_object(struct object *object, const char *path)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;

	memset(object, 0, sizeof(*object));
	object->path = path;
	object->fd = open(path, O_RDONLY);
	if (object->fd < 0)
		fail(path, "cannot open", "no such file");
	object->elf = elf_begin(object->fd, ELF_C_READ_MMAP, NULL);
	if (!object->elf || elf_kind(object->elf) != ELF_K_ELF)
		fail(path, "not an ELF file", elf_errmsg(-1));
	elf_getshdrnum(object->elf, &object->sections);
	elf_getshdrstrndx(object->elf, &object->strings);

	while ((section = elf_nextscn(object->elf, section))) {
		gelf_getshdr(section, &header);
		if (header.sh_type == SHT_SYMTAB) {
			object->symtab_section = section;
			object->symtab = header;
			object->symbols = elf_getdata(section, NULL);
		} else if (header.sh_type == SHT_SYMTAB_SHNDX) {
			object->indices = elf_getdata(section, NULL);
		}
	}
	if (object->symbols)
		object->symbol_count = object->symtab.sh_size /
				       object->symtab.sh_entsize;
}

static void close_object(struct object *object)
{
	elf_end(object->elf);
	close(object->fd);
}

static const char *section_name(const struct object *object, size_t index)
{
	Elf_Scn *section = elf_getscn(object->elf, index);
	GElf_Shdr header;

	if (!section || !gelf_getshdr(section, &header))
		return "?";
	return elf_strptr(object->elf, object->strings, header.sh_name);
}

/* A symbol with its names looked up, so that two objects' can be compared. */
struct symbol {
	GElf_Sym entry;
	const char *name, *section;
};

static void get_symbol(const struct object *object, size_t index,
		       struct symbol *symbol)
{
	Elf32_Word extended = 0;
	size_t section;

	gelf_getsymshndx(object->symbols, object->indices, index,
			 &symbol->entry, &extended);
	symbol->name = elf_strptr(object->elf, object->symtab.sh_link,
				  symbol->entry.st_name);
	section = symbol->entry.st_shndx == SHN_XINDEX ? extended
						       : symbol->entry.st_shndx;
	symbol->section = symbol->entry.st_shndx >= SHN_LORESERVE &&
			  symbol->entry.st_shndx != SHN_XINDEX ?
			  "(reserved)" : section_name(object, section);
}

static bool same_symbol(const struct symbol *a, const struct symbol *b)
{
	return a->entry.st_value == b->entry.st_value &&
	       a->entry.st_size == b->entry.st_size &&
	       a->entry.st_info == b->entry.st_info &&
	       a->entry.st_other == b->entry.st_other &&
	       !strcmp(a->name, b->name) && !strcmp(a->section, b->section);
}

/* All symbols of the one must be in the other, in the same order. */
static void compare_symbols(const struct object *plain, const struct object *with)
{
	struct symbol wanted, found;
	size_t i, j = 0;

	for (i = 0; i < plain->symbol_count; i++) {
		get_symbol(plain, i, &wanted);
		for (;; j++) {
			if (j == with->symbol_count) {
				differ(with, "symbol %s (%zu) is missing or out of order",
				       wanted.name, i);
				return;
			}
			get_symbol(with, j, &found);
			if (same_symbol(&wanted, &found))
				break;
			if (GELF_ST_BIND(found.entry.st_info) != STB_LOCAL) {
				differ(with, "symbol %s (%zu) was added and is not local",
				       found.name, j);
				return;
			}
		}
		j++;
	}
}

static void compare_relocation(const struct object *plain,
			       const struct object *with, const char *name,
			       size_t index, const GElf_Rela *a, const GElf_Rela *b)
{
	struct symbol target_a, target_b;

	get_symbol(plain, GELF_R_SYM(a->r_info), &target_a);
	get_symbol(with, GELF_R_SYM(b->r_info), &target_b);
	if (a->r_offset != b->r_offset || a->r_addend != b->r_addend ||
	    GELF_R_TYPE(a->r_info) != GELF_R_TYPE(b->r_info) ||
	    !same_symbol(&target_a, &target_b))
		differ(with, "relocation %zu of %s", index, name);
}

static void compare_relocations(const struct object *plain, Elf_Scn *a,
				const struct object *with, Elf_Scn *b,
				const char *name, const GElf_Shdr *header)
{
	Elf_Data *data_a = elf_getdata(a, NULL), *data_b = elf_getdata(b, NULL);
	size_t count = header->sh_size / header->sh_entsize, i;

	for (i = 0; i < count; i++) {
		GElf_Rela rela_a = { 0 }, rela_b = { 0 };
		GElf_Rel rel;

		if (header->sh_type == SHT_RELA) {
			gelf_getrela(data_a, i, &rela_a);
			gelf_getrela(data_b, i, &rela_b);
		} else {
			gelf_getrel(data_a, i, &rel);
			rela_a.r_offset = rel.r_offset, rela_a.r_info = rel.r_info;
			gelf_getrel(data_b, i, &rel);
			rela_b.r_offset = rel.r_offset, rela_b.r_info = rel.r_info;
		}
		compare_relocation(plain, with, name, i, &rela_a, &rela_b);
	}
}

static void compare_bytes(Elf_Scn *a, const struct object *with, Elf_Scn *b,
			  const char *name)
{
	Elf_Data *data_a = elf_rawdata(a, NULL), *data_b = elf_rawdata(b, NULL);

	if (!data_a || !data_b || data_a->d_size != data_b->d_size ||
	    (data_a->d_size && memcmp(data_a->d_buf, data_b->d_buf, data_a->d_size)))
		differ(with, "bytes of section %s", name);
}

static const char *skip(const char *name, const char *prefix)
{
	size_t length = strlen(prefix);

	return strncmp(name, prefix, length) ? name : name + length;
}

/*
 * Debug info tells of the command line, and so of the plugin; objects for link-time
 * optimisation have some of their own (".rela.gnu.debuglto_.debug_info"). The
 * linker's hash is made of the symbols, too.
 */
static bool may_differ(const char *name)
{
	const char *base = skip(skip(name, ".rela"), ".rel");

	base = skip(base, ".gnu.debuglto_");
	return !strncmp(base, ".debug", 6) || !strcmp(name, ".note.gnu.build-id");
}

/*
 * Relocations by symbols of .symtab, whose numbers tell nothing. Those of a livepatch
 * are allocated, for livepatch to apply them.
 */
static bool has_relocations(const struct object *object, const GElf_Shdr *header)
{
	return (header->sh_type == SHT_REL || header->sh_type == SHT_RELA) &&
	       object->symtab_section &&
	       header->sh_link == elf_ndxscn(object->symtab_section);
}

static void compare_section(const struct object *plain,
			    const struct object *with, size_t index)
{
	Elf_Scn *a = elf_getscn(plain->elf, index);
	Elf_Scn *b = elf_getscn(with->elf, index);
	const char *name = section_name(plain, index);
	bool is_relocation;
	GElf_Shdr ha, hb;

	gelf_getshdr(a, &ha);
	gelf_getshdr(b, &hb);
	if (strcmp(name, section_name(with, index)) || ha.sh_type != hb.sh_type ||
	    ha.sh_flags != hb.sh_flags || ha.sh_addralign != hb.sh_addralign) {
		differ(with, "section %zu, %s", index, name);
		return;
	}
	is_relocation = has_relocations(plain, &ha);
	if (may_differ(name) || !(is_relocation || ha.sh_flags & SHF_ALLOC))
		return;
	if (ha.sh_size != hb.sh_size)
		differ(with, "size of section %s", name);
	else if (is_relocation)
		compare_relocations(plain, a, with, b, name, &ha);
	else if (ha.sh_type != SHT_NOBITS)
		compare_bytes(a, with, b, name);
}

static void compare(const char *plain_path, const char *with_path)
{
	struct object plain, with;
	size_t i;

	open_object(&plain, plain_path);
	open_object(&with, with_path);
	if (plain.sections != with.sections) {
		differ(&with, "%zu sections, not %zu", with.sections, plain.sections);
	} else {
		for (i = 1; i < plain.sections; i++)
			compare_section(&plain, &with, i);
		compare_symbols(&plain, &with);
	}
	close_object(&with);
	close_object(&plain);
}

int main(int argc, char **argv)
{
	int i;

	if (argc < 3 || argc % 2 == 0) {
		fputs("usage: same_code PLAIN WITH [PLAIN WITH]...\n", stderr);
		return 2;
	}
	elf_version(EV_CURRENT);
	for (i = 1; i < argc; i += 2)
		compare(argv[i], argv[i + 1]);
	return differences ? 1 : 0;
}
