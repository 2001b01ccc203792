// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which symbols are aliases. The form of a name alone makes none; what does is
 * a symbol at the same place with the name that stands before the separator.
 *
 * Where all addresses are hidden there are no places, but there still is the
 * order of kallsyms, in which an alias comes behind its target: of the symbols
 * of that name, the target is the nearest one before it in its object. An alias
 * of a module's global symbol comes before its target, as ELF wants it.
 *
 * An alias has its target's section, so both are code, or both are data. That matters
 * without places: clang calls a static variable of function f "f.count", which can
 * have the form of an alias.
 */
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "partners.h"
#include "symtab.h"

/* Above this many symbols at one address, they are sorted to be found. */
#define FEW 16

/* The length of what stands before a separator, 0: not the form of an alias. */
static uint32_t stem_length(const struct sym *sym)
{
	const char *separator, *tag;

	for (separator = KAS_SEPARATORS; *separator; separator++) {
		if (!memchr(sym->name, *separator, sym->length))
			continue;
		tag = kas_find_tag(sym->name, *separator);
		if (tag)
			return tag - 1 - sym->name;
	}
	return 0;
}

static void pair(struct symtab *symtab, uint32_t alias, uint32_t target)
{
	symtab->at[alias].partner = target;
	symtab->at[alias].is_alias = true;
	symtab->at[target].partner = alias;
	symtab->alias_count++;
}

static bool is_target(const struct sym *sym, const struct sym *alias, uint32_t length)
{
	return !sym->is_alias && sym->partner == NO_SYMBOL &&
	       sym->base_length == length && !memcmp(sym->base, alias->name, length) &&
	       sym_is_text(sym) == sym_is_text(alias);
}

static const struct sym *named;		/* for qsort() */

static int compare_bases(const void *one, const void *other)
{
	uint32_t i = *(const uint32_t *)one, j = *(const uint32_t *)other;
	int order = strcmp(named[i].base, named[j].base);

	return order ? order : i < j ? -1 : i > j;
}

/* The first of @count symbols, sorted by name, that is not before a stem. */
static uint32_t first_not_before(const struct symtab *symtab,
				 const uint32_t *by_name, uint32_t count,
				 const char *stem, uint32_t length)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *base = symtab->at[by_name[middle]].base;
		int order = strncmp(base, stem, length);

		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Several symbols of one name at one place share aliases, first with first. */
static void pair_run(struct symtab *symtab, uint32_t *run, uint32_t count)
{
	uint32_t *by_name = run, i, j;

	if (count > FEW) {
		by_name = xcalloc(count, sizeof(*by_name));
		memcpy(by_name, run, count * sizeof(*by_name));
		named = symtab->at;
		qsort(by_name, count, sizeof(*by_name), compare_bases);
	}
	for (i = 0; i < count; i++) {
		const char *stem = symtab->at[run[i]].name;
		uint32_t length = stem_length(&symtab->at[run[i]]);

		if (!length)
			continue;
		j = count > FEW ? first_not_before(symtab, by_name, count, stem, length) : 0;
		for (; j < count; j++) {
			const struct sym *sym = &symtab->at[by_name[j]];

			if (is_target(sym, &symtab->at[run[i]], length)) {
				pair(symtab, run[i], by_name[j]);
				break;
			}
			if (count > FEW && strncmp(sym->base, stem, length))
				break;
		}
	}
	if (by_name != run)
		free(by_name);
}

static bool is_same_place(const struct sym *a, const struct sym *b)
{
	return a->object == b->object && a->section == b->section &&
	       a->address == b->address;
}

static void pair_by_place(struct symtab *symtab)
{
	uint32_t i, end;

	for (i = 0; i < symtab->count; i = end) {
		const struct sym *first = &symtab->at[symtab->order[i]];

		for (end = i + 1; end < symtab->count; end++)
			if (!is_same_place(first, &symtab->at[symtab->order[end]]))
				break;
		if (end - i > 1)
			pair_run(symtab, symtab->order + i, end - i);
	}
}

/* A symbol that bears a name, or an alias whose name begins with that. */
struct bearer {
	uint32_t name;		/* the first symbol of that name */
	uint32_t object, index;
	bool is_text, is_alias;
};

struct bearers {
	struct bearer *at;
	uint32_t count;
};

