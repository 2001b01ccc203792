/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The symbols that assembler text defines, as far as the text itself tells.
 *
 * Knows nothing of GCC, and of the assembler just what statements and labels
 * look like: a macro, a condition or a comment can make a label of what is none,
 * so a finding needs to be asked for with .ifdef before it is used.
 */
#ifndef KAS_ALIAS_LABELS_H
#define KAS_ALIAS_LABELS_H

#include <stddef.h>

enum kas_label_kind {
	KAS_LABEL,		/* "name:", ".lcomm name, 4", "name = base + 4" */
	KAS_LABEL_NUMBER,	/* "name = 4": no place, or none that can be told */
	KAS_LABEL_COMMON,	/* ".comm name, 4" */
	KAS_LABEL_LOCAL,	/* ".local name" */
	KAS_LABEL_GLOBAL,	/* ".globl name" */
	KAS_LABEL_WEAK,		/* ".weak name" */
	KAS_LABEL_KINDS
};

/* Names are as they stand in the text: without their quotes, with backslashes. */
struct kas_label {
	enum kas_label_kind kind;
	const char *name;
	size_t length;
	/*
	 * The symbol that it is a second name of, as in "name = base": where
	 * that is a number, so is this. NULL for none.
	 */
	const char *base;
	size_t base_length;
};

/*
 * kas_labels_scan() - call back for each label in a text, and for each symbol
 * that the text makes local, global or weak
 * @visit: gets the label, which does not outlive the call, and @data
 *
 * Costs one step a byte.
 */
void kas_labels_scan(const char *text,
		     void (*visit)(const struct kas_label *label, void *data),
		     void *data);

/* The operands of a statement by number: the symbol that each is, or NULL. */
struct kas_operands {
	const char *const *names;
	unsigned long count;
};

/*
 * kas_labels_literal() - what the text of an asm statement with operands will be
 * @text: the result, with room for a byte more than @format has and, for each two
 *	bytes of that, for the longest name; an operand whose text is not known
 *	here is a byte in it that no name can hold
 * @format: the statement's text
 * @operands: those that are known
 * @dialect: which of the alternatives in "{att|intel}" counts, from 0 up;
 *	negative where the assembler has one dialect only, and braces are braces
 */
void kas_labels_literal(char *text, const char *format,
			const struct kas_operands *operands, int dialect);

#endif
