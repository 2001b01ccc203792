// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of top-level asm statements; see kas_alias_asm.h.
 */
#include "gcc-plugin.h"
#include "tree.h"
#include "memmodel.h"
#include "tm_p.h"
#include "function.h"
#include "cgraph.h"

#include "kas_alias_asm.h"
#include "kas_alias_labels.h"

struct asm_label {
	char *name;
	bool bindings[KAS_LABEL_WEAK + 1];	/* by enum kas_label_kind */
};

static vec<asm_label> labels;
static hash_map<nofree_string_hash, unsigned int> *places;

static void note_label(enum kas_label_kind kind, const char *start,
		       size_t length, void *)
{
	char *name = xstrndup(start, length);
	bool known;
	unsigned int &place = places->get_or_insert(name, &known);

	if (!known) {
		asm_label label = { name, { false, false, false } };

		place = labels.length();
		labels.safe_push(label);
	} else {
		free(name);
	}
	labels[place].bindings[kind] = true;
}

/*
 * The statements are freed as soon as they were written (cgraphunit.cc,
 * output_in_order). At link time none says which unit it comes from.
 */
static void note_statements(void *, void *)
{
	asm_node *node;

	if (in_lto_p)
		return;
	places = new hash_map<nofree_string_hash, unsigned int>;
	for (node = symtab->first_asm_symbol(); node; node = node->next)
		if (TREE_CODE(node->asm_str) == STRING_CST)
			kas_labels_scan(TREE_STRING_POINTER(node->asm_str),
					note_label, NULL);
	delete places;
}

void kas_asm_watch(const char *plugin)
{
	register_callback(plugin, PLUGIN_ALL_IPA_PASSES_START, note_statements,
			  NULL);
}

void kas_asm_for_each_label(void (*visit)(const char *name, bool global))
{
	unsigned int i;

	for (i = 0; i < labels.length(); i++)
		if (labels[i].bindings[KAS_LABEL] &&
		    !labels[i].bindings[KAS_LABEL_WEAK])
			visit(labels[i].name, labels[i].bindings[KAS_LABEL_GLOBAL]);
}
