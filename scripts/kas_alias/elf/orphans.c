// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Aliases that no symbol of their place has the name for; see orphans.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "orphans.h"

/* Who looks at more symbols of one place than this gives up. */
#define MOST_LOOKED_AT 64

/* Definitions without an alias, by place. */
struct places {
	const struct symbol **at;
	size_t count;
};

static int by_place(const void *one, const void *other)
{
	const struct symbol *a = *(const struct symbol *const *)one;
	const struct symbol *b = *(const struct symbol *const *)other;

	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return (a > b) - (a < b);
}

static void sort_places(struct places *places, const struct symbols *symbols)
{
	uint32_t i;

	places->at = xcalloc(symbols->count, sizeof(*places->at));
	places->count = 0;
	for (i = 1; i < symbols->count; i++)
		if (symbols->at[i].class == SYMBOL_PLAIN &&
		    !symbols->at[i].partner && !symbols->at[i].stem)
			places->at[places->count++] = &symbols->at[i];
	qsort(places->at, places->count, sizeof(*places->at), by_place);
}

static bool is_at(const struct symbol *symbol, const struct symbol *place)
{
	return symbol->section == place->section && symbol->value == place->value;
}

/* The first at the place of a symbol, or one behind the last. */
static size_t find_first(const struct places *places, const struct symbol *symbol)
{
	size_t low = 0, high = places->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct symbol *other = places->at[middle];

		if (other->section < symbol->section ||
		    (other->section == symbol->section &&
		     other->value < symbol->value))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_renamed(const struct symbol *symbol, const struct symbol *orphan)
{
	return symbol_may_have_alias(symbol) && symbol->size == orphan->size &&
	       symbol->type == orphan->type && symbol->bind == orphan->bind;
}

static bool is_cut(const struct symbol *symbol, const struct symbol *orphan)
{
	return kas_is_cut_alias_of(orphan->name, orphan->stem, symbol->name,
				   symbol->length);
}

static struct symbol *find_symbol(struct symbols *symbols,
				  const struct places *places,
				  const struct symbol *orphan,
				  bool (*fits)(const struct symbol *symbol,
					       const struct symbol *orphan))
{
	size_t i = find_first(places, orphan), end = i + MOST_LOOKED_AT;

	for (; i < places->count && i < end && is_at(places->at[i], orphan); i++)
		if (!places->at[i]->partner && fits(places->at[i], orphan))
			return &symbols->at[places->at[i] - symbols->at];
	return NULL;
}

static void resolve(struct symbols *symbols, const struct places *places,
		    uint32_t i)
{
	struct symbol *orphan = &symbols->at[i], *symbol;
	enum symbol_class class = SYMBOL_ALIAS;

	symbol = find_symbol(symbols, places, orphan, is_cut);
	if (!symbol) {
		symbol = find_symbol(symbols, places, orphan, is_renamed);
		class = SYMBOL_RENAMED;
	}
	if (!symbol)
		return;
	orphan->class = class;
	orphan->partner = symbol - symbols->at;
	symbol->partner = i;
}

void orphans_resolve(struct symbols *symbols)
{
	struct places places = { NULL, 0 };
	uint32_t i;

	for (i = 1; i < symbols->count; i++) {
		if (!symbol_is_orphan(&symbols->at[i]))
			continue;
		if (!places.at)
			sort_places(&places, symbols);
		resolve(symbols, &places, i);
	}
	free(places.at);
}
