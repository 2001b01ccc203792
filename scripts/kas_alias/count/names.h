/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of names.
 *
 * An open-addressing hash over an array that keeps the order of arrival. What a
 * caller knows of a name it keeps in an array of its own, by the name's index.
 * The caller computes the hash (kas_hash() of the name), since it needs that for
 * other ends as well, and computes it once.
 */
#ifndef KAS_ALIAS_NAMES_H
#define KAS_ALIAS_NAMES_H

#include <stddef.h>
#include <stdint.h>

struct name {
	const char *text;	/* the table's own copy, with a final NUL */
	uint64_t hash;
	uint32_t length;
};

/* All zero is an empty table. */
struct names {
	struct name *at;	/* moves when a name is added: keep indices */
	uint32_t count;
	uint32_t *slots;	/* index in at[] plus 1, or 0 */
	uint32_t slot_count;	/* 0 or a power of two */
	char *block;		/* where the next text goes */
	size_t block_left;
	char **blocks;
	size_t block_count;
};

#define NAMES_NONE UINT32_MAX

/*
 * names_add() - the index in names->at of a name, which is added if new: then it
 * is what names->count was before.
 */
uint32_t names_add(struct names *names, const char *text, size_t length,
		   uint64_t hash);

/* names_find() - the index of a name, or NAMES_NONE */
uint32_t names_find(const struct names *names, const char *text, size_t length,
		    uint64_t hash);

/* names_free() - give back all memory; the table is empty then. */
void names_free(struct names *names);

#endif
