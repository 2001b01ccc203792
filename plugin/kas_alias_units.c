// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The translation units that an output is made of; see kas_alias_units.h.
 */
#include "gcc-plugin.h"
#include "tree.h"

#include "../kas_alias/grammar.h"
#include "kas_alias_source.h"
#include "kas_alias_units.h"

static vec<const_tree> units;
static hash_set<const_tree> *noted;

void kas_units_add(const_tree unit)
{
	if (!noted)
		noted = new hash_set<const_tree>;
	if (!noted->add(unit))
		units.safe_push(unit);
}

void kas_units_for_each(char separator, void (*visit)(const char *name))
{
	char ends[] = { separator, '\0' };
	hash_set<nofree_string_hash> names;
	auto_vec<char *> visited;
	unsigned int i;

	for (i = 0; i < units.length(); i++) {
		char *tag = kas_source_tag(units[i], UNKNOWN_LOCATION);
		char *name = concat(KAS_UNIT_NAME, ends, tag, NULL);

		free(tag);
		visited.safe_push(name);
		if (!names.add(name))
			visit(name);
	}
	for (i = 0; i < visited.length(); i++)
		free(visited[i]);
	units.release();
	delete noted;
	noted = NULL;
}
