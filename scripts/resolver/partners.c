// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which symbols are aliases. The form of a name alone makes none; what does is
 * a symbol at the same place with the name that stands before the separator.
 *
 * Where all addresses are hidden there are no places, but there still is the
 * order of kallsyms, in which an alias comes behind its target: of the symbols
 * of that name, the target is the nearest one before it in its object. An alias
 * of a module's global symbol comes before its target, as ELF wants it.
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

static bool is_target(const struct sym *sym, const char *stem, uint32_t length)
{
	return !sym->is_alias && sym->partner == NO_SYMBOL &&
	       sym->base_length == length && !memcmp(sym->base, stem, length);
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

			if (is_target(sym, stem, length)) {
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

/* What is known of one name so far, on the way through all symbols in order. */
struct seen {
	uint32_t target;	/* the last one, or NO_SYMBOL */
	uint32_t alias;		/* one that came before its target, or NO_SYMBOL */
};

static bool is_in_object(const struct symtab *symtab, uint32_t index,
			 const struct sym *sym)
{
	return index != NO_SYMBOL && symtab->at[index].object == sym->object &&
	       symtab->at[index].partner == NO_SYMBOL;
}

static void see_alias(struct symtab *symtab, struct seen *seen, uint32_t index)
{
	if (is_in_object(symtab, seen->target, &symtab->at[index]))
		pair(symtab, index, seen->target);
	else
		seen->alias = index;
}

static void see_target(struct symtab *symtab, struct seen *seen, uint32_t index)
{
	seen->target = index;
	if (is_in_object(symtab, seen->alias, &symtab->at[index]))
		pair(symtab, seen->alias, index);
	seen->alias = NO_SYMBOL;
}

static void pair_by_order(struct symtab *symtab)
{
	struct seen *seen = xcalloc(symtab->slot_count, sizeof(*seen));
	uint32_t i;

	memset(seen, 0xff, symtab->slot_count * sizeof(*seen));
	for (i = 0; i < symtab->count; i++) {
		const struct sym *sym = &symtab->at[i];
		uint32_t length = stem_length(sym);

		see_target(symtab, &seen[symtab_slot(symtab, sym->name, sym->length)], i);
		if (length)
			see_alias(symtab, &seen[symtab_slot(symtab, sym->name, length)], i);
	}
	free(seen);
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
