/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is known of functions only while they are compiled: where the body
 * opens, and whether a part of it went to the cold section.
 */
#ifndef KAS_ALIAS_FUNCTIONS_H
#define KAS_ALIAS_FUNCTIONS_H

/* kas_functions_watch() - note every function from now on; once, at start. */
void kas_functions_watch(const char *plugin);

/*
 * kas_function_start() - where the body of a function opens
 *
 * The line that debug info would give for its address. For clones, parts and
 * aliases, the body they were made from. Functions that the compiler made have
 * their declaration's location; of constructors it is unknown.
 */
location_t kas_function_start(tree function);

/*
 * kas_functions_for_each_cold() - call back for each function that was split
 * @visit: gets the function and the name of its cold part's symbol
 */
void kas_functions_for_each_cold(void (*visit)(tree function,
					       const char *cold_name));

#endif
