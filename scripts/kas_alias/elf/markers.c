// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which definitions the markers of an image stand for; see markers.h.
 */
#include <stdlib.h>

#include "../diag.h"
#include "../count/names.h"
#include "markers.h"

/* What the markers of one name stand for. */
struct wanted {
	uint32_t marker;	/* the first */
	uint32_t markers;
	uint32_t global;	/* the definition, 0: none */
	uint32_t near;		/* a local symbol of the marker's own unit */
	uint32_t hidden;	/* a local symbol that may have been global */
	uint32_t hidden_count;
};

static uint32_t count_markers(const struct symbols *symbols)
{
	uint32_t count = 0, i;

	for (i = 1; i < symbols->count; i++)
		count += symbols->at[i].class == SYMBOL_MARKER;
	return count;
}

static struct wanted *index_markers(const struct symbols *symbols,
				    struct names *names)
{
	struct wanted *wanted = xcalloc(count_markers(symbols), sizeof(*wanted));
	uint32_t i, index;

	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (symbol->class != SYMBOL_MARKER)
			continue;
		index = names_add(names, symbol->name, symbol->stem,
				  symbol->stem_hash);
		if (!wanted[index].markers++)
			wanted[index].marker = i;
	}
	return wanted;
}

/*
 * The last link makes hidden symbols local. ld.bfd and gold put them behind the
 * local symbols of all files, lld behind those of their own file, where no other
 * local symbol has their name.
 */
static uint32_t first_hidden(const struct symbols *symbols,
			     const struct image *image)
{
	const struct units *units = &symbols->units;

	if (image->is_relocatable)
		return UINT32_MAX;
	return units->groups[units->group_count - 1].first + 1;
}

static void note_definition(struct wanted *wanted, const struct symbols *symbols,
			    uint32_t i, uint32_t hidden)
{
	const struct units *units = &symbols->units;

	if (symbols->at[i].bind != STB_LOCAL) {
		wanted->global = i;
		return;
	}
	if (units_group(units, i) == units_group(units, wanted->marker))
		wanted->near = i;
	if (i >= hidden) {
		wanted->hidden = i;
		wanted->hidden_count++;
	}
}

/* @hidden: where formerly global symbols can be among the local ones */
static void find_definitions(const struct symbols *symbols, uint32_t hidden,
			     const struct names *names, struct wanted *wanted)
{
	uint32_t i, index;

	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (!symbol_may_have_alias(symbol) || symbol->partner ||
		    (symbol->bind == STB_LOCAL && hidden == UINT32_MAX))
			continue;
		index = names_find(names, symbol->name, symbol->length,
				   symbol->hash);
		if (index != NAMES_NONE)
			note_definition(&wanted[index], symbols, i, hidden);
	}
}

/* Two formerly global symbols of one name cannot be told apart any more. */
static uint32_t choose_target(const struct wanted *wanted)
{
	if (wanted->global)
		return wanted->global;
	if (wanted->markers != 1)
		return 0;
	if (wanted->near)
		return wanted->near;
	return wanted->hidden_count == 1 ? wanted->hidden : 0;
}

void markers_resolve(struct symbols *symbols, const struct image *image)
{
	struct names names = { 0 };
	struct wanted *wanted = index_markers(symbols, &names);
	uint32_t i, target;

	if (names.count)
		find_definitions(symbols, first_hidden(symbols, image), &names,
				 wanted);
	for (i = 0; i < names.count; i++) {
		target = choose_target(&wanted[i]);
		if (!target)
			continue;
		symbols->at[wanted[i].marker].partner = target;
		symbols->at[target].partner = wanted[i].marker;
	}
	free(wanted);
	names_free(&names);
}
