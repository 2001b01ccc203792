// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What refers to symbols by their numbers; see references.h.
 */
#include <stdlib.h>

#include "../diag.h"
#include "field.h"
#include "leb128.h"
#include "references.h"

/*
 * Sections by LLVM that refer to symbols (LLVM, "Extensions", "ELF-Dependent"):
 * .llvm_addrsig, and .llvm.call-graph-profile as it was up to LLVM 12. Since
 * then that has relocations, like all the others.
 */
#define SECTION_ADDRSIG		0x6fff4c03
#define SECTION_OLD_PROFILE	0x6fff4c02
#define SECTION_PROFILE		0x6fff4c09

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

static const char *symbol_name(const struct image *image, uint32_t index)
{
	struct image_symbol symbol;

	image_symbol(image, index, &symbol);
	return symbol.name;
}

/* Where a reference of a section to the symbol @old goes. */
static uint32_t renumbered(const struct references *references, const struct image *image,
			   const struct section *section, uint32_t old)
{
	if (old >= image->symbol_count)
		fatal(image->path,
		      "malformed ELF file: %s refers to symbol %u, there are %u",
		      section->name, old, image->symbol_count);
	if (references->index[old] == REWRITE_REMOVE)
		fatal(image->path,
		      "cannot rewrite: %s refers to %s, which is no symbol of the source",
		      section->name, symbol_name(image, old));
	return references->index[old];
}

/* A section of entries, each with a symbol's index @at a place in it. */
static void renumber_entries(const struct references *references,
			     const struct image *image, uint32_t section,
			     uint64_t entry_size, unsigned int at,
			     unsigned int width)
{
	const struct section *header = &image->sections[section];
	unsigned char *entry = image_content(image, section);
	unsigned char *end = entry + header->size;

	if (header->entry_size != entry_size || header->size % entry_size)
		fatal(image->path, "malformed ELF file: entry size of %s",
		      header->name);
	for (; entry < end; entry += entry_size) {
		uint32_t old = field_get(image, entry + at, width);
		uint32_t new = renumbered(references, image, header, old);

		if (new != old)
			field_put(image, entry + at, width, new);
	}
}

static void renumber_relocations(struct references *references,
				 const struct image *image, uint32_t section)
{
	unsigned int at, width;

	find_index(image, &at, &width);
	renumber_entries(references, image, section,
			 image->sections[section].type == SHT_REL ?
			 field_size(image, Rel) : field_size(image, Rela),
			 at, width);
}

/* From which symbol to which, 32 bits each, and how often, 64 bits. */
static void renumber_profile(struct references *references,
			     const struct image *image, uint32_t section)
{
	renumber_entries(references, image, section, 16, 0, 4);
	renumber_entries(references, image, section, 16, 4, 4);
}

/* Symbols whose address counts, as numbers of which larger ones are longer. */
static void renumber_list(struct references *references, const struct image *image,
			  uint32_t section)
{
	const struct section *header = &image->sections[section];
	const unsigned char *from = image_content(image, section);
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
		to = leb128_put(to, renumbered(references, image, header, old));
	}
	references->lists = grown(references->lists, references->count,
			      sizeof(*references->lists));
	references->lists[references->count++] =
		(struct replacement){ section, bytes, to - bytes };
}

/* A group is known by the name of this symbol, so the symbol must stay. */
static void renumber_group(struct references *references,
			   const struct image *image, uint32_t section)
{
	const struct section *header = &image->sections[section];

	if (header->info >= image->symbol_count)
		fatal(image->path,
		      "malformed ELF file: the group %s has no signature",
		      header->name);
	if (references->rewrite->instead[header->info] != header->info ||
	    references->rewrite->renamed[header->info])
		fatal(image->path,
		      "cannot rewrite: %s is the signature of a section group",
		      symbol_name(image, header->info));
	field_set(image, field_header(image, section), Shdr, sh_info,
		  references->index[header->info]);
}

/* What can refer to symbols, and how it is renumbered; NULL: by nothing in it. */
static const struct kind {
	uint32_t type;
	void (*renumber)(struct references *references, const struct image *image,
			 uint32_t section);
} kinds[] = {
	{ SHT_REL,		renumber_relocations },
	{ SHT_RELA,		renumber_relocations },
	{ SHT_GROUP,		renumber_group },
	{ SHT_SYMTAB_SHNDX,	NULL },
	{ SECTION_ADDRSIG,	renumber_list },
	{ SECTION_OLD_PROFILE,	renumber_profile },
	{ SECTION_PROFILE,	NULL },
	{ SHT_NOBITS,		NULL },	/* of a program whose debug file this is */
};

static const struct kind *find_kind(uint32_t type)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].type == type)
			return &kinds[i];
	return NULL;
}

void references_check(const struct image *image)
{
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];

		if (section->link == image->symtab && !find_kind(section->type))
			fatal(image->path,
			      "cannot rewrite: section %s of the unknown type %#x refers to symbols",
			      section->name, section->type);
	}
}

void references_renumber(struct references *references, const struct image *image)
{
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];
		const struct kind *kind = find_kind(section->type);

		if (section->link == image->symtab && kind && kind->renumber)
			kind->renumber(references, image, i);
	}
}

void references_free(struct references *references)
{
	size_t i;

	for (i = 0; i < references->count; i++)
		free((void *)references->lists[i].bytes);
	free(references->lists);
}
