/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Cut unused strings out of a string table, add others at its end
 * (ELF gABI, chapter 4, "String Table").
 *
 * Linkers let a string be the tail of another. What is kept therefore begins at
 * the first offset in use between two NULs, and lasts to the second.
 *
 * Order of calls: strtab_init(), strtab_keep() for all offsets in use or
 * strtab_keep_all(), strtab_cut(), then strtab_moved() and strtab_add(), at
 * last strtab_free().
 */
#ifndef KAS_ALIAS_STRTAB_H
#define KAS_ALIAS_STRTAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strtab {
	unsigned char *bytes;	/* the new table, owned */
	size_t size;
	size_t room;
	const unsigned char *old;
	size_t old_size;
	uint64_t *kept;		/* a bit for each old byte: in use, then all that stays */
	uint32_t *before;	/* how many bytes stay before each word of these */
	bool keep_all;
};

/* strtab_init() - begin with the table @old, which must end with a NUL */
void strtab_init(struct strtab *strtab, const unsigned char *old, size_t size);

/* strtab_keep() - the string at @offset is in use. */
void strtab_keep(struct strtab *strtab, uint32_t offset);

/* strtab_keep_all() - others may refer to any byte of the table. */
void strtab_keep_all(struct strtab *strtab);

/* strtab_cut() - make the new table. */
void strtab_cut(struct strtab *strtab);

/* strtab_moved() - where the string at an old offset that was kept is now */
uint32_t strtab_moved(const struct strtab *strtab, uint32_t offset);

/*
 * strtab_add() - append a string; returns its offset, or 0, where the empty
 * string is, when offsets of 32 bits cannot reach it.
 */
uint32_t strtab_add(struct strtab *strtab, const char *text);

void strtab_free(struct strtab *strtab);

#endif
