// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of asm statements; see kas_alias_asm.h.
 */
#include "gcc-plugin.h"
#include "tree.h"
#include "memmodel.h"
#include "tm_p.h"
#include "function.h"
#include "rtl.h"
#include "emit-rtl.h"
#include "cgraph.h"
#include "stringpool.h"
#include "output.h"

#include "kas_alias_asm.h"
#include "kas_alias_gcc.h"
#include "kas_alias_labels.h"
#include "kas_alias_source.h"

/* All that statements say of one name. */
struct asm_symbol {
	struct kas_asm_label label;
	bool kinds[KAS_LABEL_KINDS];
	char *base;		/* what it was equated to last, or NULL */
	bool visited;
};

static vec<asm_symbol> symbols;
static hash_map<nofree_string_hash, unsigned int> *places;

/* A name as it will stand in the symbol table, see elf_name(). */
static char *copy_name(const char *start, size_t length)
{
	char *name = XNEWVEC(char, length + 1), *to = name;
	const char *end = start + length;

	while (start < end) {
		if (*start == '\\' && (start[1] == '"' || start[1] == '\\'))
			start++;
		*to++ = *start++;
	}
	*to = '\0';
	return name;
}

static asm_symbol *find_symbol(const char *name)
{
	unsigned int *place = places ? places->get(name) : NULL;

	return place ? &symbols[*place] : NULL;
}

/* @name is freed, or becomes the symbol's. */
static asm_symbol *find_or_add_symbol(char *name)
{
	asm_symbol *known = find_symbol(name);
	asm_symbol symbol = {};

	if (known) {
		free(name);
		return known;
	}
	if (!places)
		places = new hash_map<nofree_string_hash, unsigned int>;
	symbol.label.name = name;
	symbol.label.location = UNKNOWN_LOCATION;
	places->put(name, symbols.length());
	return symbols.safe_push(symbol);
}

struct statement {
	const_tree unit;
	location_t location;
};

static void note_label(const struct kas_label *label, void *data)
{
	const struct statement *statement = (const struct statement *)data;
	asm_symbol *symbol =
		find_or_add_symbol(copy_name(label->name, label->length));
	bool *kinds = symbol->kinds;

	switch (label->kind) {
	case KAS_LABEL:
	case KAS_LABEL_NUMBER:
		/* Can be equated again and again: it is the last one that counts. */
		kinds[KAS_LABEL] = false;
		kinds[KAS_LABEL_NUMBER] = false;
		free(symbol->base);
		symbol->base = label->base ? copy_name(label->base,
						       label->base_length) : NULL;
		break;
	case KAS_LABEL_COMMON:
		/* Allocated here and now, or by the linker, as a global one. */
		kinds[kinds[KAS_LABEL_LOCAL] ? KAS_LABEL : KAS_LABEL_GLOBAL] = true;
		break;
	default:
		break;
	}
	kinds[label->kind] = true;
	if (label->kind <= KAS_LABEL_COMMON && !symbol->label.unit) {
		symbol->label.unit = statement->unit;
		symbol->label.location = statement->location;
	}
}

static int assembler_dialect(void)
{
#ifdef ASSEMBLER_DIALECT
	return ASSEMBLER_DIALECT;
#else
	return -1;
#endif
}

/* Note the labels of a statement with operands. */
static void note_statement(struct statement *statement, const char *format,
			   const struct kas_operands *operands)
{
	size_t length = strlen(format), longest = 0;
	unsigned long i;
	char *text;

	for (i = 0; i < operands->count; i++)
		if (operands->names[i])
			longest = MAX(longest, strlen(operands->names[i]));
	text = XNEWVEC(char, length + 1 + length / 2 * longest);
	kas_labels_literal(text, format, operands, assembler_dialect());
	kas_labels_scan(text, note_label, statement);
	XDELETEVEC(text);
}

/* The name of the symbol that an operand is, as the assembler gets it, or NULL. */
static char *operand_name(tree operand)
{
	const char *name;

	STRIP_NOPS(operand);
	if (TREE_CODE(operand) == ADDR_EXPR)
		operand = TREE_OPERAND(operand, 0);
	if (!VAR_OR_FUNCTION_DECL_P(operand) || !DECL_FILE_SCOPE_P(operand))
		return NULL;
	name = IDENTIFIER_POINTER(DECL_ASSEMBLER_NAME(operand));
	return *name == '*' ? xstrdup(name + 1) :
			      concat(user_label_prefix, name, NULL);
}

