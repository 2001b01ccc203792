// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file read to its end; see text.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../kas_alias/diag.h"
#include "text.h"

/* Ten times the largest kallsyms there is. */
#define MOST_BYTES (1UL << 28)
#define FIRST_ROOM (1UL << 20)

static void read_all(struct text *text, int fd, const char *path, size_t most)
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
		if (text->size > most)
			fatal(path, "larger than any list of symbols: give a kallsyms file, a System.map or an ELF file");
	} while (count);
	text->bytes[text->size] = '\0';
}

static bool read_if_any(struct text *text, const char *path, size_t most)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	memset(text, 0, sizeof(*text));
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return false;
	if (fd < 0)
		fatal(path, "cannot open: %s", strerror(errno));
	read_all(text, fd, path, most);
	close(fd);
	return true;
}

bool text_read_if_any(struct text *text, const char *path)
{
	return read_if_any(text, path, MOST_BYTES);
}

void text_read_log(struct text *text, const char *path)
{
	if (!read_if_any(text, path, SIZE_MAX))
		fatal(path, "cannot open: %s", strerror(ENOENT));
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

ptrdiff_t text_row(char **at, char *end, char **line)
{
	ptrdiff_t length = text_line(at, end, line);

	if (length < 0)
		return length;
	if (length && (*line)[length - 1] == '\r')
		length--;
	(*line)[length] = '\0';
	return length;
}

char *text_cleaned(const char *text)
{
	char *copy = xstrdup(text), *c;

	for (c = copy; *c; c++)
		if (*c != ' ')
			*c = text_clean(*c);
	return copy;
}

/* What each byte is worth as a digit; one more than that, as 0 means none. */
static const unsigned char digit_values[256] = {
	['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5,
	['5'] = 6, ['6'] = 7, ['7'] = 8, ['8'] = 9, ['9'] = 10,
	['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
	['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

const char *text_parse_number(const char *text, unsigned int base,
			      unsigned long long *value)
{
	const unsigned long long most = ULLONG_MAX / base;
	unsigned long long sum = 0;
	const char *c;

	*value = 0;
	for (c = text; ; c++) {
		unsigned int digit = digit_values[(unsigned char)*c] - 1U;

		if (digit >= base)
			break;
		if (sum > most)
			return NULL;
		sum *= base;
		if (__builtin_add_overflow(sum, digit, &sum))
			return NULL;
	}
	*value = sum;
	return c == text ? NULL : c;
}
