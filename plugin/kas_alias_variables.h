/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is known of variables only while they are parsed: where each was defined
 * first.
 */
#ifndef KAS_ALIAS_VARIABLES_H
#define KAS_ALIAS_VARIABLES_H

/* kas_variables_watch() - note every variable from now on; once, at start. */
void kas_variables_watch(const char *plugin);

/*
 * kas_variable_place() - where a variable was written
 *
 * The first declaration of it that is not "extern", as DW_AT_decl_line has it:
 * later ones, such as EXPORT_SYMBOL() makes, move the declaration's location.
 * At link time those are all that is known, and of what a precompiled header
 * declares, for it holds nothing of a plugin: GCC writes only its own roots of
 * garbage collection (gt_pch_save in gcc/ggc-common.cc). Tables that GCC makes of a switch
 * have no place.
 */
location_t kas_variable_place(tree variable);

#endif
