// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An ELF file, mapped and checked; see image.h.
 */
#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "image.h"

/* Where struct lto_section has slim_object. */
#define SLIM_OBJECT 4

__attribute__((noreturn))
static void malformed(const struct image *image, const char *what)
{
	fatal(image->path, "malformed ELF file: %s", what);
}

__attribute__((noreturn))
static void libelf_failed(const struct image *image, const char *what)
{
	fatal(image->path, "cannot read %s: %s", what, elf_errmsg(-1));
}

static void map_file(struct image *image)
{
	mapped_open(&image->file, image->path, NULL);
	image->bytes = image->file.bytes;
	image->size = image->file.size;
	if (!image->size)
		fatal(image->path, "not an ELF file: empty");

	elf_version(EV_CURRENT);
	image->elf = elf_memory((char *)image->bytes, image->size);
	if (!image->elf)
		libelf_failed(image, "the file");
	if (elf_kind(image->elf) == ELF_K_AR)
		fatal(image->path, "not an ELF file: an archive");
	if (elf_kind(image->elf) != ELF_K_ELF)
		fatal(image->path, "not an ELF file");
}

static void read_header(struct image *image, GElf_Ehdr *header)
{
	if (!gelf_getehdr(image->elf, header))
		libelf_failed(image, "the ELF header");
	image->is_64bit = header->e_ident[EI_CLASS] == ELFCLASS64;
	image->is_big_endian = header->e_ident[EI_DATA] == ELFDATA2MSB;
	image->machine = header->e_machine;
	image->is_relocatable = header->e_type == ET_REL;
	image->headers = header->e_shoff;
	if (header->e_type != ET_REL && header->e_type != ET_EXEC &&
	    header->e_type != ET_DYN)
		fatal(image->path,
		      "not an object, executable or shared ELF file: type %u",
		      header->e_type);
}

static bool in_file(const struct image *image, uint64_t offset, uint64_t size)
{
	return offset <= image->size && size <= image->size - offset;
}

/* Let what ends at @end reach over these bytes, if there are any. */
static void extend(uint64_t *end, uint64_t offset, uint64_t size)
{
	if (size && offset + size > *end)
		*end = offset + size;
}

static void read_section(struct image *image, Elf_Scn *scn,
			 struct section *section)
{
	GElf_Shdr header;

	if (!gelf_getshdr(scn, &header))
		libelf_failed(image, "a section header");
	section->name = elf_strptr(image->elf, image->section_names,
				   header.sh_name);
	if (!section->name)
		libelf_failed(image, "a section's name");
	section->name_offset = header.sh_name;
	section->type = header.sh_type;
	section->flags = header.sh_flags;
	section->offset = header.sh_offset;
	section->size = header.sh_size;
	section->align = header.sh_addralign;
	section->entry_size = header.sh_entsize;
	section->link = header.sh_link;
	section->info = header.sh_info;
	if (image_has_bytes(section) &&
	    !in_file(image, section->offset, section->size))
		fatal(image->path,
		      "malformed ELF file: section %s goes beyond its end (truncated?)",
		      section->name);
	if (section->align & (section->align - 1))
		malformed(image, "a section's alignment is no power of two");
	extend(&image->end, section->offset,
	       image_has_bytes(section) ? section->size : 0);
}

static void read_sections(struct image *image)
{
	size_t header_size = gelf_fsize(image->elf, ELF_T_SHDR, 1, EV_CURRENT);
	size_t count, names;
	Elf_Scn *scn = NULL;
	uint32_t i;

	if (elf_getshdrnum(image->elf, &count) ||
	    elf_getshdrstrndx(image->elf, &names))
		libelf_failed(image, "the section headers");
	if (!count)
		malformed(image, "no section headers (truncated?)");
	if (count > UINT32_MAX / 2 || names >= count ||
	    !in_file(image, image->headers, count * header_size))
		malformed(image, "section headers beyond its end (truncated?)");
	image->section_count = count;
	image->section_names = names;
	image->sections = xcalloc(count, sizeof(*image->sections));
	image->sections[0].name = "";
	for (i = 1; i < count; i++) {
		scn = elf_nextscn(image->elf, scn);
		if (!scn)
			libelf_failed(image, "a section header");
		read_section(image, scn, &image->sections[i]);
	}
}

