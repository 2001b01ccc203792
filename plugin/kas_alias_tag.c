// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The tag of an alias; see kas_alias_tag.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/grammar.h"
#include "kas_alias_tag.h"

/* As the compiler that this runs in does: out of memory ends it. */
static char *allocate(size_t size)
{
	char *memory = (char *)malloc(size);

	if (!memory) {
		fputs("kas_alias: out of memory\n", stderr);
		abort();
	}
	return memory;
}

char *kas_normalise(const char *directory, const char *path)
{
	char *normal = allocate(strlen(directory) + strlen(path) + 3);
	char *end = normal;

	if (path[0] != '/')
		end = kas_append_components(normal, end, directory);
	end = kas_append_components(normal, end, path);
	*end = '\0';
	return normal;
}

static void add_root(struct kas_roots *roots, char *path, bool in_module)
{
	struct kas_root *root = &roots->root[roots->count++];

	root->path = path;
	root->in_module = in_module;
}

/* Add a tree, and its real name where that is another. */
static void add_tree(struct kas_roots *roots, const char *tree, bool in_module)
{
	char *path, *real;

	if (!tree)
		return;
	/* "/" is the empty path in normal form. */
	path = kas_normalise(roots->cwd, *tree ? tree : "/");
	add_root(roots, path, in_module);

	real = realpath(*path ? path : "/", NULL);
	if (!real)
		return;
	if (strcmp(real, path))
		add_root(roots, kas_normalise("/", real), in_module);
	free(real);
}

void kas_roots_init(struct kas_roots *roots, const struct kas_trees *trees)
{
	/* A module whose directory was not named is all that is compiled. */
	bool all_module = trees->module && !trees->moddir;

	memset(roots, 0, sizeof(*roots));
	roots->module = trees->module;
	roots->cwd = kas_normalise("/", trees->cwd);
	roots->srctree = kas_normalise(roots->cwd,
				       trees->srctree ? trees->srctree : ".");
	if (trees->objtree)
		roots->objtree = kas_normalise(roots->cwd, trees->objtree);

	add_tree(roots, trees->moddir, true);
	add_tree(roots, roots->objtree, all_module);
	add_tree(roots, roots->srctree, all_module);
}

void kas_roots_free(struct kas_roots *roots)
{
	size_t i;

	for (i = 0; i < roots->count; i++)
		free(roots->root[i].path);
	free(roots->cwd);
	free(roots->objtree);
	free(roots->srctree);
}

/* A place in one of the trees: the path from its root. */
struct place {
	char *path;		/* owns what rest points into */
	const char *rest;
	bool in_module;
};

/*
 * Look up @name, relative to @directory, in the roots. The innermost root
 * counts, so that an object tree inside of the source tree is told from it.
 */
static bool find_below(const struct kas_roots *roots, const char *directory,
		       const char *name, struct place *place)
{
	size_t deepest = 0, i;

	if (!directory)
		return false;
	place->path = kas_normalise(directory, name);
	for (i = 0; i < roots->count; i++) {
		const struct kas_root *root = &roots->root[i];
		size_t length = strlen(root->path);

		if (!strncmp(place->path, root->path, length) &&
		    place->path[length] == '/' && length + 1 > deepest) {
			deepest = length + 1;
			place->in_module = root->in_module;
		}
	}
	place->rest = place->path + deepest;
	if (deepest)
		return true;
	free(place->path);
	place->path = NULL;
	return false;
}

/*
 * Look up a file that was named through a link that no tree was named through.
 * This needs the file, so only after all else.
 */
static bool find_real(const struct kas_roots *roots, const char *name,
		      struct place *place)
{
	char *path = allocate(strlen(roots->cwd) + strlen(name) + 2), *real;
	bool found;

	sprintf(path, "%s/%s", *name == '/' ? "" : roots->cwd, name);
	real = realpath(path, NULL);
	found = real && find_below(roots, "/", real, place);
	free(real);
	free(path);
	return found;
}

/*
 * Did a prefix map just take a root away? Linux does so with the directory of an
 * external module that is built elsewhere; then the whole name tells more.
 */
