// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The frequency file; see frequency.h.
 */
#define _GNU_SOURCE /* memrchr() */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "../grammar.h"
#include "../mapped.h"
#include "frequency.h"

struct line {
	const char *name;
	size_t length;
	uint32_t count;
};

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

/* For an external module it is the one thing that a tree of headers may lack. */
static const char hint[] =
	"a frequency file is made by 'kas_alias census'; a kernel built with CONFIG_GCC_PLUGIN_KAS_ALIAS leaves it in its build tree, from where it goes into the headers package";

void frequency_read(const char *path, frequency_visit *visit, void *data)
{
	struct line line, last = { "", 0, 0 };
	const char *end, *next, *limit;
	struct mapped mapped;
	size_t number = 1;

	mapped_open(&mapped, path, hint);
	next = (const char *)mapped.bytes;
	limit = next + mapped.size;
	for (; next != limit; next = end + 1, number++) {
		const char *wrong;

		end = memchr(next, '\n', limit - next);
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
	mapped_close(&mapped);
}

static void add(struct counts *counts, const char *text, size_t length,
		uint32_t count)
{
	counts_add(counts, text, length, kas_hash(KAS_HASH_SEED, text, length),
		   count);
}

struct loading {
	struct frequency *frequency;
	char separator;
};

static void load_line(void *data, const char *text, size_t length, uint32_t count)
{
	const struct loading *loading = data;
	const char *at = memchr(text, '@', length);

	if (*text == loading->separator && length > 1) {
		add(&loading->frequency->aliases, text + 1, length - 1, count);
		/* Or a name that begins like this. */
	}
	add(&loading->frequency->names, text, length, count);
	if (at && at != text)
		add(&loading->frequency->versions, text, at - text, count);
}

void frequency_load(const char *path, char separator,
		    struct frequency *frequency)
{
	struct loading loading = { frequency, separator };

	memset(frequency, 0, sizeof(*frequency));
	frequency_read(path, load_line, &loading);
}

void frequency_free(struct frequency *frequency)
{
	counts_free(&frequency->names);
	counts_free(&frequency->aliases);
	counts_free(&frequency->versions);
}

static bool is_frequency(const char *head, size_t size)
{
	const char *end = memchr(head, '\n', size);
	struct line line;

	if (!end)	/* a name that is longer than the head */
		return !memchr(head, '\0', size);
	return !parse(head, end, &line);
}

const struct output_kind frequency_kind = {
	"a frequency file", is_frequency,
};

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

void frequency_write(struct output *output, const struct counts *counts)
{
	const struct name *names = counts->names.at;
	struct sorted *sorted = xcalloc(counts->names.count, sizeof(*sorted));
	size_t count = 0, i;

	for (i = 0; i < counts->names.count; i++) {
		if (!counts->of[i])
			continue;
		if (memchr(names[i].text, '\n', names[i].length))
			fatal(output->path,
			      "cannot write: a symbol's name holds a newline: it begins with \"%.*s\"",
			      (int)strcspn(names[i].text, "\n"), names[i].text);
		sorted[count].head = head(&names[i]);
		sorted[count++].name = &names[i];
	}
	qsort(sorted, count, sizeof(*sorted), compare_sorted);
	for (i = 0; i < count; i++)
		output_format(output, "%s:%u\n", sorted[i].name->text,
			      counts->of[sorted[i].name - names]);
	free(sorted);
}
