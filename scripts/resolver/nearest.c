// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The alias that is nearest; see nearest.h.
 */
#include <stdio.h>
#include <string.h>

#include "nearest.h"
#include "query.h"
#include "source.h"

struct wanted {
	const char *name, *tag;
	uint32_t name_length;
	size_t tag_length;
	uint32_t line;
};

static bool take_apart(struct wanted *wanted, const char *alias)
{
	wanted->name = alias;
	wanted->tag = alias_tag(alias, &wanted->tag_length, &wanted->line);
	if (!wanted->tag)
		return false;
	wanted->name_length = wanted->tag - 1 - alias;
	return true;
}

static bool is_same(const char *one, size_t length, const char *other,
		    size_t other_length)
{
	return length == other_length && !memcmp(one, other, length);
}

static uint32_t distance(uint32_t one, uint32_t other)
{
	return one > other ? one - other : other - one;
}

/* What is nearest of all that was looked at. */
struct nearest {
	uint32_t symbol, distance;
};

static const struct nearest none = { NO_SYMBOL, UINT32_MAX };

/* An alias of a symbol that fits: it may have the same tag but for the line. */
static void look_at(struct nearest *nearest, const struct wanted *wanted,
		    const struct wanted *alias, uint32_t symbol)
{
	uint32_t away = distance(wanted->line, alias->line);

	if (is_same(wanted->tag, wanted->tag_length, alias->tag, alias->tag_length) &&
	    away < nearest->distance)
		*nearest = (struct nearest){ symbol, away };
}

uint32_t stem_length(const char *name, uint32_t length)
{
	uint32_t end = length;

	while (end && name[end - 1] >= '0' && name[end - 1] <= '9')
		end--;
	return end > 1 && end < length && name[end - 1] == '.' ? end : length;
}

uint32_t nearest_alias(const struct source *source, const char *alias)
{
	const struct symtab *symtab = &source->symtab;
	struct nearest nearest = none;
	struct wanted wanted, other;
	uint32_t i;

	if (!take_apart(&wanted, alias))
		return NO_SYMBOL;
	for (i = symtab_first(symtab, alias, wanted.name_length); i != NO_SYMBOL;
	     i = symtab->at[i].next) {
		uint32_t partner = symtab->at[i].partner;

		if (partner != NO_SYMBOL && take_apart(&other, symtab->at[partner].name))
			look_at(&nearest, &wanted, &other, partner);
	}
	return nearest.symbol;
}

uint32_t nearest_renumbered(const struct source *source, const char *alias)
{
	const struct symtab *symtab = &source->symtab;
	struct nearest nearest = none;
	struct wanted wanted, other;
	uint32_t stem, i;

	if (!take_apart(&wanted, alias))
		return NO_SYMBOL;
	stem = stem_length(alias, wanted.name_length);
	if (stem == wanted.name_length)
		return NO_SYMBOL;
	for (i = 0; i < symtab->count; i++) {
		if (symtab->at[i].is_alias && take_apart(&other, symtab->at[i].name) &&
		    is_same(alias, stem, other.name,
			    stem_length(other.name, other.name_length)))
			look_at(&nearest, &wanted, &other, i);
	}
	return nearest.symbol;
}

void nearest_lines(const struct source *source, const char *path, uint32_t line,
		   uint32_t *before, uint32_t *after)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t low = 0, high = UINT32_MAX, tag_line, i;
	size_t length;

	*before = *after = NO_SYMBOL;
	for (i = 0; i < symtab->count; i++) {
		const struct sym *sym = &symtab->at[i];

		if (!sym->is_alias || !query_matches_path(source, sym->name, path, 0) ||
		    !alias_tag(sym->name, &length, &tag_line))
			continue;
		if (tag_line <= line && tag_line >= low) {
			low = tag_line;
			*before = i;
		} else if (tag_line > line && tag_line < high) {
			high = tag_line;
			*after = i;
		}
	}
}

const char *nearest_pair(const struct source *source, uint32_t one, uint32_t other)
{
	static char text[2 * 512 + 8];

	snprintf(text, sizeof(text), "%.511s and %.511s", source->symtab.at[one].name,
		 source->symtab.at[other].name);
	return text;
}
