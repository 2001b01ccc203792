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
	location_t unit_start;	/* what is before that was precompiled */
} source;

/*
 * A precompiled header replaces the line tables by its own, where it is a main
 * file itself; those of the unit follow as a second one (c-family/c-pch.cc,
 * c_common_read_pch).
 */
static location_t find_unit_start(void)
{
	unsigned int i;

	for (i = LINEMAPS_ORDINARY_USED(line_table); i-- > 1;) {
		const line_map_ordinary *map =
			LINEMAPS_ORDINARY_MAP_AT(line_table, i);

		if (MAIN_FILE_P(map) && map->reason == LC_ENTER)
			return map->start_location;
	}
	return UNKNOWN_LOCATION;
}

void kas_source_init(const struct kas_options *options)
{
	struct kas_trees trees = options->trees;

	trees.cwd = get_src_pwd();
	kas_roots_init(&source.roots, &trees);
	source.with_line = options->with_line;
	source.unit_start = find_unit_start();
}

bool kas_source_has_lines(void)
{
	return source.with_line;
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

const_tree kas_source_unit(const_tree decl)
{
	const_tree unit = decl;

	while (unit && TREE_CODE(unit) != TRANSLATION_UNIT_DECL)
		unit = get_containing_scope(unit);
	/* What was made of several units counts as one of the first's. */
	if (!unit && !vec_safe_is_empty(all_translation_units))
		unit = (*all_translation_units)[0];
	return unit;
}

/*
 * A unit has the name that was on its command line, which says nothing in the
 * directory that the link runs in. Locations are made relative to that (GCC 12,
 * lto-streamer-in.cc, canon_relative_path_prefix), so a unit that is to be
 * streamed takes one along: nobody else uses it.
 */
static void locate_unit(void *, void *)
{
	unsigned int i;

	if (!flag_generate_lto || in_lto_p ||
	    vec_safe_is_empty(all_translation_units))
		return;
	for (i = 0; i < LINEMAPS_ORDINARY_USED(line_table); i++) {
		const line_map_ordinary *map =
			LINEMAPS_ORDINARY_MAP_AT(line_table, i);

		if (!strcmp(ORDINARY_MAP_FILE_NAME(map), main_input_filename)) {
			DECL_SOURCE_LOCATION((*all_translation_units)[0]) =
				MAP_START_LOCATION(map);
			return;
		}
	}
}

void kas_source_watch(const char *plugin)
{
	register_callback(plugin, PLUGIN_ALL_IPA_PASSES_START, locate_unit, NULL);
}

/* The file that was compiled. */
static const char *main_file(const_tree decl)
{
	const_tree unit;

	if (!in_lto_p)
		return main_input_filename;
	unit = kas_source_unit(decl);
	if (unit && LOCATION_LOCUS(DECL_SOURCE_LOCATION(unit)) > BUILTINS_LOCATION)
		return LOCATION_FILE(DECL_SOURCE_LOCATION(unit));
	if (unit && DECL_NAME(unit))
		return IDENTIFIER_POINTER(DECL_NAME(unit));
	return main_input_filename;
}

/*
 * Does the location lie in a file that was included? Line tables that were
 * read back at link time do not know what included what (lto-streamer-in.cc,
 * apply_location_cache), there another name has to mean another file.
 */
static bool is_included(location_t location, const char *path,
			const char *main_path)
{
	const line_map_ordinary *map;

	if (in_lto_p)
		return strcmp(path, main_path) != 0;
	linemap_resolve_location(line_table, location,
				 LRK_MACRO_EXPANSION_POINT, &map);
	return map && (!MAIN_FILE_P(map) ||
		       map->start_location < source.unit_start);
}

bool kas_source_is_one_line(location_t a, location_t b)
{
	expanded_location place_a = expand_location(a);
	expanded_location place_b = expand_location(b);

	return place_a.line == place_b.line && place_a.file && place_b.file &&
	       !strcmp(tag_path(&source.last, place_a.file),
		       tag_path(&source.last_main, place_b.file));
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