/* Outside of functions, the inputs can be symbols that the text defines. */
static void note_toplevel_statement(tree statement)
{
	unsigned long outputs = list_length(ASM_OUTPUTS(statement)), i = outputs;
	struct statement place = { NULL_TREE, EXPR_LOCATION(statement) };
	struct kas_operands operands;
	char **names;
	tree input;

	operands.count = outputs + list_length(ASM_INPUTS(statement));
	names = XCNEWVEC(char *, operands.count);
	operands.names = names;
	for (input = ASM_INPUTS(statement); input; input = TREE_CHAIN(input))
		names[i++] = operand_name(TREE_VALUE(input));
	note_statement(&place, TREE_STRING_POINTER(ASM_STRING(statement)),
		       &operands);
	for (i = 0; i < operands.count; i++)
		free(names[i]);
	XDELETEVEC(names);
}

static bool has_toplevel;

bool kas_asm_has_toplevel(void)
{
	return has_toplevel;
}

void kas_asm_note_toplevel(void)
{
	struct statement statement = { NULL_TREE, UNKNOWN_LOCATION };
	asm_node *node;

	if (in_lto_p)
		return;
	has_toplevel = symtab->first_asm_symbol();
	for (node = symtab->first_asm_symbol(); node; node = kas_next_asm(node))
		if (kas_asm_has_operands(node))
			note_toplevel_statement(node->asm_str);
		else if (TREE_CODE(node->asm_str) == STRING_CST)
			kas_labels_scan(TREE_STRING_POINTER(node->asm_str),
					note_label, &statement);
}

/* The function that an insn was written in, before that was inlined. */
static const_tree origin_of(const rtx_insn *insn)
{
	tree scope = insn_scope(insn);

	while (scope && TREE_CODE(scope) == BLOCK) {
		if (inlined_function_outer_scope_p(scope))
			return block_ultimate_origin(scope);
		scope = BLOCK_SUPERCONTEXT(scope);
	}
	return current_function_decl;
}

/* As "final" writes them (final.cc, final_scan_insn_1). */
static void note_insn(const rtx_insn *insn)
{
	rtx body = PATTERN(insn), operands = extract_asm_operands(body);
	struct statement statement = { NULL_TREE, UNKNOWN_LOCATION };

	if (GET_CODE(body) == PARALLEL)
		body = XVECEXP(body, 0, 0);
	if (!operands && GET_CODE(body) != ASM_INPUT)
		return;
	statement.unit = kas_source_unit(origin_of(insn));
	if (operands) {
		struct kas_operands unknown = { NULL, 0 };

		statement.location = ASM_OPERANDS_SOURCE_LOCATION(operands);
		note_statement(&statement, ASM_OPERANDS_TEMPLATE(operands),
			       &unknown);
	} else {
		statement.location = ASM_INPUT_SOURCE_LOCATION(body);
		kas_labels_scan(XSTR(body, 0), note_label, &statement);
	}
}

void kas_asm_note_function(void)
{
	const rtx_insn *insn;

	for (insn = get_insns(); insn; insn = NEXT_INSN(insn))
		if (NONDEBUG_INSN_P(insn))
			note_insn(insn);
}

/*
 * Is a symbol defined, and no number? One that was equated is what the last in
 * the chain is; a chain that has no end is one that the assembler refuses.
 */
static bool has_place(const asm_symbol *symbol)
{
	unsigned int steps = symbols.length();
	const char *name = NULL;
	symtab_node *node;

	for (; symbol && steps; steps--) {
		if (!symbol->kinds[KAS_LABEL])
			return symbol->kinds[KAS_LABEL_COMMON];
		name = symbol->base;
		if (!name)
			return true;
		symbol = find_symbol(name);
	}
	node = steps ? symtab_node::get_for_asmname(get_identifier(name)) : NULL;
	return node && node->definition;
}

void kas_asm_for_each_label(void (*visit)(const struct kas_asm_label *label))
{
	unsigned int i;

	for (i = 0; i < symbols.length(); i++) {
		asm_symbol *symbol = &symbols[i];

		if (symbol->visited || symbol->kinds[KAS_LABEL_WEAK] ||
		    !has_place(symbol))
			continue;
		symbol->label.is_global = symbol->kinds[KAS_LABEL_GLOBAL];
		symbol->visited = true;
		visit(&symbol->label);
	}
}
