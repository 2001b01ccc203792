// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Answers as lines; see print.h.
 */
#include <string.h>

#include "../kas_alias/diag.h"
#include "answer.h"
#include "print.h"

/* The colours of fields on a terminal: what a person looks for first. */
static const char * const colours[FIELD_COUNT] = {
	[FIELD_SYMBOL] = "\033[1m",
	[FIELD_PLACE] = "\033[32m",
	[FIELD_ALIAS] = "\033[36m",
};

static void find_widths(size_t *widths, const struct source *source,
			const struct hit *hits, uint32_t count)
{
	FILE *nowhere = fopen("/dev/null", "w");
	enum field field;
	uint32_t i;

	if (!nowhere)
		fatal("/dev/null", "cannot open");
	for (field = 0; field < FIELD_COUNT; field++)
		widths[field] = strlen(field_name(field));
	for (i = 0; i < count; i++) {
		struct answer answer;

		answer_get(&answer, source, &hits[i]);
		for (field = 0; field < FIELD_COUNT; field++) {
			size_t width = answer_print_field(nowhere, &answer, field);

			if (width > widths[field])
				widths[field] = width;
		}
	}
	fclose(nowhere);
}

static void print_heading(const size_t *widths)
{
	enum field field;
	const char *c;

	for (field = 0; field < FIELD_COUNT; field++) {
		for (c = field_name(field); *c; c++)
			putchar(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
		if (field < FIELD_COUNT - 1)
			printf("%*s", (int)(widths[field] - strlen(field_name(field))) + 2, "");
	}
	putchar('\n');
}

static void print_line(const struct answer *answer, const size_t *widths,
		       bool is_coloured)
{
	enum field field;
	size_t width;

	for (field = 0; field < FIELD_COUNT; field++) {
		const char *colour = is_coloured ? colours[field] : NULL;

		if (colour)
			fputs(colour, stdout);
		width = answer_print_field(stdout, answer, field);
		if (colour)
			fputs("\033[0m", stdout);
		if (field == FIELD_COUNT - 1)
			putchar('\n');
		else if (widths)
			printf("%*s", (int)(widths[field] - width) + 2, "");
		else
			putchar('\t');
	}
}

void print_table(const struct source *source, const struct hit *hits,
		 uint32_t count, bool is_aligned, bool is_coloured)
{
	size_t widths[FIELD_COUNT];
	uint32_t i;

	if (!count)
		return;
	if (is_aligned) {
		find_widths(widths, source, hits, count);
		print_heading(widths);
	}
	for (i = 0; i < count; i++) {
		struct answer answer;

		answer_get(&answer, source, &hits[i]);
		print_line(&answer, is_aligned ? widths : NULL, is_coloured);
	}
}
