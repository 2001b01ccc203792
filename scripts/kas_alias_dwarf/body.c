// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where the bodies of functions open, by line tables; see units.h.
 */
#include <string.h>

#include "units.h"

/* The first row of the line table at an address or behind it. */
static size_t find_row(const struct unit *unit, Dwarf_Addr address)
{
	size_t low = 0, high = unit->row_count;
	Dwarf_Addr here;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (dwarf_lineaddr(dwarf_onesrcline(unit->rows, middle), &here))
			return unit->row_count;
		if (here < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_in_file(const struct unit *unit, Dwarf_Line *row, const char *file)
{
	const char *here = dwarf_linesrc(row, NULL, NULL);

	return here && (file ? !strcmp(here, file) : unit_is_main_file(unit, here));
}

/*
 * The body has the least line at or behind the declarator's: what is in front of the
 * function can end in rows at its address, and statements begin there, too. Clang has no
 * row for the body of a function that needs no prologue: there the first row ends it, and
 * is of a statement, perhaps one that was inlined from elsewhere.
 */
unsigned int body_find(const struct unit *unit, Dwarf_Addr entry, const struct place *place)
{
	size_t i = find_row(unit, entry);
	bool ends_sequence, ends_prologue;
	int line, least = 0;
	Dwarf_Addr here;

	for (; i < unit->row_count; i++) {
		Dwarf_Line *row = dwarf_onesrcline(unit->rows, i);

		if (dwarf_lineaddr(row, &here) || here != entry)
			break;
		if (dwarf_lineendsequence(row, &ends_sequence) || ends_sequence ||
		    dwarf_lineno(row, &line))
			continue;
		if (dwarf_lineprologueend(row, &ends_prologue) || ends_prologue)
			return place->line;
		if (line >= (int)place->line && (!least || line < least) &&
		    is_in_file(unit, row, place->file))
			least = line;
	}
	return least ? least : (int)place->line;
}
