// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of an image, told apart; see symbols.h.
 */
#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "orphans.h"
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
			    const struct index *index, uint32_t section,
			    uint64_t value, const char *name, uint32_t length,
			    uint64_t name_hash)
{
	uint32_t i = place_hash(section, value, name_hash) & index->mask;

	for (; index->slots[i]; i = (i + 1) & index->mask) {
		const struct symbol *symbol = &symbols->at[index->slots[i]];

		if (symbol->hash == name_hash && symbol->value == value &&
		    symbol->section == section && symbol->length == length &&
		    !memcmp(symbol->name, name, length))
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
		slot = find_place(symbols, index, symbol->section,
				  symbol->value, symbol->name, symbol->length,
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

	slot = find_place(symbols, places, symbol->section, symbol->value,
			  symbol->name, symbol->stem, symbol->stem_hash);
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

/* What a symbol by the name of a padding is the padding of, or NULL. */
static const struct symbol *find_padded(const struct symbols *symbols,
					const struct index *places,
					const struct symbol *padding)
{
	const char *name = kas_find_padded(padding->name);
	uint32_t length = padding->name + padding->length - name;
	uint32_t *slot;

	slot = find_place(symbols, places, padding->section,
			  padding->value + padding->size, name, length,
			  kas_hash(KAS_HASH_SEED, name, length));
	return *slot ? &symbols->at[*slot] : NULL;
}

/*
 * "__pfx_f@a_c_1" can be the padding of an alias or, by its form, an alias of
 * the padding. So the paddings wait until all others are known. One with an
 * alias of its own is a function that only is called so.
 */
static void classify_padding(struct symbols *symbols, const struct index *places,
			     uint32_t i)
{
	struct symbol *symbol = &symbols->at[i];
	const struct symbol *padded = find_padded(symbols, places, symbol);

	if (padded && padded->class == SYMBOL_ALIAS)
		symbol->class = SYMBOL_DERIVED;
	else if (symbol->stem)
		find_target(symbols, places, i);
}

static void discount_padding(struct symbols *symbols, const struct index *places,
			     uint32_t i)
{
	struct symbol *symbol = &symbols->at[i];

	if (symbol->class == SYMBOL_PLAIN && !symbol->partner &&
	    find_padded(symbols, places, symbol))
		symbol->is_counted = false;
}

static void associate(struct symbols *symbols)
{
	void (*const steps[])(struct symbols *symbols, const struct index *places,
			      uint32_t i) = {
		classify_padding, discount_padding,
	};
	uint32_t *paddings = NULL, count = 0, i;
	struct index places;
	size_t step;

	index_places(symbols, &places);
	for (i = 1; i < symbols->count; i++) {
		struct symbol *symbol = &symbols->at[i];

		if (symbol->class != SYMBOL_PLAIN)
			continue;
		if (kas_find_padded(symbol->name)) {
			paddings = grown(paddings, count, sizeof(*paddings));
			paddings[count++] = i;
		} else if (symbol->stem) {
			find_target(symbols, &places, i);
		}
	}
	for (step = 0; step < sizeof(steps) / sizeof(*steps); step++)
		for (i = 0; i < count; i++)
			steps[step](symbols, &places, paddings[i]);
	free(paddings);
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
	if (symbol->bind != STB_LOCAL || !symbol->stem)
		return SYMBOL_OTHER;
	if (symbol->value == KAS_MARKER_VALUE)
		return SYMBOL_MARKER;
	return symbol->value == KAS_UNIT_VALUE ? SYMBOL_UNIT : SYMBOL_OTHER;
}

/* The name that a person gave, without what link-time optimisation added. */
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

static bool is_counted(const struct symbol *symbol, const struct image *image,
		       const bool *discarded)
{
	uint32_t section = symbol->section;

	if (!kas_is_counted(symbol->name))
		return false;
	if (section >= image->section_count)	/* common */
		return true;
	return !discarded[section] &&
	       !kas_is_export(symbol->name, image->sections[section].name);
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
	symbol->stem_hash = kas_hash(KAS_HASH_SEED, symbol->name, symbol->stem);
	symbol->hash = kas_hash(symbol->stem_hash, symbol->name + symbol->stem,
				symbol->length - symbol->stem);
	symbol->is_counted = is_counted(symbol, image, discarded);
}

/* Does a symbol of the form have what makes it an alias? */
static bool is_alias(const struct symbols *symbols, const struct symbol *symbol,
		     const struct unit_group *group,
		     enum symbol_evidence evidence, const struct frequency *census)
{
	const struct units *units = &symbols->units;

	if (census && frequency_of(census, symbol->name, symbol->length,
				      symbol->hash))
		return false;
	if (evidence == EVIDENCE_UNITS ||
	    (evidence == EVIDENCE_BOTH && group->marker_count))
		return symbol->bind == STB_LOCAL &&
		       units_has_tag(units, symbols, group,
				     symbol->name + symbol->stem + 1);
	return evidence == EVIDENCE_CENSUS ||
	       frequency_of(census, symbol->name, symbol->stem,
			       symbol->stem_hash) ||
	       kas_is_cut(symbol->name, symbol->stem);
}

/* Leave the stem of aliases only. */
static void weigh(struct symbols *symbols, enum symbol_evidence evidence,
		  const struct frequency *census)
{
	const struct unit_group *group = symbols->units.groups;
	uint32_t i;

	for (i = 1; i < symbols->count; i++) {
		struct symbol *symbol = &symbols->at[i];

		if (symbol->type == STT_FILE)
			group++;
		if (symbol->class == SYMBOL_PLAIN && symbol->stem &&
		    !is_alias(symbols, symbol, group, evidence, census))
			symbol->stem = 0;
	}
}

/*
 * What is left of the form is a name that somebody chose, or, in a result, an
 * alias that is wrong.
 */
static void settle_orphans(struct symbols *symbols, enum symbol_evidence evidence,
			   const struct frequency *census)
{
	uint32_t i;

	for (i = 1; i < symbols->count; i++) {
		struct symbol *symbol = &symbols->at[i];

		if (!symbol_is_orphan(symbol))
			continue;
		if (evidence == EVIDENCE_CENSUS && symbol->bind == STB_LOCAL &&
		    frequency_of(census, symbol->name, symbol->stem,
				    symbol->stem_hash))
			symbol->class = SYMBOL_ORPHAN;
		else
			symbol->stem = 0;
	}
}

void symbols_read(struct symbols *symbols, const struct image *image,
		  char separator, enum symbol_evidence evidence,
		  const struct frequency *census)
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
	units_find(&symbols->units, symbols);
	weigh(symbols, evidence, census);
	associate(symbols);
	orphans_resolve(symbols);
	settle_orphans(symbols, evidence, census);
}

void symbols_free(struct symbols *symbols)
{
	size_t i;

	for (i = 0; i < symbols->name_count; i++)
		free(symbols->names[i]);
	free(symbols->names);
	units_free(&symbols->units);
	free(symbols->at);
}

static enum kas_type type(const struct symbol *symbol)
{
	switch (symbol->type) {
	case STT_NOTYPE:
		return KAS_TYPE_NONE;
	case STT_FUNC:
	case STT_GNU_IFUNC:
		return KAS_TYPE_FUNCTION;
	default:
		return KAS_TYPE_OBJECT;
	}
}

bool symbol_is_covered(const struct symbol *symbol, const struct image *image,
		       enum kas_level level)
{
	enum kas_kind kind = kas_kind(type(symbol),
				      image_is_code(image, symbol->section));

	/* A label in assembler has a size only where somebody took the pains. */
	return kas_level_covers(level, symbol->name, kind,
				symbol_is_bare(symbol) ? 1 : symbol->size);
}

bool symbol_is_bare(const struct symbol *symbol)
{
	return symbol->type == STT_NOTYPE && !symbol->size;
}

bool symbol_is_version(const struct symbol *symbol)
{
	const char *at = strchr(symbol->name, '@');

	return at && at != symbol->name;
}

bool symbol_is_orphan(const struct symbol *symbol)
{
	return symbol->class == SYMBOL_PLAIN && symbol->stem && !symbol->partner;
}

bool symbol_may_have_alias(const struct symbol *symbol)
{
	return symbol->class == SYMBOL_PLAIN && symbol->is_counted &&
	       !symbol_is_version(symbol) && symbol->bind != STB_WEAK && symbol->bind != STB_GNU_UNIQUE &&
	       symbol->section != IMAGE_COMMON;
}
