// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The lines on which an assembler source defines its symbols; see asm_source.h.
 */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asm_source.h"
#include "../diag.h"
#include "../grammar.h"

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (isalnum((unsigned char)text[length]) ||
	       (text[length] && strchr("_.$", text[length])))
		length++;
	return length;
}

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* .count is the line, .mark tells that a label was there. */
static void note(struct names *lines, const char *name, size_t length,
		 unsigned int number, bool is_label)
{
	uint32_t index = names_add(lines, name, length,
				   kas_hash(KAS_HASH_SEED, name, length));
	struct name *entry = &lines->at[index];

	if (!entry->count || (is_label && !entry->mark)) {
		entry->count = number;
		entry->mark = is_label;
	}
}

static void scan_line(struct names *lines, const char *text, unsigned int number)
{
	while (*text) {
		const char *word = skip_blanks(text);
		size_t length = word_length(word);
		const char *rest = skip_blanks(word + length);

		if (length && *rest == ':') {
			note(lines, word, length, number, true);
			text = rest + 1;
			continue;
		}
		if (length && *rest == '(') {
			word = skip_blanks(rest + 1);
			length = word_length(word);
			if (length)
				note(lines, word, length, number, false);
		}
		/* The next statement. */
		text = rest + strcspn(rest, ";");
		text += strspn(text, ";");
	}
}

void asm_source_read(struct names *lines, const char *path)
{
	FILE *source = fopen(path, "r");
	unsigned int number = 0;
	char *text = NULL;
	size_t room = 0;

	memset(lines, 0, sizeof(*lines));
	if (!source)
		fatal(path, "cannot open: %s", strerror(errno));
	while (getline(&text, &room, source) >= 0)
		scan_line(lines, text, ++number);
	if (ferror(source))
		fatal(path, "cannot read: %s", strerror(errno));
	free(text);
	fclose(source);
}

unsigned int asm_source_line(const struct names *lines, const char *name,
			     size_t length)
{
	return names_count(lines, name, length,
			   kas_hash(KAS_HASH_SEED, name, length));
}
