/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file that is written whole or not at all: a temporary file in the same
 * directory, renamed at the end. An error exit and the signals that end a build
 * (SIGINT, SIGTERM, SIGHUP) remove it. Its name, ".tmp_kas_alias.*", is one that
 * the kernel's "make clean" removes, for what SIGKILL leaves.
 */
#ifndef KAS_ALIAS_OUTPUT_H
#define KAS_ALIAS_OUTPUT_H

#include <stdio.h>
#include <sys/types.h>

struct output {
	const char *path;	/* the caller's */
	char *temporary;	/* NULL once there is none */
	FILE *stream;
	struct output *next;	/* others open at the same time */
};

/*
 * output_open() - begin to write the file @path; fatal() when that cannot be.
 * @output and @path must live until output_commit().
 */
void output_open(struct output *output, const char *path);

/* output_write() - append @size bytes; fatal() when that fails. */
void output_write(struct output *output, const void *bytes, size_t size);

/*
 * output_commit() - put the file in place, with the permissions @mode
 * Ends in fatal() when anything went wrong since output_open(); the file @path
 * then is what it was.
 */
void output_commit(struct output *output, mode_t mode);

/* output_mode() - the permissions of a new file that is no copy of another. */
mode_t output_mode(void);

#endif
