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
 * kas_units_add_tag() - note a tag that was given to a symbol of a unit
 *
 * It does not end in the unit's path where a #line directive in the main file names
 * another file. To be known for the tag of an alias it needs a marker, too.
 */
void kas_units_add_tag(const_tree unit, const char *tag);

/*
 * kas_units_for_each() - call back for each unit that was noted since the last
 * call, then for each file that such a directive named, once for those that look
 * the same in a tag
 * @visit: gets the name of the marker, see grammar.h
 */
void kas_units_for_each(char separator, void (*visit)(const char *name));

#endif
