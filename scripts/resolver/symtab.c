// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of one kernel; see symtab.h. Who is whose alias is in partners.c.
 */
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "partners.h"
#include "symtab.h"

static uint64_t hash_of(const char *name, size_t length)
{
	return kas_hash(KAS_HASH_SEED, name, length);
}

/* Room for twice as many: a power of two. */
static uint32_t table_size(uint32_t count)
{
	uint32_t size = 64;

	while (size < count * 2ULL)
		size *= 2;
	return size;
}

static uint32_t *find_object(const struct symtab *symtab, const char *name)
{
	uint32_t i = hash_of(name, strlen(name));
	uint32_t *slot;

	for (;; i++) {
		slot = &symtab->object_slots[i & (symtab->object_slot_count - 1)];
		if (!*slot || !strcmp(symtab->objects[*slot - 1].name, name))
			return slot;
	}
}

static void grow_object_slots(struct symtab *symtab)
{
	uint32_t i;

	free(symtab->object_slots);
	symtab->object_slot_count = table_size(symtab->object_count * 2 + 1);
	symtab->object_slots = xcalloc(symtab->object_slot_count,
				       sizeof(*symtab->object_slots));
	for (i = 0; i < symtab->object_count; i++)
		*find_object(symtab, symtab->objects[i].name) = i + 1;
}

uint32_t symtab_object(struct symtab *symtab, const char *name, bool is_module)
{
	uint32_t *slot;

	if (symtab->object_count * 2 >= symtab->object_slot_count)
		grow_object_slots(symtab);
	slot = find_object(symtab, name);
	if (*slot)
		return *slot - 1;
	symtab->objects = grown(symtab->objects, symtab->object_count,
				sizeof(*symtab->objects));
	symtab->objects[symtab->object_count] = (struct object){
		.name = name,
		.is_module = is_module,
	};
	*slot = ++symtab->object_count;
	return *slot - 1;
}

struct sym *symtab_add(struct symtab *symtab, const char *name, size_t length,
		       uint64_t address, char type, uint32_t object)
{
	struct sym *sym;

	symtab->at = grown(symtab->at, symtab->count, sizeof(*symtab->at));
	sym = &symtab->at[symtab->count++];
	*sym = (struct sym){
		.name = name,
		.base = name,
		.address = address,
		.length = length,
		.base_length = length,
		.object = object,
		.partner = NO_SYMBOL,
		.next = NO_SYMBOL,
		.type = type,
	};
	return sym;
}

/* Link-time optimisation renames what has an alias under its old name. */
static void set_bases(struct symtab *symtab)
{
	uint32_t i;

	for (i = 0; i < symtab->count; i++) {
		struct sym *sym = &symtab->at[i];
		char *copy;

		if (!memchr(sym->name, '.', sym->length) ||
		    !kas_find_lto_suffix(sym->name))
			continue;
		copy = xcalloc(sym->length + 1, 1);
		memcpy(copy, sym->name, sym->length);
		sym->base_length = kas_drop_lto_suffixes(copy);
		sym->base = copy;
		symtab->names = grown(symtab->names, symtab->name_count,
				      sizeof(*symtab->names));
		symtab->names[symtab->name_count++] = copy;
	}
}

static uint32_t *find_slot(const struct symtab *symtab, const char *name,
			   size_t length)
{
	uint32_t i = hash_of(name, length);
	uint32_t *slot;

	for (;; i++) {
		const struct sym *first;

		slot = &symtab->slots[i & (symtab->slot_count - 1)];
		if (!*slot)
			return slot;
		first = &symtab->at[*slot - 1];
		if (first->length == length && !memcmp(first->name, name, length))
			return slot;
	}
}

/* Is it known where in the kernel's own order a symbol stands? */
static bool has_position(const struct symtab *symtab, const struct sym *sym)
{
	if (symtab->objects[sym->object].is_module)
		return !symtab->is_sorted;
	return !symtab->is_unordered;
}

