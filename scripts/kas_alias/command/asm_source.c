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

static void note(struct asm_lines *lines, const char *name, size_t length,
		 unsigned int number, bool is_label)
{
	uint32_t known = lines->names.count;
	uint32_t index = names_add(&lines->names, name, length,
				   kas_hash(KAS_HASH_SEED, name, length));

	if (index == known)
		lines->of = grown(lines->of, known, sizeof(*lines->of));
	if (index == known || (is_label && !lines->of[index].is_label))
		lines->of[index] = (struct asm_line){ number, is_label };
}

static void scan_line(struct asm_lines *lines, const char *text, unsigned int number)
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

void asm_source_read(struct asm_lines *lines, const char *path)
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
	if (!feof(source))
		fatal(path, "cannot read: %s", strerror(errno));
	free(text);
	fclose(source);
}

unsigned int asm_source_line(const struct asm_lines *lines, const char *name,
			     size_t length)
{
	uint32_t index = names_find(&lines->names, name, length,
				    kas_hash(KAS_HASH_SEED, name, length));

	return index == NAMES_NONE ? 0 : lines->of[index].number;
}

void asm_source_free(struct asm_lines *lines)
{
	names_free(&lines->names);
	free(lines->of);
}
