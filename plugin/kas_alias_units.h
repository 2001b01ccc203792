/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The translation units that an output holds code or data of: one, but at link
 * time.
 */
#ifndef KAS_ALIAS_UNITS_H
#define KAS_ALIAS_UNITS_H

/* kas_units_add() - note a unit, as kas_source_unit() gives it. */
void kas_units_add(const_tree unit);

/*
 * kas_units_for_each() - call back for each that was noted since the last call,
 * once for those that look the same in a tag
 * @visit: gets the name of the unit's marker, see grammar.h
 */
void kas_units_for_each(char separator, void (*visit)(const char *name));

#endif
