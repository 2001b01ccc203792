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
