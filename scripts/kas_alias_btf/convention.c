// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Are a function's arguments where the calling convention has them? See convention.h.
 *
 * The rule is that of pahole, which leaves a function out of BTF if one of its arguments
 * is in another register than the convention's ("unexpected_reg"; dwarf_loader.c,
 * parameter__new() and parameter__reg()): a program that reads it by the prototype would
 * read something else. It is kept more strictly here. pahole lets pass an argument for
 * which debug information names no register ("optimized"), since it compares all functions
 * of a name and knows from their suffix which ones the compiler changed; and it stops to
 * look where a structure is passed by value, or where one is packed ("uncertain_parm_loc";
 * btf_encoder.c, ftype__has_uncertain_arg_loc()). A wrong argument is worse than none, so
 * here
 *
 *   - the first place of an argument, or its value at entry, has to be its register;
 *   - an argument without a place is one that was optimised away;
 *   - registers that a structure takes are counted, on x86-64, whose rule for these
 *     (System V ABI, 3.2.3) is known here; elsewhere it means "not certain".
 */
#include <elf.h>
#include <string.h>

#include "convention.h"

#define MOST_REGISTERS 8

/* Registers for arguments, by their number in DWARF. */
struct convention {
	uint16_t machine;
	uint8_t count, registers[MOST_REGISTERS];
};

static const struct convention conventions[] = {
	{ EM_X86_64,  6, { 5, 4, 1, 2, 8, 9 } },
	{ EM_AARCH64, 8, { 0, 1, 2, 3, 4, 5, 6, 7 } },
	{ EM_RISCV,   8, { 10, 11, 12, 13, 14, 15, 16, 17 } },
	{ EM_PPC64,   8, { 3, 4, 5, 6, 7, 8, 9, 10 } },
	{ EM_S390,    5, { 2, 3, 4, 5, 6 } },
};

#define WORD 8	/* bytes of a register, of all of these */

static const struct convention *find_convention(uint16_t machine)
{
	size_t i;

	for (i = 0; i < sizeof(conventions) / sizeof(*conventions); i++)
		if (conventions[i].machine == machine)
			return &conventions[i];
	return NULL;
}

static bool is_structure(int tag)
{
	return tag == DW_TAG_structure_type || tag == DW_TAG_class_type ||
	       tag == DW_TAG_union_type;
}

static bool is_float(Dwarf_Die *type)
{
	uint64_t encoding = dwarf_number(type, DW_AT_encoding, 0);

	return dwarf_tag(type) == DW_TAG_base_type &&
	       (encoding == DW_ATE_float || encoding == DW_ATE_complex_float ||
		encoding == DW_ATE_decimal_float || encoding == DW_ATE_imaginary_float);
}

/* The element of an array, and the type itself of what is none. */
static bool element_of(Dwarf_Die *type)
{
	while (dwarf_strip(type)) {
		if (dwarf_tag(type) != DW_TAG_array_type)
			return true;
		if (!dwarf_type_of(type, type))
			return false;
	}
	return false;
}

/*
 * Does a structure hold nothing but integers and pointers, each where it is aligned as
 * ever? Anything else goes elsewhere.
 */
static bool is_plain(Dwarf_Die *structure, unsigned int left)
{
	Dwarf_Die member, type;
	bool more;

	if (!left || dwarf_hasattr(structure, DW_AT_alignment))
		return false;
	for (more = dwarf_first(structure, DW_TAG_member, &member); more;
	     more = dwarf_next(&member, DW_TAG_member)) {
		uint64_t place = dwarf_number(&member, DW_AT_data_member_location, 0);
		Dwarf_Word size;

		if (dwarf_hasattr(&member, DW_AT_alignment) ||
		    !dwarf_type_of(&member, &type) || !element_of(&type) || is_float(&type))
			return false;
		if (is_structure(dwarf_tag(&type))) {
			if (!is_plain(&type, left - 1))
				return false;
		} else if (!dwarf_hasattr(&member, DW_AT_bit_size) &&
			   (dwarf_aggregate_size(&type, &size) || !size || place % size)) {
			return false;
		}
	}
	return true;
}

