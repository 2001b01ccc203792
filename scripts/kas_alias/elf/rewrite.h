/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Write an image with another symbol table.
 *
 * All that differs in the copy: .symtab, .strtab and SHT_SYMTAB_SHNDX, the
 * symbol indices in relocations, group signatures and what LLVM lists symbols in,
 * and the file offsets of what follows .symtab and is in no segment (ELF gABI,
 * chapter 4: "Relocation", "Section Groups"; st_shndx and sh_info in "Sections").
 * A section that refers to symbols in another way is refused.
 */
#ifndef KAS_ALIAS_REWRITE_H
#define KAS_ALIAS_REWRITE_H

#include <stddef.h>
#include <stdint.h>

#include "image.h"

/* Goes away, and nothing may refer to it. */
#define REWRITE_REMOVE UINT32_MAX

struct rewrite {
	/*
	 * For each symbol the one that relocations refer to in its place: the
	 * symbol itself if it stays; another one, which stays, or
	 * REWRITE_REMOVE if it goes away. The null symbol must stay.
	 */
	uint32_t *instead;
	/* For each symbol its new name, or NULL. */
	const char **renamed;
	/*
	 * Copies of symbols under other names; they come after all others of
	 * their binding (local or not), in this order. With a value of its own
	 * one is a marker (grammar.h), which is local, whatever the symbol is.
	 */
	struct rewrite_copy {
		uint32_t symbol;
		const char *name;
		uint32_t marker_value;
	} *copies;
	size_t copy_count;
};

/*
 * rewrite_image() - write @image, changed by @rewrite, to the file @path
 * The file gets the permissions of the one that was read, which it may replace.
 * Ends in fatal(), with @path unchanged, when a reference to a removed symbol
 * is left, the image has an unknown kind of reference, or writing fails.
 * The bytes of the image in memory are changed: after this, only
 * image_close() it.
 */
void rewrite_image(struct image *image, const struct rewrite *rewrite,
		   const char *path);

/* rewrite_free() - free the arrays, not the names */
void rewrite_free(struct rewrite *rewrite);

#endif
