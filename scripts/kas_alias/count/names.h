/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of names, each with a count.
 *
 * An open-addressing hash over an array that keeps the order of arrival. The
 * caller computes the hash (kas_hash() of the name), since it needs that for
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
	uint32_t count;		/* the caller's, 0 at first, as is: */
	uint32_t mark;
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

/* names_add() - the index in names->at of a name, which is added if new. */
uint32_t names_add(struct names *names, const char *text, size_t length,
		   uint64_t hash);

/* names_find() - a name of the table, until the next names_add(), or NULL */
struct name *names_find(const struct names *names, const char *text,
			size_t length, uint64_t hash);

/* names_count() - the count of a name, 0 when the table has it not */
uint32_t names_count(const struct names *names, const char *text, size_t length,
		     uint64_t hash);

/* names_free() - give back all memory; the table is empty then. */
void names_free(struct names *names);

#endif
