// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Write an image with another symbol table; see rewrite.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "field.h"
#include "../grammar.h"
#include "layout.h"
#include "leb128.h"
#include "overlap.h"
#include "rewrite.h"
#include "strtab.h"

/*
 * Sections by LLVM that refer to symbols (LLVM, "Extensions", "ELF-Dependent"):
 * .llvm_addrsig, and .llvm.call-graph-profile as it was up to LLVM 12. Since
 * then that has relocations, like all the others.
 */
#define SECTION_ADDRSIG		0x6fff4c03
#define SECTION_OLD_PROFILE	0x6fff4c02
#define SECTION_PROFILE		0x6fff4c09

/* The tables to come. */
struct tables {
	uint32_t *index;	/* by old index: where references go now */
	uint32_t count, locals;
	struct strtab strtab;
	unsigned char *symbols, *extended;
	struct replacement *lists;	/* .llvm_addrsig; owns its bytes */
	size_t list_count;
};

static unsigned char *content(const struct image *image, uint32_t section)
{
	return image->bytes + image->sections[section].offset;
}

static unsigned char *symbol_entry(const struct image *image, uint32_t symbol)
{
	return content(image, image->symtab) + symbol * field_size(image, Sym);
}

static unsigned char *section_header(const struct image *image, uint32_t section)
{
	return image->bytes + image->headers + section * field_size(image, Shdr);
}

static uint32_t name_offset(const struct image *image, uint32_t symbol)
{
	/* st_name is the first member in both classes. */
	return field_get(image, symbol_entry(image, symbol), sizeof(Elf32_Word));
}

static bool is_local(const struct image *image, uint32_t symbol)
{
	return symbol < image->sections[image->symtab].info;
}

static const char *symbol_name(const struct image *image, uint32_t symbol)
{
	return (char *)content(image, image->strtab) + name_offset(image, symbol);
}

/* What refers to symbols by index in a way that this file does not know? */
static void check_sections(const struct image *image)
{
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];

		if (section->link != image->symtab)
			continue;
		switch (section->type) {
		case SHT_REL:
		case SHT_RELA:
		case SHT_GROUP:
		case SHT_SYMTAB_SHNDX:
		case SECTION_ADDRSIG:
		case SECTION_OLD_PROFILE:
		case SECTION_PROFILE:
		case SHT_NOBITS:	/* of a program whose debug file this is */
			break;
		default:
			fatal(image->path,
			      "cannot rewrite: section %s of the unknown type %#x refers to symbols",
			      section->name, section->type);
		}
	}
	if ((image->sections[image->symtab].flags |
	     image->sections[image->strtab].flags) & SHF_ALLOC)
		fatal(image->path, "cannot rewrite: the symbol table is loaded");
}

static bool is_local_copy(const struct image *image,
			  const struct rewrite_copy *copy)
{
	return copy->marker_value || is_local(image, copy->symbol);
}

static uint32_t count_copies(const struct image *image,
			     const struct rewrite *rewrite, bool local)
{
	uint32_t count = 0;
	size_t i;

	for (i = 0; i < rewrite->copy_count; i++)
		count += is_local_copy(image, &rewrite->copies[i]) == local;
	return count;
}

static void number(struct tables *tables, const struct image *image,
		   const struct rewrite *rewrite)
{
	uint32_t next = 0, i;

	tables->index = xcalloc(image->symbol_count, sizeof(*tables->index));
	for (i = 0; i < image->symbol_count && is_local(image, i); i++)
		if (rewrite->instead[i] == i)
			tables->index[i] = next++;
	next += count_copies(image, rewrite, true);
	tables->locals = next;
	for (; i < image->symbol_count; i++)
		if (rewrite->instead[i] == i)
			tables->index[i] = next++;
	tables->count = next + count_copies(image, rewrite, false);
	for (i = 0; i < image->symbol_count; i++) {
		if (rewrite->instead[i] == REWRITE_REMOVE)
			tables->index[i] = REWRITE_REMOVE;
		else
			tables->index[i] = tables->index[rewrite->instead[i]];
	}
}

/* .strtab can serve as the table of section names as well, or for others. */
static void cut_strings(struct tables *tables, const struct image *image,
			const struct rewrite *rewrite)
{
	struct strtab *strtab = &tables->strtab;
	uint32_t i;

	strtab_init(strtab, content(image, image->strtab),
		    image->sections[image->strtab].size);
	for (i = 0; i < image->symbol_count; i++)
		if (rewrite->instead[i] == i && !rewrite->renamed[i])
			strtab_keep(strtab, name_offset(image, i));
	for (i = 1; i < image->section_count; i++) {
		if (image->section_names == image->strtab)
			strtab_keep(strtab, image->sections[i].name_offset);
		if (image->sections[i].link == image->strtab &&
		    i != image->symtab)
			strtab_keep_all(strtab);
	}
	strtab_cut(strtab);
	for (i = 1; image->section_names == image->strtab &&
	     i < image->section_count; i++)
		field_set(image, section_header(image, i), Shdr, sh_name,
			  strtab_moved(strtab, image->sections[i].name_offset));
}

