/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file read to its end, whatever it is: a file of /proc has no size, a pipe
 * cannot be mapped.
 */
#ifndef KAS_RESOLVER_TEXT_H
#define KAS_RESOLVER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct text {
	char *bytes;		/* a NUL follows the last one; may hold NULs */
	size_t size;
};

/*
 * text_read() - read all of @path; the caller gives it back with text_free()
 * Ends in fatal() if it cannot be read, or is so large that it is no list of
 * symbols.
 */
void text_read(struct text *text, const char *path);

/* text_read_log() - the same, but of any size: a log is no list */
void text_read_log(struct text *text, const char *path);

/* text_read_if_any() - the same, but returns false if there is no such file. */
bool text_read_if_any(struct text *text, const char *path);
void text_free(struct text *text);

/*
 * text_line() - take the next line off a text
 * @at: where it begins; moved to the next one
 * @end: the end of the text
 * @line: the line
 * Returns its length, without the newline, or -1 at the end.
 */
ptrdiff_t text_line(char **at, char *end, char **line);

/* text_row() - the same, as a string, without the "\r" of an editor of Windows */
ptrdiff_t text_row(char **at, char *end, char **line);

/*
 * text_parse_number() - read digits of a base from @text
 * Returns the first byte that is none, or NULL if there is no digit or the
 * number has more than 64 bits.
 */
const char *text_parse_number(const char *text, unsigned int base,
			      unsigned long long *value);

/* text_cleaned() - a copy with "?" for what does something to a terminal; for free() */
char *text_cleaned(const char *text);

static inline bool text_starts_with(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

/* text_clean() - how a byte of a name is printed: what a terminal would not show is "?" */
static inline char text_clean(char byte)
{
	return byte > ' ' && byte < 0x7f ? byte : '?';
}

#endif
