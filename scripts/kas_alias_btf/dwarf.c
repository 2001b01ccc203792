// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is asked of an entry of debug information; see dwarf.h.
 */
#include "dwarf.h"

const char *dwarf_name(Dwarf_Die *die)
{
	Dwarf_Attribute attribute;
	const char *name;

	name = dwarf_formstring(dwarf_attr_integrate(die, DW_AT_name, &attribute));
	return name ? name : "";
}

bool dwarf_type_of(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute attribute;

	return dwarf_formref_die(dwarf_attr_integrate(die, DW_AT_type, &attribute), type) &&
	       dwarf_tag(type) != DW_TAG_unspecified_type;
}

uint64_t dwarf_number(Dwarf_Die *die, unsigned int attribute, uint64_t missing)
{
	Dwarf_Attribute found;
	Dwarf_Word value;

	return dwarf_formudata(dwarf_attr(die, attribute, &found), &value) ?
	       missing : value;
}

bool dwarf_first(Dwarf_Die *die, int tag, Dwarf_Die *child)
{
	if (dwarf_child(die, child))
		return false;
	return dwarf_tag(child) == tag || dwarf_next(child, tag);
}

bool dwarf_next(Dwarf_Die *child, int tag)
{
	do {
		if (dwarf_siblingof(child, child))
			return false;
	} while (dwarf_tag(child) != tag);
	return true;
}

bool dwarf_strip(Dwarf_Die *type)
{
	while (true) {
		switch (dwarf_tag(type)) {
		case DW_TAG_typedef:
		case DW_TAG_const_type:
		case DW_TAG_volatile_type:
		case DW_TAG_restrict_type:
		case DW_TAG_atomic_type:
			if (!dwarf_type_of(type, type))
				return false;
			break;
		default:
			return true;
		}
	}
}
