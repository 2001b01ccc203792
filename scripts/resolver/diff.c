// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias diff: what became of the aliases of one kernel in another.
 *
 * Those that are in both are the same. Of the rest, an old one goes with a new
 * one by the first of these rules that finds it a partner:
 *
 *	the name and the path are the same; the nearest line wins
 *	the same, but for a number that the compiler gave the name
 *	the name is the same, and no other of that name is left on either side
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "arguments.h"
#include "nearest.h"
#include "print.h"
#include "source.h"

/* More of one name in one file are no work of a person: take them in order. */
#define MOST_COMPARED 256

struct item {
	const char *alias, *path;
	uint32_t name_length, key_length;	/* key: what a rule compares of it */
	size_t path_length;
	uint32_t line, index;
	struct item *partner;
};

struct side {
	struct source source;
	struct item *items;			/* by alias */
	uint32_t count;
	struct item **left;			/* those without a partner */
	uint32_t left_count;
};

static int compare_aliases(const void *one, const void *other)
{
	return strcmp(((const struct item *)one)->alias,
		      ((const struct item *)other)->alias);
}

static void open_side(struct side *side, char *path, const char *table)
{
	const struct symtab *symtab = &side->source.symtab;
	uint32_t i;

	source_open(&side->source, &path, 1, table);
	side->items = xcalloc(symtab->alias_count, sizeof(*side->items));
	side->left = xcalloc(symtab->alias_count, sizeof(struct item *));
	for (i = 0; i < symtab->count; i++) {
		struct item *item = &side->items[side->count];

		if (!symtab->at[i].is_alias)
			continue;
		item->alias = symtab->at[i].name;
		item->path = alias_tag(item->alias, &item->path_length, &item->line);
		item->name_length = item->path - 1 - item->alias;
		item->index = symtab->at[i].partner;
		side->count++;
	}
	qsort(side->items, side->count, sizeof(*side->items), compare_aliases);
}

static void pair_same(struct side *old, struct side *new)
{
	uint32_t i = 0, j = 0;

	while (i < old->count && j < new->count) {
		int order = compare_aliases(&old->items[i], &new->items[j]);

		if (!order) {
			old->items[i].partner = &new->items[j];
			new->items[j].partner = &old->items[i];
		}
		i += order <= 0;
		j += order >= 0;
	}
}

static int compare_bytes(const char *one, size_t length, const char *other,
			 size_t other_length)
{
	size_t least = length < other_length ? length : other_length;
	int order = memcmp(one, other, least);

	return order ? order : length < other_length ? -1 : length > other_length;
}

static int compare_keys(const struct item *one, const struct item *other)
{
	return compare_bytes(one->alias, one->key_length, other->alias,
			     other->key_length);
}

static int compare_places(const struct item *one, const struct item *other)
{
	int order = compare_keys(one, other);

	return order ? order : compare_bytes(one->path, one->path_length, other->path,
					     other->path_length);
}

static int compare_left(const void *one, const void *other)
{
	const struct item *a = *(struct item * const *)one;
	const struct item *b = *(struct item * const *)other;
	int order = compare_places(a, b);

	if (order)
		return order;
	return a->line < b->line ? -1 : a->line > b->line;
}

static void collect_left(struct side *side, bool without_number)
{
	uint32_t i;

	side->left_count = 0;
	for (i = 0; i < side->count; i++) {
		struct item *item = &side->items[i];

		if (item->partner)
			continue;
		item->key_length = without_number ?
				   stem_length(item->alias, item->name_length) :
				   item->name_length;
		side->left[side->left_count++] = item;
	}
	qsort(side->left, side->left_count, sizeof(*side->left), compare_left);
}

static void pair(struct item *old, struct item *new)
{
	old->partner = new;
	new->partner = old;
}

static uint32_t distance(const struct item *one, const struct item *other)
{
	return one->line > other->line ? one->line - other->line :
					 other->line - one->line;
}

/* The first without a partner; there is one. */
static struct item *first_free(struct item **items)
{
	while ((*items)->partner)
		items++;
	return *items;
}

/* Of all pairs of two lists, the nearest, then of what is left, and so on. */
static void pair_nearest(struct item **old, uint32_t old_count, struct item **new,
			 uint32_t new_count)
{
	bool are_many = old_count > MOST_COMPARED || new_count > MOST_COMPARED;
	uint32_t least = old_count < new_count ? old_count : new_count, n, i, j;

	for (n = 0; are_many && n < least; n++)
		pair(old[n], new[n]);
	for (n = 0; !are_many && n < least; n++) {
		struct item *best_old = first_free(old);
		struct item *best_new = first_free(new);

		for (i = 0; i < old_count; i++) {
			for (j = 0; j < new_count && !old[i]->partner; j++) {
				if (new[j]->partner || distance(old[i], new[j]) >=
						       distance(best_old, best_new))
					continue;
				best_old = old[i];
				best_new = new[j];
			}
		}
		pair(best_old, best_new);
	}
}

