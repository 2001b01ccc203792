// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of an image, told apart; see symbols.h.
 */
#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "symbols.h"

/* A set of symbols by a hash of the caller's choice; 0 marks a free slot. */
struct index {
	uint32_t *slots;
	uint32_t mask;
};

static void index_init(struct index *index, uint32_t count)
{
	uint32_t size = 16;

	while (size / 2 < count)
		size *= 2;
	index->slots = xcalloc(size, sizeof(*index->slots));
	index->mask = size - 1;
}

/* Definitions by place and name. */
static uint64_t place_hash(uint32_t section, uint64_t value, uint64_t name_hash)
{
	uint64_t hash = name_hash ^ value * 0x9e3779b97f4a7c15ULL ^
			section * 0xc2b2ae3d27d4eb4fULL;

	return hash ^ hash >> 29;
}

static uint32_t *find_place(const struct symbols *symbols,
			    const struct index *index,
			    const struct symbol *at, uint32_t length,
			    uint64_t name_hash)
{
	uint32_t i = place_hash(at->section, at->value, name_hash) & index->mask;

	for (; index->slots[i]; i = (i + 1) & index->mask) {
		const struct symbol *symbol = &symbols->at[index->slots[i]];

		if (symbol->hash == name_hash && symbol->value == at->value &&
		    symbol->section == at->section &&
		    symbol->length == length &&
		    !memcmp(symbol->name, at->name, length))
			break;
	}
	return &index->slots[i];
}

/*
 * The slot of a place leads to its first symbol without an alias, or to the
 * last one; filling it from the end puts the first symbol first.
 */
static void index_places(const struct symbols *symbols, struct index *index)
{
	uint32_t i, *slot;

	index_init(index, symbols->count);
	for (i = symbols->count - 1; i; i--) {
		struct symbol *symbol = &symbols->at[i];

		if (symbol->class != SYMBOL_PLAIN)
			continue;
		slot = find_place(symbols, index, symbol, symbol->length,
				  symbol->hash);
		symbol->next = *slot;
		*slot = i;
	}
}

/* Make symbol @i an alias if it has a target. */
static void find_target(struct symbols *symbols, const struct index *places,
			uint32_t i)
{
	struct symbol *symbol = &symbols->at[i];
	struct symbol *target;
	uint32_t *slot;

	slot = find_place(symbols, places, symbol, symbol->stem,
			  kas_hash(KAS_HASH_SEED, symbol->name, symbol->stem));
	if (!*slot)
		return;
	if (symbols->at[*slot].partner && symbols->at[*slot].next)
		*slot = symbols->at[*slot].next;
	target = &symbols->at[*slot];
	if (target->class != SYMBOL_PLAIN)
		return;
	symbol->partner = *slot;
	symbol->class = target->partner ? SYMBOL_EXTRA : SYMBOL_ALIAS;
	if (symbol->class == SYMBOL_ALIAS)
		target->partner = i;
}

/* Aliases by their whole names. */
static uint32_t *find_alias(const struct symbols *symbols,
			    const struct index *index, const char *name,
			    uint32_t length, uint64_t hash)
{
	uint32_t i = (hash ^ hash >> 32) & index->mask;

	for (; index->slots[i]; i = (i + 1) & index->mask) {
		const struct symbol *symbol = &symbols->at[index->slots[i]];

		if (symbol->hash == hash && symbol->length == length &&
		    !memcmp(symbol->name, name, length))
			break;
	}
	return &index->slots[i];
}

static void index_aliases(const struct symbols *symbols, struct index *index)
{
	uint32_t count = 0, i;

	for (i = 1; i < symbols->count; i++)
		count += symbols->at[i].class == SYMBOL_ALIAS;
	index_init(index, count);
	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (symbol->class == SYMBOL_ALIAS)
			*find_alias(symbols, index, symbol->name, symbol->length,
				    symbol->hash) = i;
	}
}

static bool is_derived_from_alias(const struct symbols *symbols,
				  const struct index *aliases,
				  const struct symbol *symbol)
{
	const char *origin = kas_is_derived(symbol->name);
	uint32_t length = symbol->name + symbol->length - origin;

	return *find_alias(symbols, aliases, origin, length,
			   kas_hash(KAS_HASH_SEED, origin, length));
}

static bool has_alias_form(const struct symbol *symbol)
{
	return symbol->class == SYMBOL_PLAIN && symbol->stem;
}

/*
 * "__pfx_f@a_c_1" stands for a derived symbol of an alias, and, by its form, for
 * an alias of a derived symbol as well. So those with a derived name must wait
 * until all others are known.
 */
