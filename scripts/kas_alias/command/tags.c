// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tags by debug information; see tags.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../count/inputs.h"
#include "../diag.h"
#include "../grammar.h"
#include "tags.h"

/* Can the plugin have written it in the unit? The form alone is that of more. */
static bool is_tag_of(const char *text, const char *unit)
{
	const char *byte;

	for (byte = text; *byte; byte++)
		if (!kas_is_tag_byte(*byte))
			return false;
	return kas_tag_is_of_unit(text, unit);
}

static void read_line(struct tags *tags, const char *path, unsigned int number, char *line,
		      const char *unit)
{
	char *tag;
	unsigned long index = strtoul(line, &tag, 10);

	if (*line < '0' || *line > '9' || *tag != ' ')
		fatal(path, "malformed list of tags: line %u is not \"INDEX TAG\"", number);
	if (!is_tag_of(tag + 1, unit))
		fatal(path, "malformed list of tags: line %u: no tag of this unit: made with another --path or --tag?",
		      number);
	if (!index || index >= tags->count)
		fatal(path, "malformed list of tags: line %u: no symbol %lu: made from another object?",
		      number, index);
	if (tags->of[index])
		fatal(path, "malformed list of tags: line %u: symbol %lu has one already",
		      number, index);
	tags->of[index] = tag + 1;
}

void tags_read(struct tags *tags, const char *path, uint32_t symbol_count, const char *unit)
{
	unsigned int number = 0;
	char *line, *next;
	size_t size;

	tags->count = symbol_count;
	tags->of = xcalloc(symbol_count, sizeof(*tags->of));
	tags->text = inputs_text(path, &size);
	for (line = tags->text; (next = strchr(line, '\n')); line = next + 1) {
		*next = '\0';
		number++;
		if (!strcmp(line, "end") && !next[1])
			return;
		read_line(tags, path, number, line, unit);
	}
	fatal(path, "malformed list of tags: it does not end in the line \"end\": truncated?");
}

void tags_free(struct tags *tags)
{
	free(tags->of);
	free(tags->text);
}

const char *tags_find(const struct tags *tags, uint32_t symbol)
{
	return symbol < tags->count ? tags->of[symbol] : NULL;
}
