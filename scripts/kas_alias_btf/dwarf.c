// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is asked of an entry of debug information; see dwarf.h.
 */
#include <string.h>

#include "dwarf.h"

/* Of GCC's include/dwarf2.def; elfutils has no name for it. */
#define DW_AT_GNU_annotation 0x2139

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

bool dwarf_type_tag(Dwarf_Die *die, Dwarf_Die *tag, const char **value)
{
	Dwarf_Attribute attribute;
	const char *found;

	if (!dwarf_formref_die(dwarf_attr(die, DW_AT_GNU_annotation, &attribute), tag))
		return false;
	found = dwarf_formstring(dwarf_attr(tag, DW_AT_const_value, &attribute));
	*value = found && !strcmp(dwarf_name(tag), "btf_type_tag") ? found : "";
	return true;
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
	unsigned int left;

	for (left = DWARF_DEEPEST; left; left--) {
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
	return false;
}
