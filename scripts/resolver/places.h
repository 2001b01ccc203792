/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where in the source an alias says that its symbol was written.
 *
 * An alias holds a path with "_" for each byte that is no letter or digit. What
 * the path was is in the table that the build writes, System.aliases; its form says
 * table.h.
 */
#ifndef KAS_RESOLVER_PLACES_H
#define KAS_RESOLVER_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../kas_alias/sources/table.h"
#include "text.h"

struct place {
	const char *alias;
	const char *path, *module, *unit;
	uint32_t line;		/* 0: not known */
};

/* All zero is an empty table. */
struct places {
	struct text text;
	struct place *at;
	size_t count;
};

/*
 * places_read_if_any() - read a table; false if there is no such file
 * Ends in fatal() if it is no table, or one of a later version.
 */
bool places_read_if_any(struct places *places, const char *path);
void places_free(struct places *places);

/* places_find() - what the table has of an alias; returns how many lines */
size_t places_find(const struct places *places, const char *alias,
		   const struct place **first);

/*
 * alias_tag() - where the tag of an alias begins, NULL: that is none
 * @length: gets that of the path in the tag, the line left out
 * @line: gets the line, 0 if the tag has none
 */
const char *alias_tag(const char *alias, size_t *length, uint32_t *line);

#endif
