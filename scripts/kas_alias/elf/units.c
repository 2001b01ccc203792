// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The translation units of an image; see units.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "symbols.h"
#include "units.h"

static void begin_group(struct units *units, uint32_t first)
{
	units->groups = grown(units->groups, units->group_count,
			      sizeof(*units->groups));
	units->groups[units->group_count++] = (struct unit_group){
		.first = first,
		.marker = units->marker_count,
	};
}

void units_find(struct units *units, const struct symbols *symbols)
{
	uint32_t i;

	memset(units, 0, sizeof(*units));
	begin_group(units, 0);
	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (symbol->type == STT_FILE)
			begin_group(units, i);
		if (symbol->class != SYMBOL_UNIT)
			continue;
		units->markers = grown(units->markers, units->marker_count,
				       sizeof(*units->markers));
		units->markers[units->marker_count++] = i;
		units->groups[units->group_count - 1].marker_count++;
	}
}

void units_free(struct units *units)
{
	free(units->groups);
	free(units->markers);
}

const struct unit_group *units_group(const struct units *units, uint32_t symbol)
{
	uint32_t low = 0, high = units->group_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (units->groups[middle].first <= symbol)
			low = middle;
		else
			high = middle;
	}
	return &units->groups[low];
}

static const char *marker_tag(const struct symbols *symbols, uint32_t marker)
{
	const struct symbol *symbol = &symbols->at[marker];

	return symbol->name + symbol->stem + 1;
}

bool units_has_tag(const struct units *units, const struct symbols *symbols,
		   const struct unit_group *group, const char *tag)
{
	uint32_t i;

	for (i = 0; i < group->marker_count; i++)
		if (kas_tag_is_of_unit(tag, marker_tag(symbols,
				units->markers[group->marker + i])))
			return true;
	return false;
}

/* Is a tag of the file that an STT_FILE symbol names, in whatever directory? */
static bool is_of_file(const char *tag, const char *file)
{
	char *end = xcalloc(strlen(file) + 1, 1);
	bool is_end;

	strcpy(end, file);
	kas_sanitise(end);
	is_end = *end && kas_tag_is_of_unit(tag, end);
	free(end);
	return is_end;
}

/*
 * Of several markers the unit's is the first that has the name of the source; the
 * others are of files that it names in a #line. What link-time optimisation made of
 * several units has none of that name.
 */
const char *units_tag(const struct units *units, const struct symbols *symbols,
		      uint32_t symbol)
{
	const struct unit_group *group = units_group(units, symbol);
	const uint32_t *markers;
	const char *tag;
	uint32_t i;

	if (!group->marker_count)
		return NULL;
	markers = &units->markers[group->marker];
	if (symbol > markers[group->marker_count - 1])
		return NULL;
	if (group->marker_count == 1)
		return marker_tag(symbols, *markers);
	for (i = 0; i < group->marker_count; i++) {
		tag = marker_tag(symbols, markers[i]);
		if (is_of_file(tag, symbols->at[group->first].name))
			return tag;
	}
	return NULL;
}
