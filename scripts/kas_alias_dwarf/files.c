// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Names of files; see files.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "files.h"

static bool is_there(const char *path)
{
	return !access(path, F_OK);
}

static bool is_in_tree(const struct kas_roots *roots, const char *path)
{
	size_t i;

	for (i = 0; i < roots->count; i++) {
		size_t length = strlen(roots->root[i].path);

		if (!strncmp(path, roots->root[i].path, length) && path[length] == '/')
			return true;
	}
	return false;
}

/* The file below @tree, if it is there, for the caller to free; NULL: it is not. */
static char *find_below(const char *tree, const char *directory, const char *file)
{
	char *place = kas_normalise(tree, directory);
	char *path = kas_normalise(place, file);

	free(place);
	if (is_there(path))
		return path;
	free(path);
	return NULL;
}

/* The trees come in the order that the plugin asks them in: the module's is the first. */
static char *find_in_trees(const struct kas_roots *roots, const char *directory,
			   const char *file)
{
	char *path = NULL;
	size_t i;

	for (i = 0; i < roots->count && !path; i++) {
		/* A map can have made the directory relative, or the file alone. */
		if (*directory != '/')
			path = find_below(roots->root[i].path, directory, file);
		if (!path)
			path = find_below(roots->root[i].path, "", file);
	}
	return path;
}

/* The whole name of a file that is relative, for the caller to free; NULL: unknown. */
static char *find_whole(const struct kas_roots *roots, const char *directory,
			const char *file)
{
	char *joined = *directory == '/' ? kas_normalise(directory, file) : NULL;
	char *path;

	if (joined && is_there(joined))
		return joined;
	path = find_in_trees(roots, directory, file);
	if (!path && joined && is_in_tree(roots, joined))
		return joined;
	free(joined);
	return path;
}

/* libdw puts the directory in front of relative names. */
static const char *without_directory(const char *directory, const char *file)
{
	size_t length = strlen(directory);

	if (!length || strncmp(file, directory, length) || file[length] != '/')
		return file;
	return file + length + strspn(file + length, "/");
}

char *files_tag_path(const struct kas_roots *roots, const char *directory, const char *file)
{
	const char *slash = strrchr(file, '/');
	struct kas_file known;
	char *whole, *path;

	file = without_directory(directory, file);
	whole = *file == '/' ? xstrdup(file) : find_whole(roots, directory, file);
	if (whole) {
		known = (struct kas_file){ whole, whole };
		path = kas_tag_path(roots, &known);
	} else {
		path = xstrdup(slash ? slash + 1 : file);
		kas_sanitise(path);
	}
	free(whole);
	return path;
}