/*
 * Chains of equal names, in order, and positions: in these the symbols of one
 * object are neighbours, or else .is_sorted is set and positions are not known.
 */
static void index_names(struct symtab *symtab)
{
	uint32_t *last, i;

	symtab->slot_count = table_size(symtab->count);
	symtab->slots = xcalloc(symtab->slot_count, sizeof(*symtab->slots));
	last = xcalloc(symtab->slot_count, sizeof(*last));
	for (i = 0; i < symtab->count; i++) {
		struct sym *sym = &symtab->at[i], *before;
		uint32_t *slot = find_slot(symtab, sym->name, sym->length);
		uint32_t *end = &last[slot - symtab->slots];

		before = *slot ? &symtab->at[*end] : NULL;
		if (before)
			before->next = i;
		else
			*slot = i + 1;
		*end = i;
		if (has_position(symtab, sym))
			sym->position = before && before->object == sym->object ?
					before->position + 1 : 1;
	}
	free(last);
}

/* module_init_section() in kernel/module/main.c */
static bool is_of_init(const struct symtab *symtab, const struct sym *sym)
{
	const struct object *object = &symtab->objects[sym->object];

	return object->is_module && sym->section < object->section_count &&
	       !strncmp(object->sections[sym->section], ".init", 5);
}

/*
 * A module is patched while all of its symbol table is there (klp_module_coming()),
 * or later, when the symbols of its init part are gone: add_kallsyms() keeps what
 * is_core_symbol(). Where one of a name goes, the others do not keep their positions.
 */
static void forget_passing_positions(struct symtab *symtab)
{
	uint32_t i, j;

	for (i = 0; i < symtab->count; i++) {
		const struct sym *sym = &symtab->at[i];

		if (sym->is_passing || !is_of_init(symtab, sym))
			continue;
		for (j = symtab_first(symtab, sym->name, sym->length); j != NO_SYMBOL;
		     j = symtab->at[j].next) {
			if (symtab->at[j].object != sym->object)
				continue;
			symtab->at[j].is_passing = true;
			symtab->at[j].position = 0;
		}
	}
}

static const struct sym *sorted;	/* for qsort() */

static int compare_places(const void *one, const void *other)
{
	uint32_t i = *(const uint32_t *)one, j = *(const uint32_t *)other;
	const struct sym *a = &sorted[i], *b = &sorted[j];

	if (a->object != b->object)
		return a->object < b->object ? -1 : 1;
	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	return i < j ? -1 : i > j;
}

static void sort_by_place(struct symtab *symtab)
{
	bool in_order = true;
	uint32_t i;

	sorted = symtab->at;
	symtab->order = xcalloc(symtab->count, sizeof(*symtab->order));
	for (i = 0; i < symtab->count; i++) {
		symtab->order[i] = i;
		if (i && compare_places(&symtab->order[i - 1], &symtab->order[i]) > 0)
			in_order = false;
	}
	if (!in_order && !symtab->is_hidden)
		qsort(symtab->order, symtab->count, sizeof(*symtab->order),
		      compare_places);

	symtab->object_start = xcalloc(symtab->object_count + 1,
				       sizeof(*symtab->object_start));
	for (i = 0; i < symtab->count; i++)
		symtab->object_start[symtab->at[symtab->order[i]].object + 1]++;
	for (i = 0; i < symtab->object_count; i++)
		symtab->object_start[i + 1] += symtab->object_start[i];
}

static bool is_same_part(const struct sym *a, const struct sym *b)
{
	return a->object == b->object && a->section == b->section;
}

/* A number, such as a size, or a place that is none of the image */
static bool is_absolute(const struct sym *sym)
{
	return sym->type == 'a' || sym->type == 'A';
}

