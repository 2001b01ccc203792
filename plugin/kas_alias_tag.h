/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tag of an alias: which place in the source it names, and how.
 *
 * Nothing here knows GCC: file names come in as strings, as the compiler's line
 * tables hold them, and tags go out as strings.
 */
#ifndef KAS_ALIAS_TAG_H
#define KAS_ALIAS_TAG_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The directories that names of files are made relative to, as they were given:
 * all but cwd may be NULL, relative ones are relative to cwd.
 */
struct kas_trees {
	const char *cwd;	/* where the compiler runs, absolute */
	const char *srctree;	/* root of the sources; cwd when NULL */
	const char *objtree;	/* root of what the build generates */
	const char *moddir;	/* root of an external module; srctree when NULL */
	const char *module;	/* the external module's name, NULL for none */
};

/* One of these directories, made ready for comparison. */
struct kas_root {
	char *path;		/* kas_normalise()d */
	bool in_module;		/* the module's name goes before what is in it */
};

/*
 * Each tree can stand twice: the compiler may have been told of it through a
 * symbolic link and of a file in it by its real name, or the other way round.
 */
struct kas_roots {
	struct kas_root root[6];
	size_t count;
	const char *module;
	char *cwd, *objtree, *srctree;	/* kas_normalise()d; objtree or NULL */
};

/*
 * kas_roots_init() - make the trees ready for kas_tag_path()
 *
 * The strings of @trees must stay as long as @roots is used. Looks up the real
 * names of the trees in the file system.
 */
void kas_roots_init(struct kas_roots *roots, const struct kas_trees *trees);

/* kas_roots_free() - free what kas_roots_init() allocated. */
void kas_roots_free(struct kas_roots *roots);

/*
 * A file as the compiler names it: @name, and @mapped, the same after
 * -ffile-prefix-map and -fmacro-prefix-map. Equal where nothing was mapped.
 */
struct kas_file {
	const char *name;
	const char *mapped;
};

/*
 * kas_normalise() - an absolute path with no ".", "..", "//" or final "/"
 * @directory: absolute; what a relative @path is relative to
 *
 * Works on the names alone: the file system is not asked, so a build gives the
 * same answer wherever it runs. Returns a string to free().
 */
char *kas_normalise(const char *directory, const char *path);

/*
 * kas_tag_path() - a file's part of a tag: "drivers_rtc_sysfs_c"
 *
 * The path is relative to the innermost root that holds the file; where that is
 * an external module's, the module's name comes first. Of a file outside of all
 * roots, but in the directory that one lies in, the path from there counts
 * ("../x/util.c": "x_util_c"); of any other the last component only, so that no
 * absolute path ever gets into a tag. Bytes outside [A-Za-z0-9] become '_'.
 *
 * A name that a prefix map made relative is relative to the source root. One
 * that was relative all along is relative to cwd, or, where that leads out of
 * the trees (a compiler that distcc runs elsewhere), to objtree or srctree. What
 * none of these names finds is looked for under its real name in the file system.
 *
 * Returns a string to free().
 */
char *kas_tag_path(const struct kas_roots *roots, const struct kas_file *file);

/*
 * kas_tag() - path, includer and line as one tag
 * @path: kas_tag_path() of the file of the definition
 * @includer: kas_tag_path() of the translation unit's main file where the
 *	definition sits in another file, else NULL; left out where @path ends
 *	in it already
 * @line: a line of that file, NULL to leave it out; then a tag that would hold
 *	no '_' ends in one
 *
 * Returns a string to free().
 */
char *kas_tag(const char *path, const char *includer, const unsigned int *line);

#endif