static uint32_t add_name(struct tables *tables, const struct image *image,
			 const char *name)
{
	uint32_t offset = strtab_add(&tables->strtab, name);

	if (!offset)
		fatal(image->path, "cannot rewrite: the string table is full");
	return offset;
}

/* Entry @to of the new tables: the old symbol @from with another name. */
static void copy_entry(struct tables *tables, const struct image *image,
		       uint32_t to, uint32_t from, uint32_t name)
{
	size_t size = field_size(image, Sym);
	unsigned char *entry = tables->symbols + to * size;

	memcpy(entry, symbol_entry(image, from), size);
	field_set(image, entry, Sym, st_name, name);
	if (image->extended)
		memcpy(tables->extended + to * sizeof(Elf32_Word),
		       content(image, image->extended) +
		       from * sizeof(Elf32_Word), sizeof(Elf32_Word));
}

/* A marker tells a name, and that it is one. */
static void make_marker(struct tables *tables, const struct image *image,
			uint32_t index, uint32_t value)
{
	unsigned char *entry = tables->symbols + index * field_size(image, Sym);

	field_set(image, entry, Sym, st_info,
		  ELF64_ST_INFO(STB_LOCAL, STT_NOTYPE));
	field_set(image, entry, Sym, st_other, STV_DEFAULT);
	field_set(image, entry, Sym, st_shndx, SHN_ABS);
	field_set(image, entry, Sym, st_value, value);
	field_set(image, entry, Sym, st_size, 0);
	if (image->extended)
		memset(tables->extended + index * sizeof(Elf32_Word), 0,
		       sizeof(Elf32_Word));
}

static void fill_tables(struct tables *tables, const struct image *image,
			const struct rewrite *rewrite)
{
	uint32_t local = tables->locals - count_copies(image, rewrite, true);
	uint32_t global = tables->count - count_copies(image, rewrite, false);
	uint32_t i;

	tables->symbols = xcalloc(tables->count, field_size(image, Sym));
	tables->extended = xcalloc(tables->count, sizeof(Elf32_Word));
	for (i = 0; i < image->symbol_count; i++) {
		if (rewrite->instead[i] != i)
			continue;
		copy_entry(tables, image, tables->index[i], i,
			   rewrite->renamed[i] ?
			   add_name(tables, image, rewrite->renamed[i]) :
			   strtab_moved(&tables->strtab, name_offset(image, i)));
	}
	for (i = 0; i < rewrite->copy_count; i++) {
		const struct rewrite_copy *copy = &rewrite->copies[i];
		uint32_t index = is_local_copy(image, copy) ? local++ : global++;

		copy_entry(tables, image, index, copy->symbol,
			   add_name(tables, image, copy->name));
		if (copy->marker_value)
			make_marker(tables, image, index, copy->marker_value);
	}
}

/*
 * Where in a relocation the symbol's index is: the upper 24 or 32 bits of
 * r_info (ELF gABI, "Relocation"), which are bytes of their own. MIPS has it in
 * front of the types in either byte order (64-bit ELF Object File
 * Specification, "Relocations").
 */
static void find_index(const struct image *image, unsigned int *at,
		       unsigned int *width)
{
	if (image->is_64bit) {
		*width = 4;
		*at = image->is_big_endian || image->machine == EM_MIPS ?
		      8 : 12;
	} else {
		*width = 3;
		*at = image->is_big_endian ? 4 : 5;
	}
}

/* Where a reference of a section to the symbol @old goes. */
static uint32_t renumbered(const struct tables *tables, const struct image *image,
			   const struct section *section, uint32_t old)
{
	if (old >= image->symbol_count)
		fatal(image->path,
		      "malformed ELF file: %s refers to symbol %u, there are %u",
		      section->name, old, image->symbol_count);
	if (tables->index[old] == REWRITE_REMOVE)
		fatal(image->path,
		      "cannot rewrite: %s refers to %s, which is no symbol of the source",
		      section->name, symbol_name(image, old));
	return tables->index[old];
}

/* A section of entries, each with a symbol's index @at a place in it. */
static void renumber_entries(const struct tables *tables,
			     const struct image *image, uint32_t section,
			     uint64_t entry_size, unsigned int at,
			     unsigned int width)
{
	const struct section *header = &image->sections[section];
	unsigned char *entry = content(image, section);
	unsigned char *end = entry + header->size;

	if (header->entry_size != entry_size || header->size % entry_size)
		fatal(image->path, "malformed ELF file: entry size of %s",
		      header->name);
	for (; entry < end; entry += entry_size) {
		uint32_t old = field_get(image, entry + at, width);
		uint32_t new = renumbered(tables, image, header, old);

		if (new != old)
			field_put(image, entry + at, width, new);
	}
}

