/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tags that debug information gives to symbols, as kas_alias_dwarf tells them.
 */
#ifndef KAS_ALIAS_TAGS_H
#define KAS_ALIAS_TAGS_H

#include <stdint.h>

/* All zero is an empty list. */
struct tags {
	const char **of;	/* by index of the symbol; NULL: unknown */
	uint32_t count;
	char *text;
};

/*
 * tags_read() - read lines "INDEX TAG" and, behind them, one "end"
 * @symbol_count: all indices are below that
 * @unit: the tag of the unit's marker; all tags are of that unit
 * A list that is malformed ends in fatal(). Costs one step a byte. tags_free() gives
 * back what it took.
 */
void tags_read(struct tags *tags, const char *path, uint32_t symbol_count, const char *unit);
void tags_free(struct tags *tags);

/* tags_find() - the tag of a symbol, or NULL */
const char *tags_find(const struct tags *tags, uint32_t symbol);

#endif