/*
 * An object for link-time optimisation alone holds the compiler's own form of the
 * code, and no symbol of it. GCC writes that down in the fifth byte of one of its
 * sections: struct lto_section in gcc/lto-streamer.h, slim_object.
 */
static void refuse_slim_lto(const struct image *image)
{
	static const char prefix[] = ".gnu.lto_.lto.";
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];

		if (!strncmp(section->name, prefix, sizeof(prefix) - 1) &&
		    image_has_bytes(section) && section->size > SLIM_OBJECT &&
		    image->bytes[section->offset + SLIM_OBJECT])
			fatal(image->path,
			      "a slim LTO object, whose symbols are made when it is linked: give what the compiler links of it (gcc -flto -r -flinker-output=nolto-rel), or compile with -ffat-lto-objects");
	}
}

bool image_is_code(const struct image *image, uint32_t section)
{
	return section < image->section_count &&
	       (image->sections[section].flags & SHF_EXECINSTR);
}

/*
 * A file of debug information, split off by "objcopy --only-keep-debug" or
 * "eu-strip -f", has the program headers of the program and not its code: nothing
 * is loaded from it, and the segments lie where they lay there.
 */
static bool is_debug_file(const struct image *image)
{
	bool has_code = false, code_has_bytes = false;
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		if (!image_is_code(image, i))
			continue;
		has_code = true;
		if (image_has_bytes(&image->sections[i]))
			code_has_bytes = true;
	}
	return has_code && !code_has_bytes;
}

static void find_segments(struct image *image, size_t count)
{
	GElf_Phdr header;
	size_t i;

	for (i = 0; i < count; i++) {
		if (!gelf_getphdr(image->elf, i, &header))
			libelf_failed(image, "a program header");
		if (!in_file(image, header.p_offset, header.p_filesz))
			malformed(image, "a segment beyond its end (truncated?)");
		extend(&image->mapped_end, header.p_offset, header.p_filesz);
	}
}

/* Where there are none, the offset of their table means nothing. */
static size_t count_segments(const struct image *image, const GElf_Ehdr *header)
{
	size_t count = 0;

	if (header->e_phnum && elf_getphdrnum(image->elf, &count))
		libelf_failed(image, "the program headers");
	/* libelf counts those that the file has room for. */
	if (header->e_phnum != PN_XNUM && count != header->e_phnum)
		malformed(image, "program headers beyond its end (truncated?)");
	return count;
}

/* Segments, the table of them, and sections that are loaded stay in place. */
static void find_mapped_end(struct image *image, const GElf_Ehdr *header)
{
	size_t count = count_segments(image, header), size;
	uint32_t i;

	if (!is_debug_file(image))
		find_segments(image, count);
	size = gelf_fsize(image->elf, ELF_T_PHDR, count, EV_CURRENT);
	if (count && !in_file(image, header->e_phoff, size))
		malformed(image, "program headers beyond its end (truncated?)");
	extend(&image->mapped_end, header->e_phoff, size);
	extend(&image->end, 0, image->mapped_end);
	extend(&image->end, image->headers,
	       gelf_fsize(image->elf, ELF_T_SHDR, image->section_count,
			  EV_CURRENT));
	if (image->is_relocatable)
		return;
	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];

		if ((section->flags & SHF_ALLOC) && image_has_bytes(section))
			extend(&image->mapped_end, section->offset, section->size);
	}
}

static void find_tables(struct image *image)
{
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		if (image->sections[i].type != SHT_SYMTAB)
			continue;
		if (image->symtab)
			malformed(image, "two symbol tables");
		image->symtab = i;
	}
	if (!image->symtab)
		return;
	for (i = 1; i < image->section_count; i++) {
		if (image->sections[i].type != SHT_SYMTAB_SHNDX ||
		    image->sections[i].link != image->symtab)
			continue;
		if (image->extended)
			malformed(image, "two SHT_SYMTAB_SHNDX sections");
		image->extended = i;
	}
	image->strtab = image->sections[image->symtab].link;
	if (!image->strtab || image->strtab >= image->section_count ||
	    image->sections[image->strtab].type != SHT_STRTAB)
		malformed(image, "the symbol table has no string table");
}