static void associate(struct symbols *symbols)
{
	struct index places, aliases;
	uint32_t derived = 0, i;

	index_places(symbols, &places);
	for (i = 1; i < symbols->count; i++) {
		struct symbol *symbol = &symbols->at[i];

		if (!has_alias_form(symbol))
			continue;
		if (kas_is_derived(symbol->name))
			derived++;
		else
			find_target(symbols, &places, i);
	}
	if (derived) {
		index_aliases(symbols, &aliases);
		for (i = 1; i < symbols->count; i++) {
			struct symbol *symbol = &symbols->at[i];

			if (!has_alias_form(symbol) ||
			    !kas_is_derived(symbol->name))
				continue;
			if (is_derived_from_alias(symbols, &aliases, symbol))
				symbol->class = SYMBOL_DERIVED;
			else
				find_target(symbols, &places, i);
		}
		free(aliases.slots);
	}
	free(places.slots);
}

/*
 * What the linker scripts of the kernel discard, and section groups, where gas
 * puts a signature that is no other symbol: nothing there is ever loaded.
 */
static bool *find_discarded(const struct image *image)
{
	bool *discarded = xcalloc(image->section_count, sizeof(*discarded));
	static const char prefix[] = ".discard.";
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		const char *name = image->sections[i].name;

		discarded[i] = !strncmp(name, prefix, sizeof(prefix) - 1) ||
			       !strcmp(name, ".discard") ||
			       !strcmp(name, ".export_symbol") ||
			       image->sections[i].type == SHT_GROUP;
	}
	return discarded;
}

/* What the symbol shows by itself. */
static enum symbol_class first_class(const struct symbol *symbol)
{
	if (!*symbol->name || symbol->section == IMAGE_UNDEFINED ||
	    symbol->type == STT_SECTION || symbol->type == STT_FILE)
		return SYMBOL_OTHER;
	if (symbol->section != IMAGE_ABSOLUTE)
		return SYMBOL_PLAIN;
	if (symbol->bind == STB_LOCAL && symbol->stem &&
	    symbol->value == KAS_MARKER_VALUE)
		return SYMBOL_MARKER;
	return SYMBOL_OTHER;
}

/* The name that a person gave: what link-time optimisation added counts not. */
static const char *base_name(struct symbols *symbols, const char *name)
{
	size_t size = strlen(name) + 1;
	char *base;

	if (!kas_find_lto_suffix(name))
		return name;
	base = xcalloc(size, 1);
	memcpy(base, name, size);
	kas_drop_lto_suffixes(base);
	symbols->names = grown(symbols->names, symbols->name_count,
			       sizeof(*symbols->names));
	symbols->names[symbols->name_count++] = base;
	return base;
}

static void read_symbol(struct symbols *symbols, const struct image *image,
			uint32_t index, char separator, const bool *discarded)
{
	struct symbol *symbol = &symbols->at[index];
	struct image_symbol entry;
	const char *tag;

	image_symbol(image, index, &entry);
	symbol->name = base_name(symbols, entry.name);
	symbol->value = entry.value;
	symbol->size = entry.size;
	symbol->section = entry.section;
	symbol->type = entry.type;
	symbol->bind = entry.bind;
	tag = kas_find_tag(symbol->name, separator);
	if (tag)
		symbol->stem = tag - 1 - symbol->name;
	symbol->class = first_class(symbol);
	if (symbol->class == SYMBOL_OTHER)
		return;
	symbol->length = strlen(symbol->name);
	symbol->hash = kas_hash(KAS_HASH_SEED, symbol->name, symbol->length);
	symbol->is_counted = kas_is_counted(symbol->name) &&
			     !(symbol->section < image->section_count &&
			       discarded[symbol->section]);
}

void symbols_read(struct symbols *symbols, const struct image *image,
		  char separator)
{
	bool *discarded = find_discarded(image);
	uint32_t i;

	memset(symbols, 0, sizeof(*symbols));
	symbols->count = image->symbol_count;
	symbols->at = xcalloc(symbols->count, sizeof(*symbols->at));
	symbols->at[0].name = "";
	for (i = 1; i < symbols->count; i++)
		read_symbol(symbols, image, i, separator, discarded);
	free(discarded);
	associate(symbols);
}

void symbols_free(struct symbols *symbols)
{
	size_t i;

	for (i = 0; i < symbols->name_count; i++)
		free(symbols->names[i]);
	free(symbols->names);
	free(symbols->at);
}

static enum kas_kind kind(const struct symbol *symbol, const struct image *image)
{
	if (symbol->type == STT_FUNC || symbol->type == STT_GNU_IFUNC ||
	    image_is_code(image, symbol->section))
		return KAS_FUNCTION;
	return KAS_OBJECT;
}

bool symbol_is_covered(const struct symbol *symbol, const struct image *image,
		       enum kas_level level)
{
	/* A label in assembler has a size only where somebody took the pains. */
	bool is_sizeless = symbol->type == STT_NOTYPE && !symbol->size;

	return kas_level_covers(level, symbol->name, kind(symbol, image),
				is_sizeless ? 1 : symbol->size);
}

bool symbol_may_have_alias(const struct symbol *symbol)
{
	return symbol->class == SYMBOL_PLAIN && symbol->is_counted &&
	       symbol->bind != STB_WEAK && symbol->bind != STB_GNU_UNIQUE &&
	       symbol->section != IMAGE_COMMON;
}
