// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The places of symbols; see places.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "offline.h"
#include "places.h"
#include "units.h"

static int compare_addresses(const void *one, const void *other)
{
	const struct place *a = one, *b = other;

	return a->address < b->address ? -1 : a->address > b->address;
}

void places_open(struct places *places, const char *path)
{
	memset(places, 0, sizeof(*places));
	places->path = path;
	places->module = offline_open(path, &places->dwfl, &places->elf);
	units_read(places);
	if (places->count)
		qsort(places->at, places->count, sizeof(*places->at), compare_addresses);
}

void places_close(struct places *places)
{
	free(places->at);
	dwfl_end(places->dwfl);
}

int places_symbol_count(const struct places *places)
{
	int count = dwfl_module_getsymtab(places->module);

	return count > 0 ? count : 0;
}

/*
 * Is this what a compiler calls something with this name? It puts a dot between that
 * and what it adds: GCC in "key.0" and "work.part.0", Clang in "work.key".
 */
static bool is_made_of(const char *symbol, const char *name)
{
	size_t length = strlen(name);
	const char *part = symbol;

	do {
		if (!strncmp(part, name, length) && (!part[length] || part[length] == '.'))
			return true;
		part = strchr(part, '.');
	} while (part++);
	return false;
}

/* The first place at an address or behind it. */
static const struct place *first_from(const struct places *places, uint64_t address)
{
	size_t low = 0, high = places->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (places->at[middle].address < address)
			low = middle + 1;
		else
			high = middle;
	}
	return places->at + low;
}

/*
 * The first place that a symbol can be of; NULL: there is none. Debug information can
 * have a function begin behind the room for patches that its symbol begins with.
 */
static const struct place *first_of(const struct places *places, const GElf_Sym *symbol,
				    uint64_t address)
{
	const struct place *place = first_from(places, address);

	if (place == places->at + places->count)
		return NULL;
	if (place->address == address ||
	    (GELF_ST_TYPE(symbol->st_info) == STT_FUNC &&
	     place->address - address < symbol->st_size))
		return place;
	return NULL;
}

const struct place *places_find(const struct places *places, int symbol)
{
	const struct place *place, *end = places->at + places->count, *found = NULL;
	GElf_Addr address;
	GElf_Word section;
	GElf_Sym raw;
	const char *name = dwfl_module_getsym_info(places->module, symbol, &raw, &address,
						   &section, NULL, NULL);

	if (!name || section == SHN_UNDEF || section == SHN_ABS)
		return NULL;
	place = first_of(places, &raw, address);
	if (!place)
		return NULL;
	for (address = place->address; place < end && place->address == address; place++) {
		if (!(place->symbol ? !strcmp(name, place->symbol) :
				      is_made_of(name, place->name)))
			continue;
		if (found && (found->line != place->line || found->file != place->file))
			return NULL;
		found = place;
	}
	return found;
}
