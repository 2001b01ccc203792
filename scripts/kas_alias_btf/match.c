// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Is a type of debug information that one of BTF? See match.h.
 */
#include <string.h>

#include "match.h"

/* What is left to be looked at: named structures as a whole, or their names only. */
struct depth {
	unsigned int left;
	bool members;
};

static bool same(Dwarf_Die *type, const struct btf *btf, uint32_t id, struct depth depth);

/* Is the type of an entry, which may be void, that one? */
static bool same_target(Dwarf_Die *die, const struct btf *btf, uint32_t id,
			struct depth depth)
{
	Dwarf_Die target;

	return same(dwarf_type_of(die, &target) ? &target : NULL, btf, id, depth);
}

bool match_is_declaration(Dwarf_Die *type)
{
	return dwarf_hasattr(type, DW_AT_declaration);
}

/* The number of elements; without a bound, or with one that is no constant, 0. */
static uint32_t range_length(Dwarf_Die *range)
{
	uint64_t count = dwarf_number(range, DW_AT_count, UINT64_MAX);

	if (count == UINT64_MAX)
		count = dwarf_number(range, DW_AT_upper_bound, UINT64_MAX) + 1;
	return count;
}

unsigned int match_array_dimensions(Dwarf_Die *array)
{
	unsigned int count = 0;
	Dwarf_Die range;
	bool more;

	for (more = dwarf_first(array, DW_TAG_subrange_type, &range); more;
	     more = dwarf_next(&range, DW_TAG_subrange_type))
		count++;
	return count;
}

/* An array for each dimension, the last one of the elements themselves. */
static bool is_nested(Dwarf_Die *array, const struct btf *btf, uint32_t *id)
{
	struct btf_type type;
	Dwarf_Die range;
	bool more;

	for (more = dwarf_first(array, DW_TAG_subrange_type, &range); more;
	     more = dwarf_next(&range, DW_TAG_subrange_type)) {
		btf_get(btf, *id, &type);
		if (type.kind != KIND_ARRAY || btf_tail(&type, 2) != range_length(&range))
			return false;
		*id = btf_tail(&type, 0);
	}
	return true;
}

/* One array for all dimensions together. */
static bool is_flat(Dwarf_Die *array, const struct btf *btf, uint32_t *id)
{
	struct btf_type type;
	uint32_t length = 1;
	Dwarf_Die range;
	bool more;

	for (more = dwarf_first(array, DW_TAG_subrange_type, &range); more;
	     more = dwarf_next(&range, DW_TAG_subrange_type))
		length *= range_length(&range);
	btf_get(btf, *id, &type);
	if (type.kind != KIND_ARRAY || btf_tail(&type, 2) != length)
		return false;
	*id = btf_tail(&type, 0);
	return true;
}

bool match_array(Dwarf_Die *array, const struct btf *btf, uint32_t id, uint32_t *element)
{
	*element = id;
	if (is_nested(array, btf, element))
		return *element != id;
	*element = id;
	return is_flat(array, btf, element);
}

static uint64_t bit_offset(Dwarf_Die *member)
{
	uint64_t bits = dwarf_number(member, DW_AT_data_bit_offset, UINT64_MAX);

	return bits != UINT64_MAX ? bits :
	       dwarf_number(member, DW_AT_data_member_location, 0) * 8;
}

static bool same_member(Dwarf_Die *member, const struct btf_type *type, uint32_t index,
			struct depth depth)
{
	uint32_t place = btf_tail(type, index * 3 + 2);
	uint32_t offset = type->flag ? place & 0xffffff : place;
	uint64_t bits = dwarf_number(member, DW_AT_bit_size, 0);

	if (strcmp(dwarf_name(member), btf_tail_name(type, index * 3)))
		return false;
	if (bits != (type->flag ? place >> 24 : 0))
		return false;
	/* DWARF 3 counts the bits from the other end. */
	if (!dwarf_hasattr(member, DW_AT_bit_offset) && bit_offset(member) != offset)
		return false;
	return same_target(member, type->btf, btf_tail(type, index * 3 + 1), depth);
}

static bool same_members(Dwarf_Die *die, const struct btf_type *type, struct depth depth)
{
	uint32_t count = 0;
	Dwarf_Die member;
	bool more;

	/* .BTF.base of a module has names and sizes only. */
	if (!type->vlen && type->size && *type->name)
		return true;
	depth.members = false;
	for (more = dwarf_first(die, DW_TAG_member, &member); more;
	     more = dwarf_next(&member, DW_TAG_member))
		if (count == type->vlen || !same_member(&member, type, count++, depth))
			return false;
	return count == type->vlen;
}

