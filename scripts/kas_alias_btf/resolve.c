// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which types of BTF a type of debug information can be; see resolve.h.
 */
#include <string.h>

#include "match.h"
#include "resolve.h"

static void resolve_below(const struct index *index, Dwarf_Die *type,
			  struct candidates *found, unsigned int left);

static void add(struct candidates *found, uint32_t id)
{
	if (found->count < MOST_CANDIDATES)
		found->ids[found->count] = id;
	found->count++;
}

/* Those that are wanted, if they are not too many to be known. */
static struct candidates wanted(const struct btf *btf, const struct candidates *found,
				bool (*is_wanted)(const struct btf *btf, uint32_t id))
{
	struct candidates kept = { .count = 0 };
	unsigned int i;

	for (i = 0; found->count <= MOST_CANDIDATES && i < found->count; i++)
		if (is_wanted(btf, found->ids[i]))
			add(&kept, found->ids[i]);
	return kept;
}

static bool is_definition(const struct btf *btf, uint32_t id)
{
	return btf_kind(btf, id) != KIND_FWD;
}

static bool is_own(const struct btf *btf, uint32_t id)
{
	return id >= btf->first_id;
}

/*
 * What is declared only here is defined elsewhere. The deduplication of BTF makes one of
 * the two where there is one definition. Where there are several, nobody can tell.
 */
static void prefer_definition(const struct index *index, struct candidates *found)
{
	struct candidates kept = wanted(index->btf, found, is_definition);

	if (kept.count == 1)
		*found = kept;
}

/*
 * A type of a module's own that vmlinux has, too, was not recognised when pahole
 * deduplicated, as 1.32 does not with typedefs. What the module refers to is its own.
 */
static void prefer_own(const struct index *index, struct candidates *found)
{
	struct candidates kept = wanted(index->btf, found, is_own);

	if (kept.count)
		*found = kept;
}

static void resolve_named(const struct index *index, Dwarf_Die *type,
			  struct candidates *found)
{
	const char *name = dwarf_name(type);
	uint32_t id;

	for (id = index_named(index, name); id; id = index_next_named(index, id)) {
		struct btf_type candidate;

		btf_get(index->btf, id, &candidate);
		/* An attribute of a type has a name, too. */
		if (!strcmp(candidate.name, name) && candidate.kind != KIND_TYPE_TAG &&
		    match(type, index->btf, id))
			add(found, id);
	}
	if (match_is_declaration(type))
		prefer_definition(index, found);
}

/* Is this one of the types that refer to one which is known to be the right one? */
static bool refers_rightly(const struct index *index, Dwarf_Die *type, uint32_t id)
{
	struct btf_type candidate;

	btf_get(index->btf, id, &candidate);
	switch (dwarf_tag(type)) {
	case DW_TAG_pointer_type:
		return candidate.kind == KIND_PTR;
	case DW_TAG_const_type:
		return candidate.kind == KIND_CONST;
	case DW_TAG_volatile_type:
		return candidate.kind == KIND_VOLATILE;
	case DW_TAG_restrict_type:
		return candidate.kind == KIND_RESTRICT;
	case DW_TAG_subroutine_type:
		return match_prototype(type, index->btf, id);
	default:
		return false;
	}
}

/* Between a pointer and its target stand the tags of that, the first one outermost. */
static void resolve_tags(const struct index *index, Dwarf_Die *tagged,
			 struct candidates *targets, unsigned int left)
{
	struct candidates tags = { .count = 0 };
	struct btf_type candidate;
	const char *value;
	Dwarf_Die tag;
	unsigned int i;
	uint32_t id;

	if (!left || !dwarf_type_tag(tagged, &tag, &value))
		return;
	resolve_tags(index, &tag, targets, left - 1);
	if (!*value || targets->count > MOST_CANDIDATES)
		return;
	for (i = 0; i < targets->count; i++)
		for (id = index_referring(index, targets->ids[i]); id;
		     id = index_next_referring(index, id)) {
			btf_get(index->btf, id, &candidate);
			if (candidate.kind == KIND_TYPE_TAG && !strcmp(candidate.name, value))
				add(&tags, id);
		}
	*targets = tags;
}

static bool has(const struct candidates *found, uint32_t id)
{
	unsigned int i;

	for (i = 0; i < found->count; i++)
		if (found->ids[i] == id)
			return true;
	return false;
}

/* Above the elements there can be an array for each dimension. */
static void resolve_array(const struct index *index, Dwarf_Die *type,
			  const struct candidates *elements, struct candidates *found)
{
	unsigned int left = match_array_dimensions(type), i;
	struct candidates below = *elements, above;
	uint32_t id, element;

	for (; left && below.count <= MOST_CANDIDATES; left--, below = above) {
		above.count = 0;
		for (i = 0; i < below.count; i++)
			for (id = index_referring(index, below.ids[i]); id;
			     id = index_next_referring(index, id)) {
				if (btf_kind(index->btf, id) != KIND_ARRAY)
					continue;
				add(&above, id);
				if (match_array(type, index->btf, id, &element) &&
				    has(elements, element) && !has(found, id))
					add(found, id);
			}
	}
}

static void resolve_reference(const struct index *index, Dwarf_Die *type,
			      struct candidates *found, unsigned int left)
{
	struct candidates targets;
	Dwarf_Die target;
	unsigned int i;
	uint32_t id;

	resolve_below(index, dwarf_type_of(type, &target) ? &target : NULL, &targets, left);
	if (dwarf_tag(type) == DW_TAG_pointer_type)
		resolve_tags(index, type, &targets, left);
	if (targets.count > MOST_CANDIDATES) {
		found->count = targets.count;
		return;
	}
	if (dwarf_tag(type) == DW_TAG_array_type) {
		resolve_array(index, type, &targets, found);
		return;
	}
	for (i = 0; i < targets.count; i++)
		for (id = index_referring(index, targets.ids[i]); id;
		     id = index_next_referring(index, id))
			if (refers_rightly(index, type, id))
				add(found, id);
}

static void resolve_below(const struct index *index, Dwarf_Die *type,
			  struct candidates *found, unsigned int left)
{
	found->count = 0;
	if (!left)
		return;
	if (!type)
		add(found, 0);
	else if (*dwarf_name(type))
		resolve_named(index, type, found);
	else
		resolve_reference(index, type, found, left - 1);
	if (type)
		prefer_own(index, found);
}

void resolve(const struct index *index, Dwarf_Die *type, struct candidates *found)
{
	resolve_below(index, type, found, DWARF_DEEPEST);
}