static bool is_mapped_root(const struct kas_roots *roots,
			   const struct kas_file *file)
{
	char *path = kas_normalise(roots->cwd, file->name);
	bool found = false;
	size_t i;

	for (i = 0; i < roots->count && !found; i++) {
		char *rest = kas_normalise(roots->root[i].path, file->mapped);

		found = !strcmp(path, rest);
		free(rest);
	}
	free(path);
	return found;
}

/* Look up a file by the name that is surest to lead to its place. */
static bool find_file(const struct kas_roots *roots, const struct kas_file *file,
		      struct place *place)
{
	if (strcmp(file->mapped, file->name) && !is_mapped_root(roots, file) &&
	    find_below(roots, roots->srctree, file->mapped, place))
		return true;
	return find_below(roots, roots->cwd, file->name, place) ||
	       find_below(roots, roots->objtree, file->name, place) ||
	       find_below(roots, roots->srctree, file->name, place) ||
	       find_real(roots, file->name, place);
}

/*
 * The length of the directory that a root lies in; 0 where that is nobody's but
 * the system's: the names in "/" make an absolute path, and those in a directory
 * called "home" are of people.
 */
static size_t parent_length(const char *root)
{
	static const char homes[] = "/home";
	const char *slash = strrchr(root, '/');
	size_t length = slash ? (size_t)(slash - root) : 0;
	size_t homes_length = sizeof(homes) - 1;

	if (length >= homes_length &&
	    !memcmp(slash - homes_length, homes, homes_length))
		return 0;
	return length;
}

/* Look up @name, relative to @directory, beside a root. */
static bool find_beside(const struct kas_roots *roots, const char *directory,
			const char *name, struct place *place)
{
	size_t deepest = 0, i;
	bool is_root = false;

	if (!directory)
		return false;
	place->path = kas_normalise(directory, name);
	for (i = 0; i < roots->count; i++) {
		const char *root = roots->root[i].path;
		size_t length = parent_length(root);

		is_root = is_root || !strcmp(place->path, root);
		if (length > deepest && !strncmp(place->path, root, length) &&
		    place->path[length] == '/')
			deepest = length;
	}
	place->rest = place->path + deepest + 1;
	if (deepest && !is_root)
		return true;
	free(place->path);
	place->path = NULL;
	return false;
}

/* Look up a file that is in none of the trees. */
static bool find_outside(const struct kas_roots *roots,
			 const struct kas_file *file, struct place *place)
{
	return find_beside(roots, roots->cwd, file->name, place) ||
	       find_beside(roots, roots->objtree, file->name, place) ||
	       find_beside(roots, roots->srctree, file->name, place);
}

char *kas_tag_path(const struct kas_roots *roots, const struct kas_file *file)
{
	struct place place = { NULL, NULL, false };
	const char *module = "", *joint = "";
	char *path;

	if (find_file(roots, file, &place)) {
		if (place.in_module) {
			module = roots->module;
			joint = "_";
		}
	} else if (!find_outside(roots, file, &place)) {
		const char *slash = strrchr(file->mapped, '/');

		place.rest = slash ? slash + 1 : file->mapped;
	}

	path = allocate(strlen(module) + strlen(joint) + strlen(place.rest) + 1);
	sprintf(path, "%s%s%s", module, joint, place.rest);
	kas_sanitise(path);
	free(place.path);
	return path;
}

/* Is @end the whole of @path, or what follows a '_' in it? */
static bool ends_in(const char *path, const char *end)
{
	size_t length = strlen(path), end_length = strlen(end);

	if (length < end_length || strcmp(path + length - end_length, end))
		return false;
	return length == end_length || path[length - end_length - 1] == '_';
}

char *kas_tag(const char *path, const char *includer, const unsigned int *line)
{
	char *tag = allocate(strlen(path) +
			     (includer ? strlen(includer) + 1 : 0) +
			     sizeof("_4294967295"));
	char *end = tag + sprintf(tag, "%s", path);

	if (includer && !ends_in(path, includer))
		end += sprintf(end, "_%s", includer);
	if (line)
		sprintf(end, "_%u", *line);
	else if (!strchr(tag, '_'))	/* what a tag is known by, grammar.h */
		strcpy(end, "_");
	return tag;
}
