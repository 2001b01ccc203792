/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What refers to symbols by their numbers: relocations, the signatures of section
 * groups, and lists that LLVM makes.
 */
#ifndef KAS_ALIAS_REFERENCES_H
#define KAS_ALIAS_REFERENCES_H

#include <stddef.h>
#include <stdint.h>

#include "layout.h"
#include "rewrite.h"

struct references {
	const struct rewrite *rewrite;	/* these two are the caller's */
	const uint32_t *index;		/* by old number the new one, or REWRITE_REMOVE */
	/* The sections whose size can be another then. */
	struct replacement *lists;
	size_t count;
};

/* references_check() - fatal() if a section refers to symbols in an unknown way */
void references_check(const struct image *image);

/*
 * references_renumber() - renumber all references
 * @references: .rewrite and .index are set, the rest is 0; give it back with
 *	references_free()
 * They change in image->bytes, or are in .lists.
 * Ends in fatal() if one is to a symbol that is not there, or goes away.
 */
void references_renumber(struct references *references, const struct image *image);
void references_free(struct references *references);

#endif
