// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a tag can mean; see meanings.h.
 *
 * A tag is the path of a unit, or the path of a file and that of the unit that
 * includes it, and nothing tells where the one ends and the other begins. So all
 * are tried; where the build has told what a unit included, few are left.
 */
#include <stdlib.h>
#include <string.h>

#include "../count/inputs.h"
#include "../diag.h"
#include "../grammar.h"
#include "meanings.h"

struct search {
	struct meanings *meanings;
	struct sources *sources;
	const struct files *others;	/* beside the build's: sources->others or .all */
	const char *image;
};

/* A part of a tag, and where to look for it. */
struct part {
	const char *text;
	size_t length;
	bool is_module;		/* among an external module's own files */
};

static void add(struct search *search, const char *path, const char *unit)
{
	struct meanings *meanings = search->meanings;
	size_t i;

	for (i = 0; i < meanings->count; i++)
		if (!strcmp(meanings->at[i].path, path) &&
		    !strcmp(meanings->at[i].unit, unit))
			return;
	meanings->at = grown(meanings->at, meanings->count, sizeof(*meanings->at));
	meanings->at[meanings->count++] = (struct meaning){ path, unit };
}

/* A module's own files are in the tag behind its name. */
static struct part part_of(const struct search *search, const char *text, size_t length)
{
	size_t prefix = strlen(search->image);
	struct part part = { text, length, false };

	if (!search->sources->module.count || length <= prefix + 1 ||
	    memcmp(text, search->image, prefix) || text[prefix] != '_')
		return part;
	return (struct part){ text + prefix + 1, length - prefix - 1, true };
}

static void add_wholes(struct search *search, const struct files *files,
		       const struct part *part)
{
	uint32_t i;

	for (i = files_first(files, part->text, part->length); i != NO_FILE;
	     i = files_next(files, i, part->text, part->length))
		add(search, files->at[i].path, files->at[i].path);
}

static void find_whole(struct search *search, const char *tag, size_t length)
{
	struct part part = part_of(search, tag, length);

	if (part.is_module) {
		add_wholes(search, &search->sources->module, &part);
		return;
	}
	add_wholes(search, &search->sources->build.sources, &part);
	add_wholes(search, search->others, &part);
}

static void add_files(struct search *search, const struct files *files,
		      const struct part *part, const char *unit)
{
	uint32_t i;

	for (i = files_first(files, part->text, part->length); i != NO_FILE;
	     i = files_next(files, i, part->text, part->length))
		add(search, files->at[i].path, unit);
}

/* What the build read for other units is not meant, only what it read for none. */
static void add_unread(struct search *search, const struct part *part, const char *unit)
{
	const struct files *files = search->others, *all;
	uint32_t i;

	for (i = files_first(files, part->text, part->length); i != NO_FILE;
	     i = files_next(files, i, part->text, part->length)) {
		all = build_all(&search->sources->build);
		if (files_find(all, files->at[i].path, strlen(files->at[i].path)) == NO_FILE)
			add(search, files->at[i].path, unit);
	}
}

/* A unit of which no record tells what it includes. */
static void add_any(struct search *search, const struct part *part, const char *unit)
{
	struct sources *sources = search->sources;

	if (part->is_module) {
		add_files(search, &sources->module, part, unit);
		return;
	}
	add_files(search, search->others, part, unit);
	if (sources->build.sources.count)
		add_files(search, build_all(&sources->build), part, unit);
}

/* One way to split a tag into a path and its includer's. */
static void find_split(struct search *search, const char *tag, size_t length, size_t split)
{
	struct part path = part_of(search, tag, split);
	struct part unit = part_of(search, tag + split + 1, length - split - 1);
	struct build *build = &search->sources->build;
	const struct files *units = unit.is_module ? &search->sources->module :
				    build->sources.count ? &build->sources :
				    search->others;
	uint32_t i;

	for (i = files_first(units, unit.text, unit.length); i != NO_FILE;
	     i = files_next(units, i, unit.text, unit.length)) {
		const char *name = units->at[i].path;

		if (units != &build->sources || path.is_module) {
			add_any(search, &path, name);
			continue;
		}
		add_files(search, build_includes(build, i), &path, name);
		add_unread(search, &path, name);
	}
}

static void find_splits(struct search *search, const char *tag, size_t length)
{
	size_t i;

	for (i = 1; i + 1 < length; i++)
		if (tag[i] == '_')
			find_split(search, tag, length, i);
}

/* prune puts "IMAGE_" or "IMAGE_2_" before a tag that several symbols have. */
static size_t image_prefix(const char *tag, size_t length, const char *image)
{
	size_t prefix = strlen(image), digits;

	if (length <= prefix + 1 || memcmp(tag, image, prefix) || tag[prefix] != '_')
		return 0;
	digits = strspn(tag + prefix + 1, "0123456789");
	if (digits && tag[prefix + 1 + digits] == '_')
		prefix += digits + 1;
	return prefix + 1 < length ? prefix + 1 : 0;
}

/* An image that lies among its sources is no file that another one includes. */
static void find(struct search *search, const struct tag *tag)
{
	size_t prefix = image_prefix(tag->text, tag->length, search->image);

	find_whole(search, tag->text, tag->length);
	if (!search->meanings->count && prefix)
		find_whole(search, tag->text + prefix, tag->length - prefix);
	if (!search->meanings->count)
		find_splits(search, tag->text, tag->length);
	if (!search->meanings->count && prefix)
		find_splits(search, tag->text + prefix, tag->length - prefix);
}

/* The unit's own name is in the symbol table, in front of its local symbols. */
static void keep_units_called(struct meanings *meanings, const char *unit)
{
	size_t kept = 0, i;

	for (i = 0; i < meanings->count; i++) {
		const char *slash = strrchr(meanings->at[i].unit, '/');
		struct meaning meaning = meanings->at[i];

		if (strcmp(slash ? slash + 1 : meaning.unit, unit))
			continue;
		meanings->at[i] = meanings->at[kept];
		meanings->at[kept++] = meaning;
	}
	if (kept)
		meanings->count = kept;
}

static const struct files *all_files(struct sources *sources)
{
	if (!sources->has_all)
		files_add_tree(&sources->all, sources->tree);
	sources->has_all = true;
	return &sources->all;
}

static int compare(const void *one, const void *other)
{
	const struct meaning *a = one, *b = other;
	int order = strcmp(a->path, b->path);

	return order ? order : strcmp(a->unit, b->unit);
}

void meanings_find(struct meanings *meanings, struct sources *sources,
		   const struct tag *tag)
{
	char *image = xstrndup(tag->image, image_stem(tag->image));
	struct search search = { meanings, sources, &sources->others, image };

	kas_sanitise(image);
	find(&search, tag);
	if (!meanings->count) {
		/* Such as a grammar's "#line", which names a file that no compiler read. */
		search.others = all_files(sources);
		find(&search, tag);
	}
	if (meanings->count > 1 && tag->unit)
		keep_units_called(meanings, tag->unit);
	if (meanings->count > 1)
		qsort(meanings->at, meanings->count, sizeof(*meanings->at), compare);
	free(image);
}

void meanings_free(struct meanings *meanings)
{
	free(meanings->at);
}

void sources_free(struct sources *sources)
{
	build_close(&sources->build);
	files_free(&sources->others);
	files_free(&sources->all);
	files_free(&sources->module);
}
