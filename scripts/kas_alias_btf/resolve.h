/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which types of BTF a type of debug information can be.
 */
#ifndef KAS_ALIAS_BTF_RESOLVE_H
#define KAS_ALIAS_BTF_RESOLVE_H

#include <stdint.h>

#include "dwarf.h"
#include "index.h"

/* More than these are told by .count only. */
#define MOST_CANDIDATES 16

struct candidates {
	uint32_t ids[MOST_CANDIDATES];
	unsigned int count;
};

/*
 * resolve() - find all types that @type, NULL for void, can be
 * Pointers, qualifiers, arrays and prototypes are found by what they refer to, and all
 * others by their name; those that have neither are not found.
 */
void resolve(const struct index *index, Dwarf_Die *type, struct candidates *found);

#endif
