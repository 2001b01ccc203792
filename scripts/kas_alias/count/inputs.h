/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which images a command reads. An image is what is loaded as one: vmlinux, or
 * a module. Before its last link it can consist of several objects.
 */
#ifndef KAS_ALIAS_INPUTS_H
#define KAS_ALIAS_INPUTS_H

#include <stddef.h>

#include "../options.h"

struct input {
	const char *path;	/* of one object */
	size_t image;		/* which image it belongs to, from 0 */
};

struct inputs {
	struct input *at;	/* the objects of an image are neighbours */
	size_t count;
	char *text;		/* of the list */
};

/*
 * inputs_read() - the images of options->files, one object each, and those of
 * options->list: one a line, its objects separated by blanks
 * The list can be empty: a build may have no modules. Ends in fatal() when it
 * cannot be read.
 * inputs_free() gives back what it took.
 */
void inputs_read(struct inputs *inputs, const struct options *options);
void inputs_free(struct inputs *inputs);

/*
 * inputs_text() - all of a file or a pipe, ended by NUL, for the caller to free
 * @size: gets its length, the NUL left out
 * Ends in fatal() when it cannot be read or holds a NUL.
 */
char *inputs_text(const char *path, size_t *size);

/* image_stem() - length of an image's path without ".o" or ".ko" */
size_t image_stem(const char *path);

#endif
