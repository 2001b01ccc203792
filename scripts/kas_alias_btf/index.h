/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Types of BTF, and of what it is split from, by their name and by the type that they
 * refer to.
 */
#ifndef KAS_ALIAS_BTF_INDEX_H
#define KAS_ALIAS_BTF_INDEX_H

#include <stdint.h>

#include "btf.h"

struct index {
	const struct btf *btf;		/* the caller's */
	uint32_t *named, *named_next;	/* chains; 0 ends one */
	uint32_t buckets;
	uint32_t *referring, *referring_next;
};

/* index_build() - for @btf, which must live until index_free() */
void index_build(struct index *index, const struct btf *btf);
void index_free(struct index *index);

/*
 * index_named() - the first type that can have this name, index_next_named() - the
 * next one; 0 for none. They come by their ids; the name is to be compared yet.
 */
uint32_t index_named(const struct index *index, const char *name);
uint32_t index_next_named(const struct index *index, uint32_t id);

/*
 * index_referring() - the first type that refers to @target: pointers, qualifiers, arrays
 * of it and prototypes that return it; index_next_referring() - the next one; 0 for none
 */
uint32_t index_referring(const struct index *index, uint32_t target);
uint32_t index_next_referring(const struct index *index, uint32_t id);

#endif