/* The register that an expression, alone or as the first of its pieces, names, or -1. */
static int register_of(const Dwarf_Op *ops, size_t count, bool in_pieces)
{
	if (count > 1 && ops[count - 1].atom == DW_OP_stack_value)
		count--;
	if (count != 1 && !(in_pieces && count > 1 && ops[1].atom == DW_OP_piece))
		return -1;
	return ops->atom >= DW_OP_reg0 && ops->atom <= DW_OP_reg31 ?
	       ops->atom - DW_OP_reg0 : -1;
}

/* ... that it takes the value at entry of, or -1 */
static int entry_register_of(Dwarf_Attribute *location, Dwarf_Op *ops, size_t count)
{
	Dwarf_Attribute entry;
	Dwarf_Op *entry_ops;
	size_t entry_count;

	if (count > 1 && ops[count - 1].atom == DW_OP_stack_value)
		count--;
	if (count != 1 || (ops->atom != DW_OP_entry_value &&
			   ops->atom != DW_OP_GNU_entry_value))
		return -1;
	if (dwarf_getlocation_attr(location, ops, &entry) ||
	    dwarf_getlocation(&entry, &entry_ops, &entry_count))
		return -1;
	return register_of(entry_ops, entry_count, false);
}

static bool is_in_register(Dwarf_Die *parameter, int wanted, bool in_pieces)
{
	Dwarf_Addr base, start, end;
	Dwarf_Attribute location;
	ptrdiff_t offset = 0;
	bool is_first = true;
	size_t count;
	Dwarf_Op *ops;

	if (!dwarf_attr(parameter, DW_AT_location, &location))
		return false;
	while ((offset = dwarf_getlocations(&location, offset, &base, &start, &end,
					    &ops, &count)) > 0) {
		if (!count)
			continue;
		if ((is_first && register_of(ops, count, in_pieces) == wanted) ||
		    entry_register_of(&location, ops, count) == wanted)
			return true;
		is_first = false;
	}
	return false;
}

static bool parameter_is_kept(const struct convention *convention, unsigned int *used,
			      Dwarf_Die *parameter)
{
	bool is_wide, by_value;
	unsigned int words;
	Dwarf_Die type;
	Dwarf_Word size;

	if (!dwarf_type_of(parameter, &type) || !dwarf_strip(&type) ||
	    dwarf_aggregate_size(&type, &size) || is_float(&type))
		return false;
	by_value = is_structure(dwarf_tag(&type));
	is_wide = size > WORD;
	words = (size + WORD - 1) / WORD;
	if ((by_value || is_wide) &&
	    (convention->machine != EM_X86_64 || (by_value && !is_plain(&type, 16))))
		return false;
	/* All of it is in registers, or all of it in memory, which takes none. */
	if (words > 2 || *used + words > convention->count)
		return true;
	*used += words;
	if (!words)
		return true;
	if (is_in_register(parameter, convention->registers[*used - words], is_wide))
		return true;
	/*
	 * GCC often tells only where in its frame a function keeps a structure. What it
	 * got it in is not open: only a clone, which has another name, gets it otherwise.
	 */
	return by_value && dwarf_hasattr(parameter, DW_AT_location);
}

bool convention_is_kept(uint16_t machine, Dwarf_Die *function)
{
	const struct convention *convention = find_convention(machine);
	unsigned int used = 0;
	Dwarf_Die parameter, result;
	Dwarf_Word size;
	bool more;

	if (!convention)
		return false;
	/* A structure that is returned in memory has its address as first argument. */
	if (dwarf_type_of(function, &result) && dwarf_strip(&result) &&
	    is_structure(dwarf_tag(&result)) &&
	    (dwarf_aggregate_size(&result, &size) || size > 2 * WORD ||
	     convention->machine != EM_X86_64))
		return false;
	for (more = dwarf_first(function, DW_TAG_formal_parameter, &parameter); more;
	     more = dwarf_next(&parameter, DW_TAG_formal_parameter))
		if (!parameter_is_kept(convention, &used, &parameter))
			return false;
	return true;
}
