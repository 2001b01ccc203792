/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file that is written whole or not at all: a temporary file in the same
 * directory, renamed at the end. An error exit and the signals that end a build
 * (SIGINT, SIGTERM, SIGHUP) remove it. Its name, ".tmp_kas_alias.*", is one that
 * the kernel's "make clean" removes, for what SIGKILL leaves.
 *
 * A symbolic link is followed, and what it leads to is replaced. The new file has
 * the owner, group and extended attributes of the one that it replaces.
 */
#ifndef KAS_ALIAS_OUTPUT_H
#define KAS_ALIAS_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct mapped;

/* What a file is, so that none is taken for an output by mistake. */
struct output_kind {
	const char *name;	/* "an ELF file" */
	/* Does a file that begins with these bytes, at least one, look like it? */
	bool (*matches)(const char *head, size_t size);
};

struct output {
	const char *path;	/* the caller's */
	char *target;		/* what that leads to */
	char *temporary;	/* NULL once there is none */
	int fd;
	char *buffer;
	size_t used;
	struct output *next;	/* others open at the same time */
};

/*
 * output_open() - begin to write the file @path; fatal() when that cannot be, or
 * when it holds something that is not of this kind
 * @output and @path must live until output_commit().
 */
void output_open(struct output *output, const char *path,
		 const struct output_kind *kind);

/* output_write() - append @size bytes; fatal() when that fails. */
void output_write(struct output *output, const void *bytes, size_t size);

/* output_format() - append a short text; fatal() when that fails. */
__attribute__((format(printf, 2, 3)))
void output_format(struct output *output, const char *format, ...);

/*
 * output_commit() - put the file in place
 * @model: the input that the file is a changed copy of and whose permissions it
 *	gets; NULL: those of the file that it replaces, or of a new one
 * Ends in fatal() when anything went wrong since output_open(); the file @path
 * then is what it was.
 */
void output_commit(struct output *output, const struct mapped *model);

/*
 * output_abandon() - remove the temporary files of all outputs; for signal
 * handlers that do not return
 */
void output_abandon(void);

#endif
