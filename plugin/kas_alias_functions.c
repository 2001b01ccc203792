// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is known of functions only while they are compiled; see
 * kas_alias_functions.h.
 */
#include "gcc-plugin.h"
#include "tree.h"
#include "stringpool.h"
#include "attribs.h"
#include "memmodel.h"
#include "tm_p.h"
#include "function.h"
#include "rtl.h"
#include "emit-rtl.h"
#include "cgraph.h"
#include "tree-pass.h"
#include "context.h"
#include "varasm.h"

#include "kas_alias_asm.h"
#include "kas_alias_functions.h"
#include "kas_alias_source.h"

struct cold_part {
	tree function;
	char *name;
};

static struct {
	/*
	 * Start of each function by DECL_UID: bodies are freed as soon as they are
	 * written or folded into another's, and with them function_start_locus.
	 */
	hash_map<int_hash<int, -1, -2>, location_t> *starts;
	vec<cold_part> colds;
} functions;

static void note_start(tree decl)
{
	struct function *body = DECL_STRUCT_FUNCTION(decl);

	if (body && LOCATION_LOCUS(body->function_start_locus) > BUILTINS_LOCATION)
		functions.starts->put(DECL_UID(decl), body->function_start_locus);
}

static void note_parsed(void *decl, void *)
{
	note_start((tree)decl);
}

/*
 * The name of the cold part is known when "final" has written it, and
 * forgotten when the next function is split (varasm.cc, final.cc).
 */
static void note_cold(struct function *body)
{
	cold_part part;

	if (!crtl->has_bb_partition || !cold_function_name)
		return;
	part.function = body->decl;
	part.name = xstrdup(IDENTIFIER_POINTER(cold_function_name));
	functions.colds.safe_push(part);
}

namespace {

const pass_data kas_alias_pass_data = {
	RTL_PASS,
	"kas_alias",
	OPTGROUP_NONE,
	TV_NONE,
	0,
	0,
	0,
	0,
	0,
};

/* Comes right after "final", while the insns are there, and changes nothing. */
class kas_alias_pass : public rtl_opt_pass {
public:
	kas_alias_pass(gcc::context *context)
		: rtl_opt_pass(kas_alias_pass_data, context)
	{
	}

	unsigned int execute(function *body)
	{
		note_start(body->decl);
		note_cold(body);
		kas_asm_note_function();
		return 0;
	}
};

}

void kas_functions_watch(const char *plugin)
{
	struct register_pass_info pass;

	functions.starts = new hash_map<int_hash<int, -1, -2>, location_t>;
	pass.pass = new kas_alias_pass(g);
	pass.reference_pass_name = "final";
	pass.ref_pass_instance_number = 1;
	pass.pos_op = PASS_POS_INSERT_AFTER;
	register_callback(plugin, PLUGIN_PASS_MANAGER_SETUP, NULL, &pass);
	register_callback(plugin, PLUGIN_FINISH_PARSE_FUNCTION, note_parsed, NULL);
}

/*
 * Of a function that there are several versions of (target_clones), the one that
 * the others were made from: @node is what calls one of them, an alias of the
 * resolver that chooses, or that. NULL for anything else. GCC gives both the place
 * where it stopped reading (multiple_target.cc, create_dispatcher_calls).
 */
static tree dispatched_function(struct cgraph_node *node)
{
	struct cgraph_function_version_info *version = NULL;
	struct ipa_ref *alias;

	if (node->dispatcher_function)
		version = node->function_version();
	else
		FOR_EACH_ALIAS(node, alias) {
			struct cgraph_node *caller =
				dyn_cast<cgraph_node *>(alias->referring);

			if (caller && caller->dispatcher_function)
				version = caller->function_version();
		}
	if (!version || !version->next)
		return NULL_TREE;
	return version->next->this_node->decl;
}

location_t kas_function_start(tree function)
{
	struct cgraph_node *node = cgraph_node::get(function);
	tree origins[3] = { function, DECL_ABSTRACT_ORIGIN(function), NULL_TREE };
	tree dispatched = node ? dispatched_function(node) : NULL_TREE;
	size_t i;

	if (dispatched)
		return kas_function_start(dispatched);
	if (node && node->clone_of)
		origins[2] = node->clone_of->decl;
	else if (node)
		origins[2] = node->former_clone_of;

	for (i = 0; i < ARRAY_SIZE(origins); i++) {
		location_t *start = NULL;

		if (origins[i])
			start = functions.starts->get(DECL_UID(origins[i]));
		if (start)
			return *start;
	}
	if (node && node->alias) {
		tree target = node->ultimate_alias_target()->decl;

		/* Or folded into another (-fipa-icf): a copy of the same header's? */
		if (lookup_attribute("alias", DECL_ATTRIBUTES(function)) ||
		    kas_source_is_one_line(DECL_SOURCE_LOCATION(function),
					   DECL_SOURCE_LOCATION(target)))
			return kas_function_start(target);
	}
	/* What GCC has for these is the place where it stopped reading. */
	if (DECL_ARTIFICIAL(function) && (DECL_STATIC_CONSTRUCTOR(function) ||
					  DECL_STATIC_DESTRUCTOR(function)))
		return UNKNOWN_LOCATION;
	return DECL_SOURCE_LOCATION(function);
}

void kas_functions_for_each_cold(void (*visit)(tree function,
					       const char *cold_name))
{
	unsigned int i;

	for (i = 0; i < functions.colds.length(); i++)
		visit(functions.colds[i].function, functions.colds[i].name);
}
