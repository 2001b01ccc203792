// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where in the source a symbol was written; see kas_alias_source.h.
 */
#include "gcc-plugin.h"
#include "tree.h"
#include "toplev.h"
#include "file-prefix-map.h"

#include "kas_alias_source.h"

/*
 * The path of the file that was asked for last. GCC keeps one copy of a name
 * for each run of lines, so comparing pointers finds nearly all repeats.
 */
struct path_cache {
	const char *name;
	char *path;
};

static struct {
	struct kas_roots roots;
	bool with_line;
	struct path_cache last, last_main;
} source;

/* The file that the line tables begin with, before anything was parsed. */
static char *first_file;

/* NULL at link time, when there are no line tables yet. */
static const char *first_file_now(void)
{
	if (!LINEMAPS_ORDINARY_USED(line_table))
		return NULL;
	return ORDINARY_MAP_FILE_NAME(LINEMAPS_ORDINARY_MAP_AT(line_table, 0));
}

static void note_first_file(void *, void *)
{
	const char *name = first_file_now();

	first_file = name ? xstrdup(name) : NULL;
}

void kas_source_watch(const char *plugin)
{
	register_callback(plugin, PLUGIN_START_UNIT, note_first_file, NULL);
}

void kas_source_init(const struct kas_options *options)
{
	struct kas_trees trees = options->trees;

	trees.cwd = get_src_pwd();
	kas_roots_init(&source.roots, &trees);
	source.with_line = options->with_line;
}

void kas_source_finish(void)
{
	kas_roots_free(&source.roots);
	free(source.last.path);
	free(source.last_main.path);
	memset(&source, 0, sizeof(source));
}

static const char *tag_path(struct path_cache *cache, const char *name)
{
	if (cache->name != name) {
		struct kas_file file = { name, remap_macro_filename(name) };

		free(cache->path);
		cache->path = kas_tag_path(&source.roots, &file);
		cache->name = name;
	}
	return cache->path;
}

/*
 * The file that was compiled. At link time there are many; each declaration
 * then belongs to a TRANSLATION_UNIT_DECL that has the name.
 */
static const char *main_file(const_tree decl)
{
	const_tree unit = decl;

	if (!in_lto_p)
		return main_input_filename;
	while (unit && TREE_CODE(unit) != TRANSLATION_UNIT_DECL)
		unit = get_containing_scope(unit);
	/* What was made of several units counts as one of the first's. */
	if (!unit && !vec_safe_is_empty(all_translation_units))
		unit = (*all_translation_units)[0];
	if (unit && DECL_NAME(unit))
		return IDENTIFIER_POINTER(DECL_NAME(unit));
	return main_input_filename;
}

/*
 * The line tables of a precompiled header replace those of the unit, and have
 * the header as main file (c-pch.cc, c_common_read_pch).
 */
static bool are_line_tables_replaced(void)
{
	const char *now = first_file_now();

	return first_file && now && strcmp(now, first_file);
}

/*
 * Does the location lie in a file that was included? Neither the line tables
 * that were read back at link time know what included what (lto-streamer-in.cc,
 * apply_location_cache) nor those of a precompiled header; there another name
 * has to mean another file.
 */
static bool is_included(location_t location, const char *path,
			const char *main_path)
{
	const line_map_ordinary *map;

	if (in_lto_p || are_line_tables_replaced())
		return strcmp(path, main_path) != 0;
	linemap_resolve_location(line_table, location,
				 LRK_MACRO_EXPANSION_POINT, &map);
	return map && !MAIN_FILE_P(map);
}

char *kas_source_tag(const_tree decl, location_t location)
{
	const char *main_path = tag_path(&source.last_main, main_file(decl));
	const char *path = main_path, *includer = NULL;
	unsigned int line = 0;

	if (LOCATION_LOCUS(location) > BUILTINS_LOCATION) {
		expanded_location place = expand_location(location);

		path = tag_path(&source.last, place.file);
		line = place.line;
		if (is_included(LOCATION_LOCUS(location), path, main_path))
			includer = main_path;
	}
	return kas_tag(path, includer, source.with_line ? &line : NULL);
}
