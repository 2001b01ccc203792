/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which of the places at an address is a symbol's, by their names.
 */
#ifndef KAS_ALIAS_DWARF_MATCH_H
#define KAS_ALIAS_DWARF_MATCH_H

#include "places.h"

/* match_order() - compare two places at one address as match_find() wants them sorted */
int match_order(const struct place *one, const struct place *other);

/*
 * match_find() - the place of a symbol
 * @begin: all places at the symbol's address, in their order, up to @end
 * @size: of the symbol
 * Returns NULL if none is, or several are; those with the symbol's size go before others.
 * Takes time for the parts of the symbol's name, not for all places.
 */
const struct place *match_find(const struct place *begin, const struct place *end,
			       const char *symbol, uint64_t size);

#endif