static void add_bearer(const struct symtab *symtab, struct bearers *bearers, uint32_t name,
		       uint32_t index, bool is_alias)
{
	const struct sym *sym = &symtab->at[index];

	bearers->at = grown(bearers->at, bearers->count, sizeof(*bearers->at));
	bearers->at[bearers->count++] = (struct bearer){
		.name = name,
		.object = sym->object,
		.index = index,
		.is_text = sym_is_text(sym),
		.is_alias = is_alias,
	};
}

/* All that has the form of an alias, and all symbols of the names before the separator. */
static void collect(const struct symtab *symtab, struct bearers *bearers)
{
	bool *is_collected = xcalloc(symtab->count, sizeof(*is_collected));
	uint32_t i, j;

	for (i = 0; i < symtab->count; i++) {
		uint32_t length = stem_length(&symtab->at[i]);
		uint32_t first = length ? symtab_first(symtab, symtab->at[i].name, length) :
					  NO_SYMBOL;

		if (first == NO_SYMBOL)
			continue;
		add_bearer(symtab, bearers, first, i, true);
		for (j = first; j != NO_SYMBOL && !is_collected[first]; j = symtab->at[j].next)
			add_bearer(symtab, bearers, first, j, false);
		is_collected[first] = true;
	}
	free(is_collected);
}

static int compare_bearers(const void *one, const void *other)
{
	const struct bearer *a = one, *b = other;

	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	if (a->object != b->object)
		return a->object < b->object ? -1 : 1;
	if (a->is_text != b->is_text)
		return a->is_text ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static bool share_aliases(const struct bearer *a, const struct bearer *b)
{
	return a->name == b->name && a->object == b->object && a->is_text == b->is_text;
}

/*
 * Symbols of one place stand together, then their aliases. So a run of aliases is that
 * of as many targets just before it, first with first; what is more than these waits
 * for the next target.
 */
static void pair_runs(struct symtab *symtab, const uint32_t *targets, uint32_t target_count,
		      const uint32_t *aliases, uint32_t alias_count)
{
	uint32_t target = 0, alias = 0, passed, run = 0;

	for (passed = 0; passed <= target_count; passed++) {
		while (run < alias_count &&
		       (passed == target_count || aliases[run] < targets[passed]))
			run++;
		if (alias < run && run - alias < passed - target)
			target = passed - (run - alias);
		while (alias < run && target < passed)
			pair(symtab, aliases[alias++], targets[target++]);
	}
}

static void pair_by_order(struct symtab *symtab)
{
	struct bearers bearers = { 0 };
	uint32_t *targets, *aliases, i, end;

	collect(symtab, &bearers);
	targets = xcalloc(bearers.count, sizeof(*targets));
	aliases = xcalloc(bearers.count, sizeof(*aliases));
	if (bearers.count)
		qsort(bearers.at, bearers.count, sizeof(*bearers.at), compare_bearers);
	for (i = 0; i < bearers.count; i = end) {
		uint32_t target_count = 0, alias_count = 0;

		for (end = i; end < bearers.count; end++) {
			const struct bearer *bearer = &bearers.at[end];

			if (!share_aliases(&bearers.at[i], bearer))
				break;
			if (symtab->at[bearer->index].partner != NO_SYMBOL)
				continue;
			if (bearer->is_alias)
				aliases[alias_count++] = bearer->index;
			else
				targets[target_count++] = bearer->index;
		}
		pair_runs(symtab, targets, target_count, aliases, alias_count);
	}
	free(bearers.at);
	free(targets);
	free(aliases);
}

/*
 * By order, an alias of a module's global symbol can have got another's target,
 * so no position follows from it. In vmlinux all aliases are behind theirs.
 */
static void forget_doubtful_positions(struct symtab *symtab)
{
	uint32_t i;

	for (i = 0; i < symtab->count; i++) {
		struct sym *sym = &symtab->at[i];

		if (sym->partner != NO_SYMBOL && !sym->is_alias &&
		    symtab->objects[sym->object].is_module &&
		    symtab_count(symtab, i) > 1)
			sym->position = 0;
	}
}

void partners_find(struct symtab *symtab)
{
	if (!symtab->is_hidden) {
		pair_by_place(symtab);
		return;
	}
	pair_by_order(symtab);
	forget_doubtful_positions(symtab);
}
