/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tag of an alias can mean: paths of source files, of which it has "_" for
 * what is no letter or digit.
 */
#ifndef KAS_ALIAS_MEANINGS_H
#define KAS_ALIAS_MEANINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "build.h"
#include "files.h"

/* Where the sources are looked for; the caller fills this in. */
struct sources {
	struct build build;		/* what it compiled, closed: nothing is known */
	struct files others;		/* other files that there are */
	struct files module;		/* an external module's own */
	const char *tree;		/* where all files are; asked last */
	struct files all;		/* these, if .has_all: meanings_find() reads them */
	bool has_all;
};

struct meaning {
	const char *path;		/* where the symbol was written */
	const char *unit;		/* what was compiled: the same, or it includes that */
};

/* All zero is an empty list. */
struct meanings {
	struct meaning *at;
	size_t count;
};

/* Of what a tag is told */
struct tag {
	const char *text;		/* without its line */
	size_t length;
	const char *image;		/* the name of what the alias is in */
	const char *unit;		/* the name, without directory, of the source that was
					   compiled, or NULL if it is not known */
};

/*
 * meanings_find() - all that a tag can mean, by path and unit; they live as long
 * as @sources, the list until meanings_free()
 * @meanings: an empty list, all zero
 */
void meanings_find(struct meanings *meanings, struct sources *sources,
		   const struct tag *tag);
void meanings_free(struct meanings *meanings);

/* sources_free() - give back all memory */
void sources_free(struct sources *sources);

#endif
