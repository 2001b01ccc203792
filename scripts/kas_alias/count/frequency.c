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
	"for a program, make it with \"kas_alias census -o FILE PROGRAM\"; for a module of a kernel that was built with CONFIG_GCC_PLUGIN_KAS_ALIAS it is modules.symbfreq, in the kernel's build tree or its headers package";

static void read_lines(const struct mapped *file, frequency_visit *visit,
		       void *data)
{
	const char *next = (const char *)file->bytes;
	const char *limit = next + file->size, *end;
	struct line line, last = { "", 0, 0 };
	size_t number = 1;

	for (; next != limit; next = end + 1, number++) {
		const char *wrong;

		end = memchr(next, '\n', limit - next);
		if (!end)
			fatal(file->path,
			      "line %zu: no newline at its end: truncated?",
			      number);
		wrong = parse(next, end, &line);
		if (wrong)
			fatal(file->path, "line %zu: malformed: %s", number,
			      wrong);
		if (compare_text(last.name, last.length, line.name,
				 line.length) >= 0)
			fatal(file->path,
			      "line %zu: malformed: not in ascending order",
			      number);
		visit(data, line.name, line.length, line.count);
		last = line;
	}
}

void frequency_read(const char *path, frequency_visit *visit, void *data)
{
	struct mapped file;

	mapped_open(&file, path, hint);
	read_lines(&file, visit, data);
	mapped_close(&file);
}

static void add(struct counts *counts, const char *text, size_t length,
		uint32_t count)
{
	counts_add(counts, text, length, kas_hash(KAS_HASH_SEED, text, length),
		   count);
}

static void load_line(void *data, const char *text, size_t length, uint32_t count)
{
	struct frequency *frequency = data;
	const char *at = memchr(text, '@', length);

	if (*text == frequency->separator && length > 1) {
		add(&frequency->aliases, text + 1, length - 1, count);
		/* Or a name that begins like this. */
	}
	add(&frequency->names, text, length, count);
	if (at && at != text)
		add(&frequency->versions, text, at - text, count);
}

static void pass_over(void *data, const char *text, size_t length, uint32_t count)
{
	(void)data;
	(void)text;
	(void)length;
	(void)count;
}

/* To load a byte of the file takes 21 instructions, a search 1,700. */
enum { BYTES_PER_LOOKUP = 1700 / 21 };

void frequency_open(struct frequency *frequency, const char *path,
		    char separator, size_t lookups)
{
	struct mapped *file = &frequency->file;

	memset(frequency, 0, sizeof(*frequency));
	frequency->separator = separator;
	mapped_open(file, path, hint);
	if (file->size / BYTES_PER_LOOKUP < lookups) {
		read_lines(file, load_line, frequency);
		mapped_close(file);
		frequency->is_loaded = true;
	} else if (file->size && file->bytes[file->size - 1] != '\n') {
		read_lines(file, pass_over, NULL);	/* and end there */
	}
}

void frequency_free(struct frequency *frequency)
{
	counts_free(&frequency->names);
	counts_free(&frequency->aliases);
	counts_free(&frequency->versions);
	if (frequency->file.path && !frequency->is_loaded)
		mapped_close(&frequency->file);
}

static const char *file_end(const struct frequency *frequency)
{
	return (const char *)frequency->file.bytes + frequency->file.size;
}

/* Returns the end of the line that begins at @text: its newline. */
static const char *get_line(const struct frequency *frequency, const char *text,
			    struct line *line)
{
	const char *end = memchr(text, '\n', file_end(frequency) - text);

	if (parse(text, end, line))	/* which line is it? */
		read_lines(&frequency->file, pass_over, NULL);
	return end;
}

/* The first line whose name does not come before a text, or the end of the file. */
static const char *search(const struct frequency *frequency, const char *text,
			  size_t length)
{
	const char *low = (const char *)frequency->file.bytes;
	const char *high = file_end(frequency);

	while (low != high) {
		const char *middle = low + (high - low) / 2, *before, *end;
		struct line line;

		before = memrchr(low, '\n', middle - low);
		middle = before ? before + 1 : low;
		end = get_line(frequency, middle, &line);
		if (compare_text(line.name, line.length, text, length) < 0)
			low = end + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t search_count(const struct frequency *frequency, const char *text,
			     size_t length)
{
	const char *found;
	struct line line;

	if (!frequency->file.size)
		return 0;
	found = search(frequency, text, length);
	if (found == file_end(frequency))
		return 0;
	get_line(frequency, found, &line);
	return compare_text(line.name, line.length, text, length) ? 0 : line.count;
}

uint32_t frequency_of(const struct frequency *frequency, const char *text,
		      size_t length, uint64_t hash)
{
	if (frequency->is_loaded)
		return counts_of(&frequency->names, text, length, hash);
	return search_count(frequency, text, length);
}

uint32_t frequency_of_alias(const struct frequency *frequency, const char *text,
			    size_t length, uint64_t hash)
{
	char *name;
	uint32_t count;

	if (frequency->is_loaded)
		return counts_of(&frequency->aliases, text, length, hash);
	name = xcalloc(length + 1, 1);
	name[0] = frequency->separator;
	memcpy(name + 1, text, length);
	count = search_count(frequency, name, length + 1);
	free(name);
	return count;
}

/* Names that begin with the same text stand together. */
static uint32_t search_versions(const struct frequency *frequency,
				const char *text, size_t length)
{
	const char *next = search(frequency, text, length), *end;
	uint32_t sum = 0;
	struct line line;

	for (; next != file_end(frequency); next = end + 1) {
		end = get_line(frequency, next, &line);
		if (line.length < length || memcmp(line.name, text, length))
			break;
		sum = line.count > UINT32_MAX - sum ? UINT32_MAX :
						      sum + line.count;
	}
	return sum;
}

uint32_t frequency_of_versions(const struct frequency *frequency,
			       const char *text, size_t length, uint64_t hash)
{
	char *name;
	uint32_t count;

	if (frequency->is_loaded)
		return counts_of(&frequency->versions, text, length, hash);
	/* The first '@' of a name begins its version. */
	if (!frequency->file.size || !length || memchr(text, '@', length))
		return 0;
	name = xcalloc(length + 1, 1);
	memcpy(name, text, length);
	name[length] = '@';
	count = search_versions(frequency, name, length + 1);
	free(name);
	return count;
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

/* By hand: printf() takes a quarter of the time of a whole census. */
static void write_line(struct output *output, const struct name *name,
		       uint32_t count)
{
	char text[sizeof(":4294967295\n")], *end = text + sizeof(text);
	char *begin = end;

	*--begin = '\n';
	for (; count; count /= 10)
		*--begin = '0' + count % 10;
	*--begin = ':';
	output_write(output, name->text, name->length);
	output_write(output, begin, end - begin);
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
		write_line(output, sorted[i].name,
			   counts->of[sorted[i].name - names]);
	free(sorted);
}
