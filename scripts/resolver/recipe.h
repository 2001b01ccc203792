/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The line to paste or to run that makes a tool use one symbol.
 *
 * Where a tool takes an alias, the line holds it, quoted as that tool wants it.
 * Where the tool refuses one, or the symbol has none, the line names the symbol
 * in another way that works: its module, its distance from _text, its address,
 * its position.
 */
#ifndef KAS_RESOLVER_RECIPE_H
#define KAS_RESOLVER_RECIPE_H

#include <stdio.h>

struct answer;
struct recipe;

/* recipe_find() - the recipe for a tool of this name, or NULL */
const struct recipe *recipe_find(const char *tool);

/* recipe_tools() - the names of all tools, a blank between them */
const char *recipe_tools(void);

/*
 * recipe_print() - write the line for one symbol
 * Returns NULL, or why there is none, and then writes nothing.
 */
const char *recipe_print(FILE *out, const struct recipe *recipe,
			 const struct answer *answer);

#endif