/* Only what is alone with its name on both sides. */
static void pair_alone(struct item **old, uint32_t old_count, struct item **new,
		       uint32_t new_count)
{
	if (old_count == 1 && new_count == 1)
		pair(*old, *new);
}

typedef int compare_t(const struct item *one, const struct item *other);
typedef void pair_t(struct item **old, uint32_t old_count, struct item **new,
		    uint32_t new_count);

static uint32_t group_end(const struct side *side, uint32_t from, compare_t *compare)
{
	uint32_t end = from + 1;

	while (end < side->left_count && !compare(side->left[from], side->left[end]))
		end++;
	return end;
}

static void pair_groups(struct side *old, struct side *new, bool without_number,
			compare_t *compare, pair_t *pair_group)
{
	uint32_t i = 0, j = 0, i_end, j_end;

	collect_left(old, without_number);
	collect_left(new, without_number);
	while (i < old->left_count && j < new->left_count) {
		int order = compare(old->left[i], new->left[j]);

		i_end = order <= 0 ? group_end(old, i, compare) : i;
		j_end = order >= 0 ? group_end(new, j, compare) : j;
		if (!order)
			pair_group(old->left + i, i_end - i, new->left + j, j_end - j);
		i = i_end;
		j = j_end;
	}
}

static const char *module_of(const struct side *side, const struct item *item)
{
	const struct symtab *symtab = &side->source.symtab;

	return symtab->objects[symtab->at[item->index].object].name;
}

/* The plain name, if it is that of one symbol only there; for free() */
static char *unique_name(const struct side *there, const struct item *item)
{
	const struct symtab *symtab = &there->source.symtab;
	uint32_t first = symtab_first(symtab, item->alias, item->name_length);

	if (first == NO_SYMBOL || symtab->at[first].next != NO_SYMBOL)
		return NULL;
	return xstrndup(item->alias, item->name_length);
}

struct printer {
	bool is_json, is_first;
};

static void print_change(struct printer *printer, const char *kind, const char *old,
			 const char *new, const char *module)
{
	if (printer->is_json) {
		printf("%s\n{\"change\":\"%s\",\"old\":", printer->is_first ? "" : ",", kind);
		json_string(stdout, old);
		fputs(",\"new\":", stdout);
		json_string(stdout, new);
		fputs(",\"module\":", stdout);
		json_string(stdout, module);
		putchar('}');
	} else {
		printf("%s\t", kind);
		print_clean(stdout, old ?: "-");
		putchar('\t');
		print_clean(stdout, new ?: "-");
		putchar('\t');
		print_clean(stdout, module);
		putchar('\n');
	}
	printer->is_first = false;
}

/* Returns whether there is a difference. */
static bool print_old(struct printer *printer, const struct side *old,
		      const struct side *new, const struct item *item, bool is_whole)
{
	const struct item *partner = item->partner;
	bool is_same = partner && !strcmp(item->alias, partner->alias) &&
		       !strcmp(module_of(old, item), module_of(new, partner));
	char *plain;

	if (is_same && !is_whole)
		return false;
	if (partner) {
		print_change(printer, is_same ? "same" : "moved", item->alias,
			     partner->alias, module_of(new, partner));
		return !is_same;
	}
	plain = unique_name(new, item);
	print_change(printer, plain ? "unique" : "gone", item->alias, plain,
		     module_of(old, item));
	free(plain);
	return true;
}

static bool print_all(const struct arguments *arguments, const struct side *old,
		      const struct side *new)
{
	struct printer printer = { .is_json = arguments->is_json, .is_first = true };
	bool differs = false;
	uint32_t i;

	for (i = 0; i < old->count; i++)
		differs |= print_old(&printer, old, new, &old->items[i],
				     arguments->is_whole);
	for (i = 0; i < new->count; i++) {
		const struct item *item = &new->items[i];
		char *plain;

		if (item->partner)
			continue;
		plain = unique_name(old, item);
		print_change(&printer, "new", plain, item->alias, module_of(new, item));
		free(plain);
		differs = true;
	}
	return differs;
}

static void close_side(struct side *side)
{
	source_close(&side->source);
	free(side->items);
	free(side->left);
}

int command_diff(const struct arguments *arguments)
{
	struct side old = { 0 }, new = { 0 };
	bool differs;

	open_side(&old, arguments->words[0], arguments->table);
	open_side(&new, arguments->words[1], arguments->table);
	pair_same(&old, &new);
	pair_groups(&old, &new, false, compare_places, pair_nearest);
	pair_groups(&old, &new, true, compare_places, pair_nearest);
	pair_groups(&old, &new, false, compare_keys, pair_alone);

	if (arguments->is_json)
		printf("{\"version\":1,\"command\":\"diff\",\"changes\":[");
	differs = print_all(arguments, &old, &new);
	if (arguments->is_json)
		puts("\n]}");
	if (!old.count || !new.count)
		error(old.count ? arguments->words[1] : arguments->words[0],
		      "it has no aliases (CONFIG_GCC_PLUGIN_KAS_ALIAS)");
	close_side(&old);
	close_side(&new);
	return differs ? EXIT_NOTHING : EXIT_FOUND;
}
