// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The places of symbols; see places.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "match.h"
#include "object.h"
#include "offline.h"
#include "places.h"
#include "units.h"

static int compare_numbers(const void *one, const void *other)
{
	const uint64_t *a = one, *b = other;

	return *a < *b ? -1 : *a > *b;
}

static int compare_places(const void *one, const void *other)
{
	const struct place *a = one, *b = other;

	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	return match_order(a, b);
}

void places_close(struct places *places)
{
	free(places->at);
	free(places->entries);
	free(places->main_file);
	dwfl_end(places->dwfl);
}

int places_symbol_count(const struct places *places)
{
	int count = dwfl_module_getsymtab(places->module);

	return count > 0 ? count : 0;
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

static bool is_entry(const GElf_Sym *symbol)
{
	int type = GELF_ST_TYPE(symbol->st_info);

	return type == STT_FUNC || type == STT_OBJECT;
}

static void read_entries(struct places *places)
{
	int count = places_symbol_count(places), i;

	places->entries = xcalloc(count + 1, sizeof(*places->entries));
	for (i = 1; i < count; i++) {
		GElf_Addr address;
		GElf_Word section;
		GElf_Sym symbol;

		if (dwfl_module_getsym_info(places->module, i, &symbol, &address, &section,
					    NULL, NULL) &&
		    section != SHN_UNDEF && section != SHN_ABS && is_entry(&symbol))
			places->entries[places->entry_count++] = address;
	}
	qsort(places->entries, places->entry_count, sizeof(*places->entries), compare_numbers);
}

/* Is that the address of one function or object? */
static bool is_only_entry(const struct places *places, uint64_t address)
{
	const uint64_t *entries = places->entries;
	const uint64_t *found = bsearch(&address, entries, places->entry_count,
					sizeof(*entries), compare_numbers);

	return found && (found == entries || found[-1] != address) &&
	       (found + 1 == entries + places->entry_count || found[1] != address);
}

/*
 * Something that "asm" or objcopy named is known by its address, if that and its size are
 * those of nothing else.
 */
static bool is_renamed(const struct places *places, const struct place *place,
		       const struct place *end, const GElf_Sym *symbol)
{
	return is_entry(symbol) && end - place == 1 && place->size == symbol->st_size &&
	       is_only_entry(places, place->address);
}

/* The place that a symbol fits, and the symbol. */
static const struct place *find(const struct places *places, int index, GElf_Sym *symbol)
{
	const struct place *place, *end, *found;
	GElf_Addr address;
	GElf_Word section;
	const char *name = dwfl_module_getsym_info(places->module, index, symbol, &address,
						   &section, NULL, NULL);

	if (!name || section == SHN_UNDEF || section == SHN_ABS)
		return NULL;
	if (GELF_ST_TYPE(symbol->st_info) == STT_TLS)
		address = PLACE_THREAD_LOCAL;
	place = first_of(places, symbol, address);
	if (!place)
		return NULL;
	end = place->address < UINT64_MAX ? first_from(places, place->address + 1) :
					    places->at + places->count;
	found = match_find(place, end, name, symbol->st_size);
	if (!found && place->address == address && is_renamed(places, place, end, symbol))
		return place;
	return found;
}

/* A name tells the place of a thread-local symbol if no other symbol fits it. */
static void count_thread_local(struct places *places)
{
	int count = places_symbol_count(places), i;
	const struct place *place;
	GElf_Sym symbol;

	for (i = 1; i < count; i++) {
		place = find(places, i, &symbol);
		if (place && GELF_ST_TYPE(symbol.st_info) == STT_TLS)
			places->at[place - places->at].symbol_count++;
	}
}

const struct place *places_find(const struct places *places, int symbol)
{
	GElf_Sym raw;
	const struct place *place = find(places, symbol, &raw);

	return place && place->symbol_count <= 1 ? place : NULL;
}

void places_open(struct places *places, const char *path)
{
	memset(places, 0, sizeof(*places));
	places->path = path;
	object_check(path);
	places->module = offline_open(path, &places->dwfl, &places->elf);
	units_read(places);
	if (places->count)
		qsort(places->at, places->count, sizeof(*places->at), compare_places);
	read_entries(places);
	count_thread_local(places);
	if (places->is_compiled && places->entry_count && !places->count)
		warning(path, "its debug information tells of no symbol: it is split off, or for a machine that libdw does not know: aliases tell no lines");
}
