// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which definitions the markers of an image stand for; see markers.h.
 */
#include <stdlib.h>

#include "../diag.h"
#include "markers.h"
#include "../count/names.h"

/* What the markers of one name stand for. */
struct wanted {
	uint32_t marker;	/* the first */
	uint32_t markers;
	uint32_t global;	/* the definition, 0: none */
	uint32_t hidden;	/* a local symbol that may have been global */
	uint32_t hidden_count;
};

static struct wanted *index_markers(const struct symbols *symbols,
				    struct names *names)
{
	struct wanted *wanted = NULL;
	uint32_t i, index;

	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (symbol->class != SYMBOL_MARKER)
			continue;
		index = names_add(names, symbol->name, symbol->stem,
				  kas_hash(KAS_HASH_SEED, symbol->name,
					   symbol->stem));
		if (!names->at[index].count++) {
			wanted = grown(wanted, index, sizeof(*wanted));
			wanted[index] = (struct wanted){ .marker = i };
		}
		wanted[index].markers++;
	}
	return wanted;
}

/*
 * The last link makes hidden symbols local and puts them behind the local
 * symbols of all files.
 */
static uint32_t first_hidden(const struct symbols *symbols,
			     const struct image *image)
{
	uint32_t last_file = 0, i;

	if (image->is_relocatable)
		return UINT32_MAX;
	for (i = 1; i < symbols->count; i++)
		if (symbols->at[i].type == STT_FILE)
			last_file = i;
	return last_file + 1;
}

/* @hidden: where formerly global symbols can be among the local ones */
static void find_definitions(const struct symbols *symbols, uint32_t hidden,
			     const struct names *names, struct wanted *wanted)
{
	uint32_t i;

	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];
		const struct name *name;

		if (!symbol_may_have_alias(symbol) || symbol->partner ||
		    (symbol->bind == STB_LOCAL && i < hidden))
			continue;
		name = names_find(names, symbol->name, symbol->length,
				  symbol->hash);
		if (!name)
			continue;
		if (symbol->bind != STB_LOCAL) {
			wanted[name - names->at].global = i;
		} else {
			wanted[name - names->at].hidden = i;
			wanted[name - names->at].hidden_count++;
		}
	}
}

/* Two formerly global symbols of one name cannot be told apart any more. */
static uint32_t choose_target(const struct wanted *wanted)
{
	if (wanted->global)
		return wanted->global;
	if (wanted->markers == 1 && wanted->hidden_count == 1)
		return wanted->hidden;
	return 0;
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
