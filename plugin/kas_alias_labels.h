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
	KAS_LABEL,		/* "name:" */
	KAS_LABEL_GLOBAL,	/* ".globl name" */
	KAS_LABEL_WEAK,		/* ".weak name" */
};

/*
 * kas_labels_scan() - call back for each label in a text, and for each symbol
 * that the text makes global or weak
 * @visit: gets the kind, the name's first byte and its length, and @data
 *
 * Costs one step a byte.
 */
void kas_labels_scan(const char *text,
		     void (*visit)(enum kas_label_kind kind, const char *name,
				   size_t length, void *data),
		     void *data);

#endif