static bool same_structure(Dwarf_Die *die, const struct btf_type *type,
			   enum btf_kind kind, struct depth depth)
{
	if (match_is_declaration(die)) {
		if (type->kind == KIND_FWD)
			return type->flag == (kind == KIND_UNION);
		return type->kind == kind;
	}
	/* One unit's declaration is another's definition. */
	if (type->kind == KIND_FWD)
		return !depth.members && type->flag == (kind == KIND_UNION);
	if (type->kind != kind || dwarf_number(die, DW_AT_byte_size, 0) != type->size)
		return false;
	return (*type->name && !depth.members) || same_members(die, type, depth);
}

static bool same_enum(Dwarf_Die *die, const struct btf_type *type)
{
	uint32_t words = type->kind == KIND_ENUM64 ? 3 : 2, count = 0;
	Dwarf_Die value;
	bool more;

	if (type->kind != KIND_ENUM && type->kind != KIND_ENUM64)
		return false;
	/* As pahole has what is only declared. */
	if (match_is_declaration(die))
		return !type->vlen;
	if (dwarf_number(die, DW_AT_byte_size, 0) != type->size)
		return false;
	if (!type->vlen && *type->name)
		return true;
	for (more = dwarf_first(die, DW_TAG_enumerator, &value); more;
	     more = dwarf_next(&value, DW_TAG_enumerator), count++) {
		if (count == type->vlen ||
		    strcmp(dwarf_name(&value), btf_tail_name(type, count * words)))
			return false;
		/* The lower half of one that has two words. */
		if ((uint32_t)dwarf_number(&value, DW_AT_const_value, 0) !=
		    btf_tail(type, count * words + 1))
			return false;
	}
	return count == type->vlen;
}

static bool same_prototype(Dwarf_Die *die, const struct btf_type *type, struct depth depth)
{
	uint32_t count = 0;
	Dwarf_Die child;
	int end;

	if (type->kind != KIND_FUNC_PROTO || !same_target(die, type->btf, type->size, depth))
		return false;
	for (end = dwarf_child(die, &child); !end; end = dwarf_siblingof(&child, &child)) {
		int tag = dwarf_tag(&child);

		if (tag != DW_TAG_formal_parameter && tag != DW_TAG_unspecified_parameters)
			continue;
		if (count == type->vlen)
			return false;
		if (strcmp(dwarf_name(&child), btf_tail_name(type, count * 2)) ||
		    !same_target(&child, type->btf, btf_tail(type, count * 2 + 1), depth))
			return false;
		count++;
	}
	return count == type->vlen;
}

/* Of the tags that refer to another type: the kind, or KIND_VOID. */
static enum btf_kind kind_of_reference(int tag)
{
	switch (tag) {
	case DW_TAG_pointer_type:
		return KIND_PTR;
	case DW_TAG_const_type:
		return KIND_CONST;
	case DW_TAG_volatile_type:
		return KIND_VOLATILE;
	case DW_TAG_restrict_type:
		return KIND_RESTRICT;
	case DW_TAG_typedef:
		return KIND_TYPEDEF;
	default:
		return KIND_VOID;
	}
}

static bool same(Dwarf_Die *die, const struct btf *btf, uint32_t id, struct depth depth)
{
	struct btf_type type;
	uint32_t element;

	if (!depth.left--)
		return false;
	btf_get(btf, id, &type);
	/* An attribute that a person gave the type, which debug info has elsewhere. */
	for (; type.kind == KIND_TYPE_TAG && depth.left; depth.left--) {
		id = type.size;
		btf_get(btf, id, &type);
	}
	if (!die)
		return type.kind == KIND_VOID;
	/* What refers to a type has no name but for typedef, in DWARF as in BTF. */
	if (strcmp(dwarf_name(die), type.name))
		return false;
	switch (dwarf_tag(die)) {
	case DW_TAG_base_type:
		return (type.kind == KIND_INT || type.kind == KIND_FLOAT) &&
		       dwarf_number(die, DW_AT_byte_size, 0) == type.size;
	case DW_TAG_structure_type:
	case DW_TAG_class_type:
		return same_structure(die, &type, KIND_STRUCT, depth);
	case DW_TAG_union_type:
		return same_structure(die, &type, KIND_UNION, depth);
	case DW_TAG_enumeration_type:
		return same_enum(die, &type);
	case DW_TAG_array_type:
		return match_array(die, btf, id, &element) &&
		       same_target(die, btf, element, depth);
	case DW_TAG_subroutine_type:
		return same_prototype(die, &type, depth);
	default:
		return type.kind != KIND_VOID &&
		       type.kind == kind_of_reference(dwarf_tag(die)) &&
		       same_target(die, btf, type.size, depth);
	}
}

bool match(Dwarf_Die *type, const struct btf *btf, uint32_t id)
{
	return same(type, btf, id, (struct depth){ .left = DWARF_DEEPEST, .members = true });
}

bool match_prototype(Dwarf_Die *function, const struct btf *btf, uint32_t id)
{
	struct btf_type type;

	btf_get(btf, id, &type);
	return same_prototype(function, &type,
			      (struct depth){ .left = DWARF_DEEPEST, .members = true });
}
