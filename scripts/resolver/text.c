// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file read to its end; see text.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../kas_alias/diag.h"
#include "text.h"

/* Ten times the largest kallsyms there is. */
#define MOST_BYTES (1UL << 28)
#define FIRST_ROOM (1UL << 20)

static void read_all(struct text *text, int fd, const char *path)
{
	size_t room = 0;
	ssize_t count;

	do {
		if (text->size + 1 >= room) {
			room = room ? room * 2 : FIRST_ROOM;
			text->bytes = xrealloc(text->bytes, room, 1);
		}
		count = read(fd, text->bytes + text->size, room - text->size - 1);
		if (count < 0 && errno != EINTR)
			fatal(path, "cannot read: %s", strerror(errno));
		if (count > 0)
			text->size += count;
		if (text->size > MOST_BYTES)
			fatal(path, "larger than any list of symbols: give a kallsyms file, a System.map or an ELF file");
	} while (count);
	text->bytes[text->size] = '\0';
}

bool text_read_if_any(struct text *text, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	memset(text, 0, sizeof(*text));
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return false;
	if (fd < 0)
		fatal(path, "cannot open: %s", strerror(errno));
	read_all(text, fd, path);
	close(fd);
	return true;
}

void text_read(struct text *text, const char *path)
{
	if (!text_read_if_any(text, path))
		fatal(path, "cannot open: %s", strerror(ENOENT));
}

void text_free(struct text *text)
{
	free(text->bytes);
	memset(text, 0, sizeof(*text));
}

ptrdiff_t text_line(char **at, char *end, char **line)
{
	char *newline;

	if (*at >= end)
		return -1;
	*line = *at;
	newline = memchr(*at, '\n', end - *at);
	*at = newline ? newline + 1 : end;
	return (newline ? newline : end) - *line;
}

static unsigned int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 16;
}

const char *text_parse_number(const char *text, unsigned int base,
			      unsigned long long *value)
{
	const char *c = text;
	unsigned int digit;

	for (*value = 0; (digit = digit_value(*c)) < base; c++)
		if (__builtin_mul_overflow(*value, base, value) ||
		    __builtin_add_overflow(*value, digit, value))
			return NULL;
	return c == text ? NULL : c;
}
