/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Messages and exit codes: "FILE: error: what: why" on stderr, data on stdout.
 */
#ifndef KAS_ALIAS_DIAG_H
#define KAS_ALIAS_DIAG_H

#include <stddef.h>

/* The program's name where a message is about no file. Another one sets its own. */
#ifndef PROGRAM
#define PROGRAM "kas_alias"
#endif

enum exit_code {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1,	/* verify: the input breaks the promise */
	EXIT_TROUBLE = 2,	/* usage, I/O, malformed input */
};

/* error() - write "FILE: error: ..." to stderr and go on. */
__attribute__((format(printf, 2, 3)))
void error(const char *file, const char *format, ...);

/* warning() - write "FILE: warning: ..." to stderr and go on. */
__attribute__((format(printf, 2, 3)))
void warning(const char *file, const char *format, ...);

/*
 * fatal() - write "FILE: error: ..." to stderr and exit with EXIT_TROUBLE.
 * Temporary files go away on the way out, see output.h.
 */
__attribute__((format(printf, 2, 3), noreturn))
void fatal(const char *file, const char *format, ...);

/* close_stdout() - for atexit(): a report that did not get out whole is an error */
void close_stdout(void);

/*
 * xcalloc() - zeroed memory for @count objects of @size bytes; the caller
 * frees it. xrealloc() - the same memory, grown or shrunk to @count objects.
 * Both end in fatal() when there is none, and never return NULL.
 */
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *memory, size_t count, size_t size);

/*
 * xstrdup() - a text as a string that the caller frees
 * xstrndup() - its first @length bytes, or all of it
 * Both end in fatal() when there is no memory.
 */
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t length);

/*
 * grown() - an array that has room for one object more than @used
 * @array: NULL or the array, which this replaces
 * @used: how many objects it holds. The room is always the power of two at or
 * above that, so it need not be kept anywhere.
 */
void *grown(void *array, size_t used, size_t size);

#endif
