/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How often each of some names was seen.
 */
#ifndef KAS_ALIAS_COUNTS_H
#define KAS_ALIAS_COUNTS_H

#include "names.h"

/* All zero is an empty table. */
struct counts {
	struct names names;
	uint32_t *of;		/* by index in names.at; stops at UINT32_MAX */
};

/* counts_add() - count a name @times more; returns its index. */
uint32_t counts_add(struct counts *counts, const char *text, size_t length,
		    uint64_t hash, uint32_t times);

/* counts_of() - the count of a name, 0 if the table lacks it */
uint32_t counts_of(const struct counts *counts, const char *text, size_t length,
		   uint64_t hash);

/* counts_text() - the same for a string, whose hash it computes */
uint32_t counts_text(const struct counts *counts, const char *text);

/* counts_free() - give back all memory; the table is empty then. */
void counts_free(struct counts *counts);

#endif
