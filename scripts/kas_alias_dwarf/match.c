// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Names of symbols and of places; see match.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "match.h"

/* A compiler puts fewer parts together. */
#define MOST_PARTS 16

struct search {
	const struct place *begin, *end;
	uint64_t size;
	const struct place *found;
	bool is_unclear;	/* several are as good */
};

static const char *name_of(const struct place *place)
{
	return place->symbol ? place->symbol : place->name;
}

int match_order(const struct place *one, const struct place *other)
{
	return strcmp(name_of(one), name_of(other));
}

/* As strcmp(), of what the first @length bytes of a text are. */
static int compare(const char *name, const char *text, size_t length)
{
	int order = strncmp(name, text, length);

	return order ? order : name[length] != '\0';
}

/* What has no size shares its address with a neighbour, perhaps of the same name. */
static void take(struct search *search, const struct place *place)
{
	const struct place *found = search->found;
	bool fits = place->size == search->size;

	if (!found || (fits && found->size != search->size)) {
		search->found = place;
		search->is_unclear = false;
	} else if (fits == (found->size == search->size) &&
		   (found->line != place->line || found->file != place->file)) {
		search->is_unclear = true;
	}
}

/* Take all places with a name. */
static void take_named(struct search *search, const char *name, size_t length, bool is_whole)
{
	const struct place *low = search->begin, *high = search->end;

	while (low < high) {
		const struct place *middle = low + (high - low) / 2;

		if (compare(name_of(middle), name, length) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < search->end && !compare(name_of(low), name, length); low++)
		if (!low->symbol || is_whole)
			take(search, low);
}

/*
 * A compiler puts a dot between the name in the source and what it adds: GCC in "key.0"
 * and "work.part.0", Clang in "work.key". It does so, too, to what it made of that name.
 */
static void take_parts(struct search *search, const char *symbol)
{
	unsigned int parts = 0, ends;
	const char *part = symbol;
	size_t stop;

	do {
		stop = strcspn(part, ".");
		for (ends = 0; ends < MOST_PARTS; ends++) {
			take_named(search, part, stop, part == symbol);
			if (!part[stop])
				break;
			stop += 1 + strcspn(part + stop + 1, ".");
		}
		part = strchr(part, '.');
	} while (part++ && ++parts < MOST_PARTS);
}

/* In C++ a symbol holds names, each behind its length: "_ZL5count", "_ZZ3usevE5calls". */
static void take_mangled(struct search *search, const char *symbol)
{
	size_t left = strlen(symbol);
	unsigned int parts = 0;

	while (left && parts < MOST_PARTS) {
		size_t digits = strspn(symbol, "0123456789");
		size_t length = digits ? strtoul(symbol, NULL, 10) : 0;

		symbol += digits ? digits : 1;
		left -= digits ? digits : 1;
		if (!digits || !length || length > left)
			continue;
		take_named(search, symbol, length, false);
		parts++;
		symbol += length;
		left -= length;
	}
}

const struct place *match_find(const struct place *begin, const struct place *end,
			       const char *symbol, uint64_t size)
{
	struct search search = { .begin = begin, .end = end, .size = size };

	take_parts(&search, symbol);
	if (!strncmp(symbol, "_Z", 2))
		take_mangled(&search, symbol + 2);
	return search.is_unclear ? NULL : search.found;
}
