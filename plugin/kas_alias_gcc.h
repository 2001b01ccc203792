/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What differs between the versions of GCC, 11 to 16. To be included behind
 * GCC's own headers.
 */
#ifndef KAS_ALIAS_GCC_H
#define KAS_ALIAS_GCC_H

#include "bversion.h"

/*
 * 16: the next in the list is a toplevel_node, which statements and symbols have
 * in common; this list holds statements only (cgraph.h, class toplevel_node).
 */
static inline asm_node *kas_next_asm(const asm_node *node)
{
	return static_cast<asm_node *>(node->next);
}

/*
 * 15: a statement outside of functions can have operands (c/c-parser.cc,
 * c_parser_asm_definition). Then it is no string, but an ASM_EXPR, with a
 * location of its own.
 */
static inline bool kas_asm_has_operands(const asm_node *node)
{
	return TREE_CODE(node->asm_str) == ASM_EXPR;
}

/*
 * 16: -flto-toplevel-asm-heuristics takes every word of a statement without
 * operands for the name of a symbol that has to stay, directives like .equiv
 * included (asm-toplevel.cc, ipa_asm_heuristics). What has the form of one with
 * operands it does not read. 15 cannot stream those (lto-streamer-out.cc).
 */
#define KAS_STREAM_ASM_EXPR (BUILDING_GCC_MAJOR >= 16)

/*
 * 11 to 15: the table that a switch became has the place of the switch; 16: none
 * (tree-switch-conversion.cc, build_one_array). So none for all.
 */
static inline bool kas_is_switch_table(const_tree variable)
{
	return DECL_ARTIFICIAL(variable) && DECL_NAME(variable) &&
	       !strncmp(IDENTIFIER_POINTER(DECL_NAME(variable)), "CSWTCH", 6);
}

#endif
