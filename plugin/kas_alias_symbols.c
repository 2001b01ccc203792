// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols that a translation unit defines; see kas_alias_symbols.h.
 */
#include "gcc-plugin.h"
#include "tree.h"
#include "stringpool.h"
#include "memmodel.h"
#include "tm_p.h"
#include "function.h"
#include "cgraph.h"
#include "output.h"
#include "diagnostic-core.h"

#include "kas_alias_asm.h"
#include "kas_alias_emit.h"
#include "kas_alias_functions.h"
#include "kas_alias_gcc.h"
#include "kas_alias_names.h"
#include "kas_alias_source.h"
#include "kas_alias_symbols.h"
#include "kas_alias_units.h"
#include "kas_alias_variables.h"

static const struct kas_options *options;
static FILE *assembler;

/*
 * A name as it will stand in the symbol table: with the prefix that the target
 * has for all (-fleading-underscore), or, where GCC has to take it as it is and
 * marks it so with '*', without that mark, and without the quotes that an author
 * put into asm("\"a name\""), where a backslash keeps '"' and itself.
 */
static char *elf_name(const char *assembler_name)
{
	const char *from = assembler_name + 1;
	char *name, *to;

	if (*assembler_name != '*')
		return concat(user_label_prefix, assembler_name, NULL);
	name = xstrdup(from);
	to = name;
	if (*from++ != '"')
		return name;
	while (*from && *from != '"') {
		if (*from == '\\' && (from[1] == '"' || from[1] == '\\'))
			from++;
		*to++ = *from++;
	}
	*to = '\0';
	return name;
}

/*
 * Write the alias of the symbol @name, which is @decl, or a part of it, or known
 * to the assembler only: then @decl is its translation unit, or NULL.
 */
static void write_alias(const_tree decl, const char *name, location_t location,
			bool global)
{
	char *tag = kas_source_tag(decl, location);
	char *alias = kas_name_alias(options, name, tag);

	if (global)
		kas_emit_marker(assembler, alias, KAS_MARKER_VALUE);
	else
		kas_emit_alias(assembler, alias, name);
	kas_units_add_tag(kas_source_unit(decl), tag);
	if (options->verbose)
		inform(location, "%qs gets the alias %qs", name, alias);
	free(alias);
	free(tag);
}

static bool is_written_definition(const_tree decl)
{
	if (!TREE_ASM_WRITTEN(decl) || DECL_EXTERNAL(decl) || DECL_WEAK(decl) ||
	    !DECL_ASSEMBLER_NAME_SET_P(decl))
		return false;
	if (VAR_P(decl))
		return !DECL_IN_CONSTANT_POOL(decl) && !DECL_HARD_REGISTER(decl);
	return TREE_CODE(decl) == FUNCTION_DECL;
}

/*
 * A static symbol that link-time optimisation made visible to other partitions
 * is no global one to its readers: the final link makes it local again.
 */
static bool is_global(const_tree decl, const char *name)
{
	return TREE_PUBLIC(decl) && !kas_find_lto_suffix(name);
}

static unsigned HOST_WIDE_INT object_size(const_tree decl)
{
	tree size = DECL_SIZE_UNIT(decl);

	return size && tree_fits_uhwi_p(size) ? tree_to_uhwi(size) : 0;
}

static bool is_export(const_tree decl, const char *name)
{
	const char *section = DECL_SECTION_NAME(decl);

	return section && kas_is_export(name, section);
}

static void visit_symbol(symtab_node *node)
{
	tree decl = node->decl;
	bool is_function = TREE_CODE(decl) == FUNCTION_DECL;
	enum kas_kind kind = kas_kind(is_function ? KAS_TYPE_FUNCTION :
						    KAS_TYPE_OBJECT, false);
	char *name;

	/* A constructor that the compiler makes at the end has two nodes. */
	if (symtab_node::get(decl) != node || !is_written_definition(decl))
		return;
	kas_units_add(kas_source_unit(decl));
	name = elf_name(IDENTIFIER_POINTER(DECL_ASSEMBLER_NAME(decl)));
	if (kas_is_counted(name) && !is_export(decl, name) &&
	    kas_level_covers(options->level, name, kind,
			     is_function ? 0 : object_size(decl)))
		write_alias(decl, name,
			    is_function ? kas_function_start(decl) :
					  kas_variable_place(decl),
			    is_global(decl, name));
	free(name);
}

