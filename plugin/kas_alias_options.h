/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The plugin's arguments, -fplugin-arg-kas_alias_plugin-KEY[=VALUE].
 */
#ifndef KAS_ALIAS_OPTIONS_H
#define KAS_ALIAS_OPTIONS_H

#include "../kas_alias/grammar.h"
#include "../kas_alias/policy.h"
#include "kas_alias_tag.h"

struct kas_options {
	struct kas_trees trees;	/* cwd is set later, when GCC knows it */
	enum kas_level level;
	char separator;
	bool with_line;		/* tag=line */
	bool disable;
	bool verbose;
	size_t max_length;	/* of an alias, in bytes */
};

struct plugin_name_args;

/*
 * kas_options_parse() - read the arguments that GCC hands to the plugin
 *
 * Reports every unknown or malformed one as an error, which fails the
 * compilation, and returns false if there was any. A later argument overrides
 * an earlier one with the same key. The strings stay GCC's, which keeps them.
 */
bool kas_options_parse(const struct plugin_name_args *info,
		       struct kas_options *options);

/*
 * kas_options_hide() - take the plugin out of the options that GCC remembers
 *
 * It writes these into debug information (DW_AT_producer, gen_producer_string() in
 * opts.cc), and the arguments tell in which folder an object was made. Objects have to
 * be the same wherever that is, and debug information the same as without the plugin.
 * To be called when all arguments have been parsed, whose strings stay.
 */
void kas_options_hide(const struct plugin_name_args *info);

#endif
