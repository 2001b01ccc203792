// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols that assembler text defines; see kas_alias_labels.h.
 */
#include <stdbool.h>
#include <string.h>

#include "kas_alias_labels.h"

static size_t symbol_length(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$");
}

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t\r");
}

/* Is the word @text of @length bytes one that changes a symbol's binding? */
static bool is_binding(const char *text, size_t length,
		       enum kas_label_kind *kind)
{
	static const struct {
		const char *directive;
		enum kas_label_kind kind;
	} bindings[] = {
		{ ".globl", KAS_LABEL_GLOBAL },
		{ ".global", KAS_LABEL_GLOBAL },
		{ ".weak", KAS_LABEL_WEAK },
	};
	size_t i;

	for (i = 0; i < sizeof(bindings) / sizeof(*bindings); i++) {
		*kind = bindings[i].kind;
		if (strlen(bindings[i].directive) == length &&
		    !memcmp(text, bindings[i].directive, length))
			return true;
	}
	return false;
}

typedef void visit_label(enum kas_label_kind kind, const char *name,
			 size_t length, void *data);

/* "one, two": the symbols that a directive is about. */
static void scan_operands(const char *text, enum kas_label_kind kind,
			  visit_label *visit, void *data)
{
	for (;;) {
		size_t length;

		text = skip_blanks(text);
		length = symbol_length(text);
		if (length)
			visit(kind, text, length, data);
		text = skip_blanks(text + length);
		if (*text++ != ',')
			return;
	}
}

void kas_labels_scan(const char *text, visit_label *visit, void *data)
{
	while (*text) {
		enum kas_label_kind kind;
		const char *rest;
		size_t length;

		text = skip_blanks(text);
		length = symbol_length(text);
		rest = skip_blanks(text + length);
		if (length && *rest == ':') {
			/* "1:" can be defined again and again. */
			if (*text < '0' || *text > '9')
				visit(KAS_LABEL, text, length, data);
			text = rest + 1;
			continue;
		}
		if (is_binding(text, length, &kind))
			scan_operands(rest, kind, visit, data);
		text += strcspn(text, "\n;");
		text += strspn(text, "\n;");
	}
}
