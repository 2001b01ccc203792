// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where variables were defined first; see kas_alias_variables.h.
 */
#include "gcc-plugin.h"
#include "tree.h"
#include "memmodel.h"
#include "tm_p.h"
#include "function.h"
#include "cgraph.h"

#include "kas_alias_gcc.h"
#include "kas_alias_variables.h"

/* By DECL_UID, which later declarations of the same variable keep. */
static hash_map<int_hash<int, -1, -2>, location_t> *places;

static void note_variable(void *data, void *)
{
	tree decl = (tree)data;
	bool known;

	if (!VAR_P(decl) || !TREE_STATIC(decl) || DECL_EXTERNAL(decl))
		return;

	location_t &place = places->get_or_insert(DECL_UID(decl), &known);

	if (!known)
		place = DECL_SOURCE_LOCATION(decl);
}

void kas_variables_watch(const char *plugin)
{
	places = new hash_map<int_hash<int, -1, -2>, location_t>;
	register_callback(plugin, PLUGIN_FINISH_DECL, note_variable, NULL);
}

location_t kas_variable_place(tree variable)
{
	location_t *place = places->get(DECL_UID(variable));

	if (kas_is_switch_table(variable))
		return UNKNOWN_LOCATION;
	return place ? *place : DECL_SOURCE_LOCATION(variable);
}