static void renumber_relocations(const struct tables *tables,
				 const struct image *image, uint32_t section)
{
	unsigned int at, width;

	find_index(image, &at, &width);
	renumber_entries(tables, image, section,
			 image->sections[section].type == SHT_REL ?
			 field_size(image, Rel) : field_size(image, Rela),
			 at, width);
}

/* From which symbol to which, 32 bits each, and how often, 64 bits. */
static void renumber_profile(const struct tables *tables,
			     const struct image *image, uint32_t section)
{
	renumber_entries(tables, image, section, 16, 0, 4);
	renumber_entries(tables, image, section, 16, 4, 4);
}

/* Symbols whose address counts, as numbers of which larger ones are longer. */
static void renumber_list(struct tables *tables, const struct image *image,
			  uint32_t section)
{
	const struct section *header = &image->sections[section];
	const unsigned char *from = content(image, section);
	const unsigned char *end = from + header->size;
	unsigned char *bytes = xcalloc(header->size + 1, LEB128_MOST_BYTES);
	unsigned char *to = bytes;
	uint32_t old;

	while (from < end) {
		from = leb128_get(from, end, &old);
		if (!from)
			fatal(image->path,
			      "malformed ELF file: %s holds what is no number",
			      header->name);
		to = leb128_put(to, renumbered(tables, image, header, old));
	}
	tables->lists = grown(tables->lists, tables->list_count,
			      sizeof(*tables->lists));
	tables->lists[tables->list_count++] =
		(struct replacement){ section, bytes, to - bytes };
}

/* A group is known by the name of this symbol, so the symbol must stay. */
static void renumber_group(const struct tables *tables, const struct image *image,
			   const struct rewrite *rewrite, uint32_t section)
{
	const struct section *header = &image->sections[section];

	if (header->info >= image->symbol_count)
		fatal(image->path,
		      "malformed ELF file: the group %s has no signature",
		      header->name);
	if (rewrite->instead[header->info] != header->info ||
	    rewrite->renamed[header->info])
		fatal(image->path,
		      "cannot rewrite: %s is the signature of a section group",
		      symbol_name(image, header->info));
	field_set(image, section_header(image, section), Shdr, sh_info,
		  tables->index[header->info]);
}

static void renumber(struct tables *tables, const struct image *image,
		     const struct rewrite *rewrite)
{
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];

		if (section->link != image->symtab)
			continue;
		switch (section->type) {
		case SHT_REL:
		case SHT_RELA:
			renumber_relocations(tables, image, i);
			break;
		case SHT_GROUP:
			renumber_group(tables, image, rewrite, i);
			break;
		case SECTION_ADDRSIG:
			renumber_list(tables, image, i);
			break;
		case SECTION_OLD_PROFILE:
			renumber_profile(tables, image, i);
			break;
		}
	}
	field_set(image, section_header(image, image->symtab), Shdr, sh_info,
		  tables->locals);
}

static void write_tables(const struct tables *tables, struct image *image,
			 const char *path)
{
	const struct replacement fixed[] = {
		{ image->symtab, tables->symbols,
		  tables->count * field_size(image, Sym) },
		{ image->strtab, tables->strtab.bytes, tables->strtab.size },
		{ image->extended, tables->extended,
		  tables->count * sizeof(Elf32_Word) },
	};
	size_t count = image->extended ? 3 : 2;
	struct replacement *all = xcalloc(count + tables->list_count, sizeof(*all));

	memcpy(all, fixed, count * sizeof(*all));
	if (tables->list_count)
		memcpy(all + count, tables->lists,
		       tables->list_count * sizeof(*all));
	layout_write(image, all, count + tables->list_count, path);
	free(all);
}

static void free_tables(struct tables *tables)
{
	size_t i;

	for (i = 0; i < tables->list_count; i++)
		free((void *)tables->lists[i].bytes);
	free(tables->lists);
	strtab_free(&tables->strtab);
	free(tables->extended);
	free(tables->symbols);
	free(tables->index);
}

void rewrite_image(struct image *image, const struct rewrite *rewrite,
		   const char *path)
{
	struct tables tables = { 0 };

	check_sections(image);
	overlap_check(image);
	number(&tables, image, rewrite);
	cut_strings(&tables, image, rewrite);
	fill_tables(&tables, image, rewrite);
	renumber(&tables, image, rewrite);
	write_tables(&tables, image, path);
	free_tables(&tables);
}

void rewrite_free(struct rewrite *rewrite)
{
	free(rewrite->instead);
	free(rewrite->renamed);
	free(rewrite->copies);
}
