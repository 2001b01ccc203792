/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The translation units of an image.
 *
 * The local symbols of an object follow its STT_FILE symbol (ELF gABI, "Symbol
 * Table"). ld.bfd makes such a symbol for an object that has none; gold and lld do
 * not, so there the symbols of such an object stand behind those of another, and
 * behind its unit marker (grammar.h), which is the last that the plugin writes.
 */
#ifndef KAS_ALIAS_UNITS_H
#define KAS_ALIAS_UNITS_H

#include <stdbool.h>
#include <stdint.h>

struct symbols;

/* The symbols from one STT_FILE symbol up to the next. */
struct unit_group {
	uint32_t first;		/* the STT_FILE symbol; 0: before the first */
	uint32_t marker, marker_count;	/* in units->markers */
};

struct units {
	struct unit_group *groups;
	uint32_t group_count;
	uint32_t *markers;	/* the unit markers, in the order of .symtab */
	uint32_t marker_count;
};

/* units_find() - what the symbols, whose classes must be known, tell of units */
void units_find(struct units *units, const struct symbols *symbols);
void units_free(struct units *units);

/* units_group() - the group that a local symbol is in */
const struct unit_group *units_group(const struct units *units, uint32_t symbol);

/* units_has_tag() - can a tag be of one of the units of a group? */
bool units_has_tag(const struct units *units, const struct symbols *symbols,
		   const struct unit_group *group, const char *tag);

/*
 * units_tag() - the tag of the unit that a local symbol belongs to, for one whose
 * line is not known; NULL where the unit is not known, or is one of several
 */
const char *units_tag(const struct units *units, const struct symbols *symbols,
		      uint32_t symbol);

#endif
