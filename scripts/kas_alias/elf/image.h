/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An ELF file, mapped and checked: whatever its class and byte order, the rest
 * of the program sees one form. image.c is the only file that knows libelf.
 *
 * What is checked here need not be checked again: every section lies within the
 * file, there is one symbol table, its names are within its string table and
 * end there, its section indices exist, and local symbols come first
 * (ELF gABI, chapter 4, "Sections", "String Table" and "Symbol Table").
 */
#ifndef KAS_ALIAS_IMAGE_H
#define KAS_ALIAS_IMAGE_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../mapped.h"
#include "../output.h"

/* A section header; the fields are those of ELF, wide enough for both classes. */
struct section {
	const char *name;
	uint64_t flags, offset, size, align, entry_size;
	uint32_t name_offset, type, link, info;
};

struct image {
	const char *path;		/* the caller's */
	struct mapped file;
	unsigned char *bytes;		/* the file's, here to be changed */
	uint64_t size;
	bool is_64bit, is_big_endian, is_relocatable;
	uint16_t machine;		/* EM_* */

	struct section *sections;
	uint32_t section_count;
	uint32_t section_names;		/* the string table for section->name */
	uint64_t headers;		/* file offset of the section headers */
	uint64_t mapped_end;		/* what lies before this may be in a segment */
	uint64_t end;			/* what lies behind this is in no part of ELF */

	uint32_t symtab, strtab;	/* section indices */
	uint32_t extended;		/* of SHT_SYMTAB_SHNDX, or 0 */
	uint32_t symbol_count;

	void *elf;			/* these are image.c's own */
	void *symbol_data, *extended_data;
	const char *strings;
};

/* image_has_bytes() - does a section take room in the file? */
static inline bool image_has_bytes(const struct section *section)
{
	return section->type != SHT_NOBITS && section->type != SHT_NULL;
}

/* image_content() - the bytes of a section that has some */
static inline unsigned char *image_content(const struct image *image,
					   uint32_t section)
{
	return image->bytes + image->sections[section].offset;
}

/* Values of image_symbol.section beside an index in image.sections. */
#define IMAGE_UNDEFINED 0
#define IMAGE_ABSOLUTE UINT32_MAX
#define IMAGE_COMMON (UINT32_MAX - 1)	/* and every other reserved index */

struct image_symbol {
	const char *name;		/* lives as long as the image */
	uint64_t value, size;
	uint32_t name_offset;
	uint32_t section;
	uint8_t type, bind;		/* STT_*, STB_* */
};

/*
 * image_open() - map the ELF file @path and check it; fatal() when it cannot be
 * read, is no relocatable, executable or shared ELF file, is malformed, is an
 * object for link-time optimisation only, or has no symbol table.
 * image_close() gives back what it took.
 * image_open_any() - the same, but returns whether there is a symbol table;
 * without one, only the members up to .mapped_end are set.
 */
void image_open(struct image *image, const char *path);
bool image_open_any(struct image *image, const char *path);
void image_close(struct image *image);

/* image_symbol() - decode entry @index of the symbol table. */
void image_symbol(const struct image *image, uint32_t index,
		  struct image_symbol *symbol);

/* image_is_code() - does a section hold instructions? */
bool image_is_code(const struct image *image, uint32_t section);

/* The kind of file that rewritten images are. */
extern const struct output_kind image_kind;

#endif
