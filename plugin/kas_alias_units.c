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

/* Tags of files, each once. */
static vec<char *> files;
static hash_set<nofree_string_hash> *known_files;

/* The tag of the unit that was asked for last. */
static struct {
	const_tree unit;
	char *tag;
} last;

static const char *unit_tag(const_tree unit)
{
	if (!last.tag || last.unit != unit) {
		free(last.tag);
		last.tag = kas_source_tag(unit, UNKNOWN_LOCATION);
		last.unit = unit;
	}
	return last.tag;
}

void kas_units_add(const_tree unit)
{
	if (!noted)
		noted = new hash_set<const_tree>;
	if (!noted->add(unit))
		units.safe_push(unit);
}

/* @tag becomes this file's. */
static void add_file(char *tag)
{
	if (!known_files)
		known_files = new hash_set<nofree_string_hash>;
	if (known_files->add(tag))
		free(tag);
	else
		files.safe_push(tag);
}

void kas_units_add_tag(const_tree unit, const char *tag)
{
	const char *of_unit = unit_tag(unit);
	char *file, *line;

	if (kas_tag_is_of_unit(tag, of_unit))
		return;
	/* With line 0 if tags have lines, as the unit's. */
	file = xstrdup(tag);
	line = strrchr(file, '_');
	if (line && kas_source_has_lines())
		strcpy(line, "_0");
	add_file(file);
}

void kas_units_for_each(char separator, void (*visit)(const char *name))
{
	char ends[] = { separator, '\0' };
	vec<char *> named = files;
	unsigned int i;

	/* Those of units come first. */
	files = vNULL;
	for (i = 0; i < units.length(); i++)
		add_file(xstrdup(unit_tag(units[i])));
	for (i = 0; i < named.length(); i++)
		files.safe_push(named[i]);
	for (i = 0; i < files.length(); i++) {
		char *name = concat(KAS_UNIT_NAME, ends, files[i], NULL);

		visit(name);
		free(name);
		free(files[i]);
	}
	named.release();
	files.release();
	units.release();
	free(last.tag);
	last.tag = NULL;
	delete noted;
	noted = NULL;
	delete known_files;
	known_files = NULL;
}