/* The cold part of a function is local, even where the function is global. */
static void visit_cold(tree function, const char *cold_name)
{
	char *name = elf_name(cold_name);

	write_alias(function, name, kas_function_start(function), false);
	free(name);
}

/*
 * A label of an asm statement. GCC keeps no location of most of those outside of
 * functions, so their aliases name line 0. Whether it is code or data the checker
 * sees; the level is left to it.
 */
static void visit_label(const struct kas_asm_label *label)
{
	symtab_node *node =
		symtab_node::get_for_asmname(get_identifier(label->name));

	if (!kas_is_counted(label->name) || kas_is_export(label->name, NULL) ||
	    (node && is_written_definition(node->decl)))
		return;
	kas_emit_if_defined(assembler, label->name);
	write_alias(label->unit, label->name, label->location, label->is_global);
	kas_emit_end_if(assembler);
}

static int compare_order(const void *a, const void *b)
{
	const symtab_node *one = *(symtab_node *const *)a;
	const symtab_node *other = *(symtab_node *const *)b;

	if (one->order != other->order)
		return one->order < other->order ? -1 : 1;
	return (int)DECL_UID(one->decl) - (int)DECL_UID(other->decl);
}

/* In the order of the sources; of the link, where several units are linked. */
static void visit_symbols(void)
{
	auto_vec<symtab_node *> nodes;
	symtab_node *node;
	unsigned int i;

	FOR_EACH_SYMBOL(node)
		nodes.safe_push(node);
	nodes.qsort(compare_order);
	for (i = 0; i < nodes.length(); i++)
		visit_symbol(nodes[i]);
}

static void write_unit(const char *name)
{
	kas_emit_marker(assembler, name, KAS_UNIT_VALUE);
}

/*
 * The checker names what is in none of the lists here after its unit: labels that
 * only the assembler sees can be in a unit that has statements for it.
 */
static void write_units(void)
{
	if (kas_asm_has_toplevel())
		kas_units_add(kas_source_unit(NULL_TREE));
	kas_units_for_each(options->separator, write_unit);
}

static void begin(const struct kas_options *plugin_options, FILE *file)
{
	options = plugin_options;
	assembler = file;
	kas_source_init(options);
	kas_emit_begin(assembler);
}

static void end(void)
{
	kas_emit_end(assembler);
	kas_names_finish();
	kas_source_finish();
}

void kas_symbols_write(const struct kas_options *plugin_options)
{
	/* What is compiled for link-time optimisation only defines nothing yet. */
	if (flag_generate_lto && !flag_fat_lto_objects && !in_lto_p)
		return;
	begin(plugin_options, asm_out_file);
	visit_symbols();
	kas_functions_for_each_cold(visit_cold);
	kas_asm_for_each_label(visit_label);
	write_units();
	end();
}

/* Nothing is written yet: what has a body here will be, here or at link time. */
static void visit_streamed_label(const struct kas_asm_label *label)
{
	symtab_node *node =
		symtab_node::get_for_asmname(get_identifier(label->name));

	if (!node || !node->definition)
		visit_label(label);
}

/* The text as a statement with operands, of which it has none. */
static tree statement_of(const char *text)
{
	char *format = XNEWVEC(char, 2 * strlen(text) + 1), *to = format;
	tree string;

	for (; *text; text++) {
#ifdef ASSEMBLER_DIALECT
		if (strchr("{|}", *text))
			*to++ = '%';
#endif
		if (*text == '%')
			*to++ = '%';
		*to++ = *text;
	}
	*to = '\0';
	string = build_string(to - format + 1, format);
	XDELETEVEC(format);
	return build5(ASM_EXPR, void_type_node, string, NULL_TREE, NULL_TREE,
		      NULL_TREE, NULL_TREE);
}

void kas_symbols_stream(const struct kas_options *plugin_options)
{
	char *text;
	size_t size;
	FILE *file;

	if (!symtab->first_asm_symbol())
		return;
	file = open_memstream(&text, &size);
	if (!file)
		fatal_error(UNKNOWN_LOCATION, "cannot write to memory: %m");
	begin(plugin_options, file);
	kas_asm_for_each_label(visit_streamed_label);
	end();
	if (fclose(file))
		fatal_error(UNKNOWN_LOCATION, "cannot write to memory: %m");
	if (size)
		symtab->finalize_toplevel_asm(KAS_STREAM_ASM_EXPR ?
					      statement_of(text) :
					      build_string(size, text));
	free(text);
}
