/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The alias that is nearest to one which is not there: the same symbol of another
 * version of a file, most often.
 */
#ifndef KAS_RESOLVER_NEAREST_H
#define KAS_RESOLVER_NEAREST_H

#include <stdint.h>

struct source;

/*
 * nearest_alias() - of the symbols with the same name and path, the alias of the
 * one with the nearest line; or NO_SYMBOL
 */
uint32_t nearest_alias(const struct source *source, const char *alias);

/*
 * nearest_renumbered() - the same for names that end in a number of the compiler,
 * "count.3", which changes with what else is in the file
 */
uint32_t nearest_renumbered(const struct source *source, const char *alias);

/*
 * nearest_lines() - in a file, the aliases around a line
 * @before, @after: get them, or NO_SYMBOL each
 */
void nearest_lines(const struct source *source, const char *path, uint32_t line,
		   uint32_t *before, uint32_t *after);

/* nearest_pair() - two names for a message; valid until the next call */
const char *nearest_pair(const struct source *source, uint32_t one, uint32_t other);

/* stem_length() - of a name, without a number that the compiler gave it */
uint32_t stem_length(const char *name, uint32_t length);

#endif
