// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols that assembler text defines; see kas_alias_labels.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "kas_alias_labels.h"

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define NAME_BYTES LETTERS DIGITS "_.$"

/* Stands for an operand: no assembler takes it, in quotes or without. */
#define OPERAND '\1'

typedef void visit_label(const struct kas_label *label, void *data);

/* A name, of length 0 for none, and what follows it and the blanks after it. */
struct word {
	const char *text;
	size_t length;
	bool is_quoted;
	const char *rest;
};

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t\r");
}

/* The length of what stands before the closing quote, 0 without one in the line. */
static size_t quoted_length(const char *text)
{
	size_t length;

	for (length = 0; text[length] != '"'; length++) {
		if (text[length] == '\\' && text[length + 1])
			length++;
		if (!text[length] || text[length] == '\n' ||
		    text[length] == OPERAND)
			return 0;
	}
	return length;
}

static struct word read_word(const char *text)
{
	struct word word = { skip_blanks(text), 0, false, NULL };

	word.is_quoted = *word.text == '"';
	if (word.is_quoted)
		word.length = quoted_length(++word.text);
	else
		word.length = strspn(word.text, NAME_BYTES);
	word.rest = word.text + word.length;
	if (word.is_quoted && word.length)
		word.rest++;
	word.rest = skip_blanks(word.rest);
	return word;
}

/* "." */
static bool is_here(const struct word *word)
{
	return !word->is_quoted && word->length == 1 && *word->text == '.';
}

/* "1:" can be defined again and again, and is no symbol. */
static bool is_symbol(const struct word *word)
{
	return word->length && !is_here(word) &&
	       (word->is_quoted || !strchr(DIGITS, *word->text));
}

/* "1b", "1f": the last or the next "1:". */
static bool is_numbered_label(const struct word *word)
{
	size_t digits = strspn(word->text, DIGITS);

	return digits && digits + 1 == word->length &&
	       strchr("bf", word->text[digits]);
}

/* Nothing, or numbers that are added and subtracted, up to the statement's end. */
static bool is_offset(const char *text)
{
	for (;;) {
		char *end;

		text = skip_blanks(text);
		if (!*text || strchr("\n;#", *text))
			return true;
		if (*text != '+' && *text != '-')
			return false;
		text = skip_blanks(text + 1);
		strtoul(text, &end, 0);
		if (end == text || (*end && strchr(NAME_BYTES, *end)))
			return false;
		text = end;
	}
}

/*
 * What a symbol is equated to. An expression is a place where it is one symbol
 * and an offset; the difference of two is a number, and of anything else the
 * text does not tell.
 */
static void read_value(const char *text, struct kas_label *label)
{
	struct word base = read_word(text);

	label->kind = KAS_LABEL_NUMBER;
	if (!is_offset(base.rest))
		return;
	if (is_symbol(&base)) {
		label->base = base.text;
		label->base_length = base.length;
	}
	if (label->base || is_here(&base) || is_numbered_label(&base))
		label->kind = KAS_LABEL;
}

enum operands {
	LIST,			/* "name, name" */
	FIRST,			/* "name, ..." */
	EQUATED,		/* "name, value" */
};

/* What follows a directive, and what that says of the symbols there. */
struct directive {
	const char *name;
	enum operands operands;
	enum kas_label_kind kind;
};

static const struct directive *find_directive(const struct word *word)
{
	static const struct directive directives[] = {
		{ ".globl", LIST, KAS_LABEL_GLOBAL },
		{ ".global", LIST, KAS_LABEL_GLOBAL },
		{ ".local", LIST, KAS_LABEL_LOCAL },
		{ ".weak", LIST, KAS_LABEL_WEAK },
		{ ".lcomm", FIRST, KAS_LABEL },
		{ ".comm", FIRST, KAS_LABEL_COMMON },
		{ ".set", EQUATED, KAS_LABEL },
		{ ".equ", EQUATED, KAS_LABEL },
		{ ".equiv", EQUATED, KAS_LABEL },
		{ ".eqv", EQUATED, KAS_LABEL },
	};
	size_t i;

	if (word->is_quoted)
		return NULL;
	for (i = 0; i < sizeof(directives) / sizeof(*directives); i++)
		if (strlen(directives[i].name) == word->length &&
		    !memcmp(word->text, directives[i].name, word->length))
			return &directives[i];
	return NULL;
}

static void scan_operands(const struct directive *directive, const char *text,
			  visit_label *visit, void *data)
{
	struct word word;

	do {
		struct kas_label label = { directive->kind, NULL, 0, NULL, 0 };

		word = read_word(text);
		label.name = word.text;
		label.length = word.length;
		text = word.rest + 1;
		/* Else an operand is part of the name, or nothing is equated. */
		if (!is_symbol(&word) || *word.rest == OPERAND ||
		    (directive->operands != LIST && *word.rest != ','))
			continue;
		if (directive->operands == EQUATED)
			read_value(text, &label);
		visit(&label, data);
	} while (directive->operands == LIST && *word.rest == ',');
}

void kas_labels_scan(const char *text, visit_label *visit, void *data)
{
	while (*text) {
		struct word word = read_word(text);
		const struct directive *directive = find_directive(&word);
		struct kas_label label = { KAS_LABEL, word.text, word.length,
					   NULL, 0 };

		text = word.rest;
		if (word.length && *text == ':') {
			if (is_symbol(&word))
				visit(&label, data);
			text++;
			continue;
		}
		if (is_symbol(&word) && *text == '=') {
			read_value(text + 1 + (text[1] == '='), &label);
			visit(&label, data);
		} else if (directive) {
			scan_operands(directive, text, visit, data);
		}
		text += strcspn(text, "\n;");
		text += strspn(text, "\n;");
	}
}

static const char operand[] = { OPERAND, '\0' };

/*
 * "%%", "%=", "%0", "%c0", "%cc0": returns what follows, and sets *@value to what
 * it stands for, and *@length to the length of that.
 */
static const char *read_percent(const char *format,
				const struct kas_operands *operands,
				bool has_dialects, const char **value,
				size_t *length)
{
	unsigned long number;
	char *end;

	*value = format;
	*length = 1;
	if (*format == '%' || (has_dialects && *format && strchr("{|}", *format)))
		return format + 1;
	*value = operand;
	format += strspn(format, LETTERS);
	if (!*format || !strchr(DIGITS, *format))
		return format + (format[-1] == '%' && *format);
	number = strtoul(format, &end, 10);
	if (number < operands->count && operands->names[number]) {
		*value = operands->names[number];
		*length = strlen(*value);
	}
	return end;
}

void kas_labels_literal(char *text, const char *format,
			const struct kas_operands *operands, int dialect)
{
	bool has_dialects = dialect >= 0;
	int alternative = -1;		/* outside of braces */

	while (*format) {
		const char *value = format++;
		size_t length = 1;
		char c = *value;

		if (c == '%') {
			format = read_percent(format, operands, has_dialects,
					      &value, &length);
		} else if (has_dialects && c == '{' && alternative < 0) {
			alternative = 0;
			continue;
		} else if (alternative >= 0 && c == '|') {
			alternative++;
			continue;
		} else if (alternative >= 0 && c == '}') {
			alternative = -1;
			continue;
		}
		if (alternative < 0 || alternative == dialect) {
			memcpy(text, value, length);
			text += length;
		}
	}
	*text = '\0';
}
