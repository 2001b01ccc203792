/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The names of aliases, each given once in an output.
 */
#ifndef KAS_ALIAS_NAMES_H
#define KAS_ALIAS_NAMES_H

#include "kas_alias_options.h"

/*
 * kas_name_alias() - a name for the alias of a symbol
 * @symbol: the symbol's name
 * @tag: where it was written
 *
 * Where link-time optimisation brings units together, two symbols can have equal
 * names and tags: one source that was compiled twice, or two whose paths look the
 * same in a tag. From the second one on a number goes before the tag,
 * "show@2_source_c_1", one that nobody has yet. The same calls give the same names.
 *
 * Returns a string to free().
 */
char *kas_name_alias(const struct kas_options *options, const char *symbol,
		     const char *tag);

/* kas_names_finish() - forget which names were given. */
void kas_names_finish(void);

#endif
