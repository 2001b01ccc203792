// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where in the source a symbol was written; see places.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "places.h"

#define FIELDS 5

__attribute__((noreturn))
static void malformed(const char *path, size_t line, const char *what)
{
	fatal(path, "line %zu: %s: not a table that \"kas_alias table\" wrote", line, what);
}

static void parse_row(struct places *places, const char *path, size_t number,
		      char *line)
{
	char *fields[FIELDS], *rest = line;
	unsigned long long value;
	const char *end;
	struct place *place;
	size_t i;

	for (i = 0; i < FIELDS; i++) {
		fields[i] = strsep(&rest, "\t");
		if (!fields[i] || !*fields[i])
			malformed(path, number, "a field is missing");
	}
	end = text_parse_number(fields[2], 10, &value);
	if (!end || *end || value > UINT32_MAX)
		malformed(path, number, "the line is no number");

	places->at = grown(places->at, places->count, sizeof(*places->at));
	place = &places->at[places->count++];
	*place = (struct place){
		.alias = fields[0],
		.path = fields[1],
		.line = value,
		.module = fields[3],
		.unit = fields[4],
	};
	if (places->count > 1 && strcmp(place[-1].alias, place->alias) > 0)
		malformed(path, number, "out of order");
}

static void check_header(const char *path, const char *line)
{
	const char *number = line + strlen(TABLE_HEADER);
	unsigned long long version;

	if (strncmp(line, TABLE_HEADER, strlen(TABLE_HEADER)) ||
	    !text_parse_number(number, 10, &version))
		malformed(path, 1, "no header");
	if (version > TABLE_VERSION)
		fatal(path, "version %llu of the table: this program knows %d; use a later one",
		      version, TABLE_VERSION);
}

bool places_read_if_any(struct places *places, const char *path)
{
	char *at, *end, *line;
	ptrdiff_t length;
	size_t number = 0;

	memset(places, 0, sizeof(*places));
	if (!text_read_if_any(&places->text, path))
		return false;
	at = places->text.bytes;
	end = at + places->text.size;
	while ((length = text_row(&at, end, &line)) >= 0) {
		if ((size_t)length != strlen(line))
			malformed(path, number + 1, "a NUL");
		if (++number == 1)
			check_header(path, line);
		else if (*line != '#')
			parse_row(places, path, number, line);
	}
	if (!number)
		malformed(path, 1, "empty");
	return true;
}

void places_free(struct places *places)
{
	text_free(&places->text);
	free(places->at);
	memset(places, 0, sizeof(*places));
}

size_t places_find(const struct places *places, const char *alias,
		   const struct place **first)
{
	size_t low = 0, high = places->count, count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(places->at[middle].alias, alias) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*first = places->at + low;
	for (count = 0; low + count < places->count; count++)
		if (strcmp(places->at[low + count].alias, alias))
			break;
	return count;
}

const char *alias_tag(const char *alias, size_t *length, uint32_t *line)
{
	const char *separator, *tag = NULL;

	for (separator = KAS_SEPARATORS; *separator && !tag; separator++)
		tag = kas_find_tag(alias, *separator);
	if (tag)
		*line = kas_tag_line(tag, length);
	return tag;
}