/*
 * Behind the last function of a module comes its data, somewhere else: how far
 * that function goes, the addresses do not tell. Nor do they of an absolute symbol,
 * such as phys_startup_64 (arch/x86/kernel/vmlinux.lds.S), and of what is before one.
 */
static uint64_t span(const struct symtab *symtab, const struct sym *sym,
		     const struct sym *next)
{
	if (!is_same_part(sym, next) || is_absolute(sym) || is_absolute(next) ||
	    (symtab->objects[sym->object].is_module &&
	     sym_is_text(sym) != sym_is_text(next)))
		return 0;
	return next->address - sym->address;
}

static void set_spans(struct symtab *symtab)
{
	const struct sym *next = NULL;
	uint32_t i;

	for (i = symtab->count; i-- > 0; ) {
		struct sym *sym = &symtab->at[symtab->order[i]];

		if (next && is_same_part(sym, next) && sym->address == next->address)
			sym->span = next->span;
		else if (next)
			sym->span = span(symtab, sym, next);
		next = sym;
	}
}

void symtab_finish(struct symtab *symtab)
{
	set_bases(symtab);
	sort_by_place(symtab);
	if (!symtab->is_hidden)
		set_spans(symtab);
	index_names(symtab);
	forget_passing_positions(symtab);
	partners_find(symtab);
}

uint32_t symtab_first(const struct symtab *symtab, const char *name,
		      size_t length)
{
	return *find_slot(symtab, name, length) - 1;
}

uint32_t symtab_slot(const struct symtab *symtab, const char *name, size_t length)
{
	return find_slot(symtab, name, length) - symtab->slots;
}

uint32_t symtab_count(const struct symtab *symtab, uint32_t index)
{
	const struct sym *sym = &symtab->at[index];
	uint32_t i, count = 0;

	for (i = symtab_first(symtab, sym->name, sym->length); i != NO_SYMBOL;
	     i = symtab->at[i].next)
		count += symtab->at[i].object == sym->object;
	return count;
}

static bool is_before(const struct sym *sym, uint32_t section, uint64_t address)
{
	return sym->section != section ? sym->section < section :
					 sym->address < address;
}

/* The first place from @low to @high whose symbol does not begin before. */
static uint32_t lower_bound(const struct symtab *symtab, uint32_t low,
			    uint32_t high, uint32_t section, uint64_t address)
{
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (is_before(&symtab->at[symtab->order[middle]], section, address))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t symtab_at_address(const struct symtab *symtab, uint32_t object,
			   uint32_t section, uint64_t address, uint32_t *found)
{
	uint32_t low = symtab->object_start[object];
	uint32_t high = symtab->object_start[object + 1];
	uint32_t at = lower_bound(symtab, low, high, section, address), count;
	const struct sym *sym;

	if (symtab->is_hidden)
		return 0;
	if (at == high || symtab->at[symtab->order[at]].section != section ||
	    symtab->at[symtab->order[at]].address != address) {
		if (at == low)
			return 0;
		sym = &symtab->at[symtab->order[at - 1]];
		if (sym->section != section ||
		    address - sym->address >= (sym->span ? sym->span : sym->size))
			return 0;
		at = lower_bound(symtab, low, high, section, sym->address);
	}
	sym = &symtab->at[symtab->order[at]];
	for (count = 1; at + count < high; count++) {
		const struct sym *other = &symtab->at[symtab->order[at + count]];

		if (other->section != section || other->address != sym->address)
			break;
	}
	*found = at;
	return count;
}

void symtab_free(struct symtab *symtab)
{
	uint32_t i;

	for (i = 0; i < symtab->name_count; i++)
		free(symtab->names[i]);
	for (i = 0; i < symtab->object_count; i++)
		free(symtab->objects[i].sections);
	free(symtab->names);
	free(symtab->at);
	free(symtab->objects);
	free(symtab->order);
	free(symtab->object_start);
	free(symtab->slots);
	free(symtab->object_slots);
	memset(symtab, 0, sizeof(*symtab));
}