static Elf_Data *section_data(struct image *image, uint32_t section)
{
	Elf_Data *data = elf_getdata(elf_getscn(image->elf, section), NULL);

	if (!data || data->d_size != image->sections[section].size)
		libelf_failed(image, image->sections[section].name);
	return data;
}

static void read_tables(struct image *image)
{
	const struct section *symtab = &image->sections[image->symtab];
	const struct section *strtab = &image->sections[image->strtab];
	size_t entry_size = gelf_fsize(image->elf, ELF_T_SYM, 1, EV_CURRENT);

	if (symtab->entry_size != entry_size || !symtab->size ||
	    symtab->size % entry_size ||
	    symtab->size / entry_size > UINT32_MAX / 2 ||
	    symtab->info > symtab->size / entry_size)
		malformed(image, "the symbol table's header");
	image->symbol_count = symtab->size / entry_size;
	image->symbol_data = section_data(image, image->symtab);

	image->strings = (char *)image->bytes + strtab->offset;
	if (!strtab->size || strtab->size > UINT32_MAX ||
	    image->strings[strtab->size - 1])
		malformed(image, "the string table does not end with a NUL");

	if (!image->extended)
		return;
	if (image->sections[image->extended].size !=
	    (uint64_t)image->symbol_count * sizeof(Elf32_Word))
		malformed(image, "the size of SHT_SYMTAB_SHNDX");
	image->extended_data = section_data(image, image->extended);
}

/* The reserved range of st_shndx and SHN_XINDEX: ELF gABI, "Sections". */
static uint32_t symbol_section(const struct image *image, const GElf_Sym *symbol,
			       uint32_t extended)
{
	uint32_t section = symbol->st_shndx;

	if (section == SHN_ABS)
		return IMAGE_ABSOLUTE;
	if (section == SHN_XINDEX) {
		if (!image->extended)
			malformed(image, "SHN_XINDEX without SHT_SYMTAB_SHNDX");
		section = extended;
	} else if (section >= SHN_LORESERVE) {
		return IMAGE_COMMON;
	}
	if (section >= image->section_count)
		malformed(image, "a symbol in a section that does not exist");
	return section;
}

void image_symbol(const struct image *image, uint32_t index,
		  struct image_symbol *symbol)
{
	Elf32_Word extended = 0;
	GElf_Sym entry;

	if (!gelf_getsymshndx(image->symbol_data, image->extended_data, index,
			      &entry, &extended))
		libelf_failed(image, "a symbol");
	if (entry.st_name >= image->sections[image->strtab].size)
		malformed(image, "a symbol's name beyond the string table");
	symbol->name = image->strings + entry.st_name;
	symbol->name_offset = entry.st_name;
	symbol->value = entry.st_value;
	symbol->size = entry.st_size;
	symbol->type = GELF_ST_TYPE(entry.st_info);
	symbol->bind = GELF_ST_BIND(entry.st_info);
	symbol->section = symbol_section(image, &entry, extended);
	if ((symbol->bind == STB_LOCAL) !=
	    (index < image->sections[image->symtab].info))
		malformed(image, "local and global symbols out of order");
}

/* It has no name and is in no section: ELF gABI, "Symbol Table". */
static void check_null_symbol(const struct image *image)
{
	struct image_symbol symbol;

	image_symbol(image, 0, &symbol);
	if (symbol.name_offset || symbol.section != IMAGE_UNDEFINED)
		malformed(image, "the first symbol is not the null symbol");
}

bool image_open_any(struct image *image, const char *path)
{
	GElf_Ehdr header;

	memset(image, 0, sizeof(*image));
	image->path = path;
	map_file(image);
	read_header(image, &header);
	read_sections(image);
	refuse_slim_lto(image);
	find_mapped_end(image, &header);
	find_tables(image);
	if (!image->symtab)
		return false;
	read_tables(image);
	check_null_symbol(image);
	return true;
}

void image_open(struct image *image, const char *path)
{
	if (!image_open_any(image, path))
		fatal(path, "no symbol table (stripped?)");
}

void image_close(struct image *image)
{
	elf_end(image->elf);
	free(image->sections);
	mapped_close(&image->file);
}

static bool is_elf(const char *head, size_t size)
{
	return size >= SELFMAG && !memcmp(head, ELFMAG, SELFMAG);
}

const struct output_kind image_kind = { "an ELF file", is_elf };
