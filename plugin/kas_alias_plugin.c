// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias: give every local symbol a name of its own
 *
 * For each symbol that a translation unit defines, writes an alias that says
 * where in the source it was written:
 *
 *	.equiv	"name_show@drivers_rtc_sysfs_c_26", "name_show"
 *
 * The code, the data and the symbols that were there stay as they are. See
 * scripts/kas_alias/form.h for the form of an alias. scripts/kas_alias/kas_alias
 * drops the aliases of names that turned out unique: see
 * Documentation/kbuild/kas-alias.rst.
 *
 * Debugging: -fplugin-arg-kas_alias_plugin-verbose tells of each alias, -S shows
 * them; for GCC itself, gcc -wrapper gdb,--args, and a breakpoint at
 * kas_symbols_write once the plugin is loaded.
 */
#include "gcc-plugin.h"
#include "plugin-version.h"
#include "diagnostic-core.h"

#include "kas_alias_asm.h"
#include "kas_alias_functions.h"
#include "kas_alias_options.h"
#include "kas_alias_source.h"
#include "kas_alias_symbols.h"
#include "kas_alias_variables.h"

int plugin_is_GPL_compatible;

static struct plugin_info kas_alias_info = {
	.version	= "1",
	.help		= "aliases for local symbols that say where they were written\n"
			  "srctree=DIR\troot of the sources (default: the working directory)\n"
			  "objtree=DIR\troot of generated sources\n"
			  "module=NAME\tname of the external module that is compiled\n"
			  "moddir=DIR\troot of the module's sources (default: srctree)\n"
			  "separator=@|.\tbetween symbol and tag (default: @)\n"
			  "tag=line|file\tfile and line, or the file only (default: line)\n"
			  "level=functions|data|all\n\t\twhich symbols (default: data)\n"
			  "max-length=N\tof an alias, in bytes (default: 511)\n"
			  "verbose\t\ttell of each alias\n"
			  "disable\t\tdo nothing\n",
};

static struct kas_options options;

static void start_passes(void *, void *)
{
	if (!seen_error())
		kas_asm_note_toplevel();
}

/*
 * The first event after "free_lang_data", which names all symbols of a unit that
 * is to be streamed. It comes for each pass over all functions; the labels are
 * there once.
 */
static void start_early_passes(void *, void *)
{
	if (flag_generate_lto && !in_lto_p && !seen_error())
		kas_symbols_stream(&options);
}

static void finish_unit(void *, void *)
{
	if (!seen_error())
		kas_symbols_write(&options);
}

/* GCC's own check, plugin_default_version_check(), does not say which is which. */
static bool check_version(const char *plugin, struct plugin_gcc_version *compiler)
{
	if (plugin_default_version_check(compiler, &gcc_version))
		return true;
	error("plugin %qs was built for GCC %s %s, but this is GCC %s %s: build it again",
	      plugin, gcc_version.basever, gcc_version.datestamp,
	      compiler->basever, compiler->datestamp);
	if (!strcmp(compiler->basever, gcc_version.basever) &&
	    !strcmp(compiler->datestamp, gcc_version.datestamp))
		inform(UNKNOWN_LOCATION,
		       "same version, but configured otherwise: %s, not %s",
		       compiler->configuration_arguments,
		       gcc_version.configuration_arguments);
	return false;
}

int plugin_init(struct plugin_name_args *info,
		struct plugin_gcc_version *compiler)
{
	const char *plugin = info->base_name;

	if (!check_version(plugin, compiler))
		return 1;
	/* The errors make the compilation fail; let GCC report its own too. */
	if (!kas_options_parse(info, &options))
		return 0;
	kas_options_hide(info);
	if (options.disable)
		return 0;

	register_callback(plugin, PLUGIN_INFO, NULL, &kas_alias_info);
	register_callback(plugin, PLUGIN_ALL_IPA_PASSES_START, start_passes, NULL);
	register_callback(plugin, PLUGIN_EARLY_GIMPLE_PASSES_START,
			  start_early_passes, NULL);
	register_callback(plugin, PLUGIN_FINISH_UNIT, finish_unit, NULL);
	kas_source_watch(plugin);
	kas_functions_watch(plugin);
	kas_variables_watch(plugin);
	return 0;
}
