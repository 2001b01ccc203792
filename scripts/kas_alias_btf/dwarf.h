/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is asked of an entry of debug information.
 */
#ifndef KAS_ALIAS_BTF_DWARF_H
#define KAS_ALIAS_BTF_DWARF_H

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdbool.h>
#include <stdint.h>

/* Types nest less deep than this, unless somebody made them to, or to go in a circle. */
#define DWARF_DEEPEST 64

/* dwarf_name() - its name, or "": of the entry that it is an instance of, too */
const char *dwarf_name(Dwarf_Die *die);

/* dwarf_type_of() - its type; false: it has none, it is void */
bool dwarf_type_of(Dwarf_Die *die, Dwarf_Die *type);

/*
 * dwarf_type_tag() - what is noted of the target of a pointer, or of a tag of that; false:
 * nothing. Of GCC 16 and later, for the attributes btf_type_tag and btf_decl_tag.
 * @value: gets that of the attribute, "" if it is not btf_type_tag
 */
bool dwarf_type_tag(Dwarf_Die *die, Dwarf_Die *tag, const char **value);

/* dwarf_number() - a constant attribute of its own, or @missing */
uint64_t dwarf_number(Dwarf_Die *die, unsigned int attribute, uint64_t missing);

/*
 * dwarf_first(), dwarf_next() - go through those of its children that have a tag;
 * false behind the last. dwarf_next() replaces @child.
 */
bool dwarf_first(Dwarf_Die *die, int tag, Dwarf_Die *child);
bool dwarf_next(Dwarf_Die *child, int tag);

/* dwarf_strip() - the type below names of types and qualifiers; false: void, or none */
bool dwarf_strip(Dwarf_Die *type);

#endif
