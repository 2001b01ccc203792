// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The frequency file; see frequency.h.
 */
#define _GNU_SOURCE /* memrchr() */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../diag.h"
#include "frequency.h"
#include "../grammar.h"

struct line {
	const char *name;
	size_t length;
	uint32_t count;
};

/*
 * Map a whole file. An empty one has no mapping.
 * Who lacks this file is told where it comes from: for an external module it is
 * the one thing that a tree of headers may not have.
 */
static const char *map(const char *path, size_t *size)
{
	const char *text = NULL;
	struct stat status;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 && errno == ENOENT)
		fatal(path, "cannot open: %s: a frequency file is made by 'kas_alias census'; a kernel built with CONFIG_GCC_PLUGIN_KAS_ALIAS leaves it in its build tree, from where it goes into the headers package",
		      strerror(errno));
	if (fd < 0 || fstat(fd, &status))
		fatal(path, "cannot open: %s", strerror(errno));
	if (!S_ISREG(status.st_mode))
		fatal(path, "cannot read: not a regular file");
	*size = status.st_size;
	if (*size) {
		text = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (text == MAP_FAILED)
			fatal(path, "cannot read: %s", strerror(errno));
	}
	close(fd);
	return text;
}

/* Returns what is wrong with the line from @text to before @end, or NULL. */
static const char *parse(const char *text, const char *end, struct line *line)
{
	const char *colon = memrchr(text, ':', end - text);
	uint64_t count = 0;
	const char *c;

	if (!colon)
		return "no \"name:count\"";
	if (colon == text || memchr(text, '\0', end - text))
		return "no name";
	if (colon + 1 == end || colon[1] == '0')
		return "no count from 1 up";
	for (c = colon + 1; c < end; c++) {
		if (*c < '0' || *c > '9')
			return "the count is no decimal number";
		count = count * 10 + (*c - '0');
		if (count > UINT32_MAX)
			return "the count is too large";
	}
	line->name = text;
	line->length = colon - text;
	line->count = count;
	return NULL;
}

static int compare_text(const char *a, size_t a_length, const char *b,
			size_t b_length)
{
	int order = memcmp(a, b, a_length < b_length ? a_length : b_length);

	return order ? order : (a_length > b_length) - (a_length < b_length);
}

void frequency_read(const char *path, frequency_visit *visit, void *data)
{
	struct line line, last = { "", 0, 0 };
	const char *text, *end, *next;
	size_t size, number = 1;

	text = map(path, &size);
	for (next = text; next != text + size; next = end + 1, number++) {
		const char *wrong;

		end = memchr(next, '\n', text + size - next);
		if (!end)
			fatal(path, "line %zu: no newline at its end: truncated?",
			      number);
		wrong = parse(next, end, &line);
		if (wrong)
			fatal(path, "line %zu: malformed: %s", number, wrong);
		if (compare_text(last.name, last.length, line.name,
				 line.length) >= 0)
			fatal(path, "line %zu: malformed: not in ascending order",
			      number);
		visit(data, line.name, line.length, line.count);
		last = line;
	}
	if (size)
		munmap((void *)text, size);
}

struct loading {
	struct names *names;
	uint32_t at_least;
};

static void load_line(void *data, const char *name, size_t length, uint32_t count)
{
	struct loading *loading = data;
	uint32_t index;

	if (count < loading->at_least)
		return;
	index = names_add(loading->names, name, length,
			  kas_hash(KAS_HASH_SEED, name, length));
	loading->names->at[index].count += count;
}

void frequency_load(const char *path, struct names *names, uint32_t at_least)
{
	struct loading loading = { names, at_least };

	frequency_read(path, load_line, &loading);
}

/* The first bytes as a number, so that few comparisons must follow pointers. */
struct sorted {
	uint64_t head;
	const struct name *name;
};

static uint64_t head(const struct name *name)
{
	uint64_t value = 0;
	size_t i;

	for (i = 0; i < sizeof(value); i++)
		value = value << 8 | (i < name->length ?
				      (unsigned char)name->text[i] : 0);
	return value;
}

static int compare_sorted(const void *one, const void *other)
{
	const struct sorted *a = one, *b = other;

	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	return strcmp(a->name->text, b->name->text);
}

void frequency_write(struct output *output, const struct names *names)
{
	struct sorted *sorted = xcalloc(names->count, sizeof(*sorted));
	size_t count = 0, i;

	for (i = 0; i < names->count; i++) {
		const struct name *name = &names->at[i];

		if (!name->mark)
			continue;
		if (memchr(name->text, '\n', name->length))
			fatal(output->path,
			      "cannot write: a symbol's name holds a newline: it begins with \"%.*s\"",
			      (int)strcspn(name->text, "\n"), name->text);
		sorted[count].head = head(name);
		sorted[count++].name = name;
	}
	qsort(sorted, count, sizeof(*sorted), compare_sorted);
	for (i = 0; i < count; i++)
		fprintf(output->stream, "%s:%u\n", sorted[i].name->text,
			sorted[i].name->count);
	free(sorted);
}
