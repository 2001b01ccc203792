// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The plugin's arguments; see kas_alias_options.h.
 */
#include "gcc-plugin.h"
#include "diagnostic-core.h"
#include "opts.h"
#include "toplev.h"

#include "kas_alias_options.h"

enum option_key {
	OPTION_SRCTREE, OPTION_OBJTREE, OPTION_MODDIR, OPTION_MODULE,
	OPTION_SEPARATOR, OPTION_TAG, OPTION_LEVEL, OPTION_MAX_LENGTH,
	OPTION_DISABLE, OPTION_VERBOSE,
};

static const struct option_form {
	const char *key;
	enum option_key option;
	const char *value;	/* what is expected, NULL for a bare key */
} forms[] = {
	{ "srctree",	OPTION_SRCTREE,		"a directory" },
	{ "objtree",	OPTION_OBJTREE,		"a directory" },
	{ "moddir",	OPTION_MODDIR,		"a directory" },
	{ "module",	OPTION_MODULE,		"a module's name" },
	{ "separator",	OPTION_SEPARATOR,	"'@' or '.'" },
	{ "tag",	OPTION_TAG,		"'line' or 'file'" },
	{ "level",	OPTION_LEVEL,		"'functions', 'data' or 'all'" },
	{ "max-length",	OPTION_MAX_LENGTH,	"a number from 32 to 65535" },
	{ "disable",	OPTION_DISABLE,		NULL },
	{ "verbose",	OPTION_VERBOSE,		NULL },
};

static bool parse_max_length(const char *text, size_t *length)
{
	unsigned long number;
	char *end;

	if (!ISDIGIT(text[0]))
		return false;
	errno = 0;
	number = strtoul(text, &end, 10);
	if (*end || errno || number < 32 || number > 65535)
		return false;
	*length = number;
	return true;
}

static bool parse_separator(const char *text, char *separator)
{
	*separator = kas_parse_separator(text);
	return *separator != '\0';
}

static bool parse_tag(const char *text, bool *with_line)
{
	*with_line = !strcmp(text, "line");
	return *with_line || !strcmp(text, "file");
}

static bool parse_string(const char *text, const char **string)
{
	*string = text;
	return text[0] != '\0';
}

static bool parse_value(enum option_key option, const char *value,
			struct kas_options *options)
{
	switch (option) {
	case OPTION_SRCTREE:
		return parse_string(value, &options->trees.srctree);
	case OPTION_OBJTREE:
		return parse_string(value, &options->trees.objtree);
	case OPTION_MODDIR:
		return parse_string(value, &options->trees.moddir);
	case OPTION_MODULE:
		return parse_string(value, &options->trees.module);
	case OPTION_SEPARATOR:
		return parse_separator(value, &options->separator);
	case OPTION_TAG:
		return parse_tag(value, &options->with_line);
	case OPTION_LEVEL:
		return kas_level_parse(value, &options->level);
	case OPTION_MAX_LENGTH:
		return parse_max_length(value, &options->max_length);
	case OPTION_DISABLE:
		options->disable = true;
		return true;
	case OPTION_VERBOSE:
		options->verbose = true;
		return true;
	}
	gcc_unreachable();
}

static const struct option_form *find_form(const char *key)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(forms); i++)
		if (!strcmp(forms[i].key, key))
			return &forms[i];
	return NULL;
}

/* Is this an argument of the plugin? */
static bool is_argument_of(const char *plugin, const struct cl_decoded_option *option)
{
	size_t length = strlen(plugin);

	return option->opt_index == OPT_fplugin_arg_ &&
	       !strncmp(option->arg, plugin, length) && option->arg[length] == '-';
}

/*
 * The value of the plugin's argument number @index as it was given: GCC cuts off
 * the end of one that holds a '=' (plugin.cc, parse_plugin_arg_opt).
 */
static const char *given_value(const char *plugin, int index)
{
	unsigned int i;

	for (i = 0; i < save_decoded_options_count; i++) {
		const struct cl_decoded_option *option = &save_decoded_options[i];

		if (is_argument_of(plugin, option) && !index--)
			return strchr(option->arg, '=') + 1;
	}
	gcc_unreachable();
}

static bool parse_argument(const struct plugin_name_args *info, int index,
			   struct kas_options *options)
{
	const struct plugin_argument *argument = &info->argv[index];
	const struct option_form *form = find_form(argument->key);
	const char *plugin = info->base_name, *value;

	if (!form) {
		error("plugin %qs: unknown argument %qs", plugin, argument->key);
		return false;
	}
	if (!form->value && argument->value) {
		error("plugin %qs: argument %qs takes no value", plugin,
		      argument->key);
		return false;
	}
	if (form->value && !argument->value) {
		error("plugin %qs: argument %qs needs a value: %s", plugin,
		      argument->key, form->value);
		return false;
	}
	value = form->value ? given_value(plugin, index) : NULL;
	if (!parse_value(form->option, value, options)) {
		error("plugin %qs: argument %qs: bad value %qs: must be %s",
		      plugin, argument->key, value, form->value);
		return false;
	}
	return true;
}

bool kas_options_parse(const struct plugin_name_args *info,
		       struct kas_options *options)
{
	bool good = true;
	int i;

	memset(options, 0, sizeof(*options));
	options->level = KAS_LEVEL_DATA;
	options->separator = KAS_SEPARATORS[0];
	options->with_line = true;
	options->max_length = KAS_MAX_LENGTH;

	for (i = 0; i < info->argc; i++)
		if (!parse_argument(info, i, options))
			good = false;
	if (options->trees.moddir && !options->trees.module) {
		error("plugin %qs: argument %qs needs %qs", info->base_name,
		      "moddir", "module");
		good = false;
	}
	return good;
}

/* Does this option load the plugin, by its path or its name? */
static bool loads(const char *plugin, const struct cl_decoded_option *option)
{
	size_t length = strlen(plugin);
	const char *name;

	if (option->opt_index != OPT_fplugin_)
		return false;
	name = lbasename(option->arg);
	return !strncmp(name, plugin, length) && (!name[length] || name[length] == '.');
}

void kas_options_hide(const struct plugin_name_args *info)
{
	const char *plugin = info->base_name;
	unsigned int i, kept = 0;

	for (i = 0; i < save_decoded_options_count; i++) {
		const struct cl_decoded_option *option = &save_decoded_options[i];

		if (!loads(plugin, option) && !is_argument_of(plugin, option))
			save_decoded_options[kept++] = *option;
	}
	save_decoded_options_count = kept;
}
