/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where in the source a symbol was written.
 */
#ifndef KAS_ALIAS_SOURCE_H
#define KAS_ALIAS_SOURCE_H

#include "kas_alias_options.h"

/*
 * kas_source_watch() - see to it that a unit that is compiled for link-time
 * optimisation can be told later; once, at start.
 */
void kas_source_watch(const char *plugin);

/*
 * kas_source_init() - get ready to answer kas_source_tag()
 *
 * To be called when the translation unit has been read, since preprocessed
 * input tells only then which file it was made from.
 */
void kas_source_init(const struct kas_options *options);

/*
 * kas_source_unit() - the translation unit of a declaration: at link time there
 * are many. Unlike a declaration it stays as long as the compiler runs.
 */
const_tree kas_source_unit(const_tree decl);

/*
 * kas_source_tag() - the tag of a definition
 * @decl: the function or variable, whose translation unit is the includer, or
 *	that unit itself
 * @location: the place that the tag is to name; where it is unknown, as with
 *	functions that the compiler made, the tag names line 0 of the main file
 *
 * Returns a string to free().
 */
char *kas_source_tag(const_tree decl, location_t location);

/* kas_source_has_lines() - do tags have lines? */
bool kas_source_has_lines(void);

/* kas_source_finish() - free what the others allocated. */
void kas_source_finish(void);

/*
 * kas_source_is_one_line() - do two locations lie in one line of one file?
 *
 * At link time one header can have a name for each unit that included it.
 */
bool kas_source_is_one_line(location_t a, location_t b);

#endif
