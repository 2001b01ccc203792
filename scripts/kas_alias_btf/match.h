/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Is a type of debug information that one of BTF?
 *
 * Debug information has each type once for each unit, BTF once in all, so there is
 * nothing but the type itself to tell. Named structures are the same if name, size
 * and members are, with the names of the members' types; a look into those as well
 * would go through half of the kernel's types. Where that tells no difference there
 * are two types that it fits, and the caller takes none.
 */
#ifndef KAS_ALIAS_BTF_MATCH_H
#define KAS_ALIAS_BTF_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "btf.h"
#include "dwarf.h"

/* match() - @type is NULL for void */
bool match(Dwarf_Die *type, const struct btf *btf, uint32_t id);

/* match_prototype() - the same for a function's, or what a pointer to one has */
bool match_prototype(Dwarf_Die *function, const struct btf *btf, uint32_t id);

/*
 * match_array() - are the dimensions of an array those of that type? @element gets the type
 * of the elements. pahole 1.32 writes an array of arrays; 1.24, one of all elements.
 * match_array_dimensions() - how many they are
 */
bool match_array(Dwarf_Die *array, const struct btf *btf, uint32_t id, uint32_t *element);
unsigned int match_array_dimensions(Dwarf_Die *array);

/* match_is_declaration() - is it a structure that is declared only? */
bool match_is_declaration(Dwarf_Die *type);

#endif
