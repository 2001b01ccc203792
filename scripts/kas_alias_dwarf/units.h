/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The translation units of an object, as they are read into places; see places.h.
 */
#ifndef KAS_ALIAS_DWARF_UNITS_H
#define KAS_ALIAS_DWARF_UNITS_H

#include <stdbool.h>

#include <elfutils/libdw.h>

#include "places.h"

/* The unit that is read. */
struct unit {
	struct places *places;
	Dwarf_Addr bias;
	const char *directory;	/* where it was compiled, or "" */
	const char *name;	/* the main file, as it was named */
	char *main_file;	/* kas_normalise()d */
	Dwarf_Lines *rows;	/* of its line table */
	size_t row_count;
};

/* unit_is_main_file() - is @file the one that was compiled? */
bool unit_is_main_file(const struct unit *unit, const char *file);

/*
 * body_find() - the line on which the body of a function opens
 * @entry: its address in the line table
 * @place: has the file and the line of its declarator
 * Returns the latter where the line table does not tell.
 */
unsigned int body_find(const struct unit *unit, Dwarf_Addr entry, const struct place *place);

/* units_read() - append the places of all units; they are in no order then. */
void units_read(struct places *places);

#endif
