// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The form of aliases, and what the plugin does without GCC: labels, paths, tags.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "grammar.h"
#include "kas_alias_labels.h"
#include "kas_alias_tag.h"
#include "policy.h"

/* The next line of an input as a string of its own; "" behind the last. */
static char *next_line(const uint8_t **data, size_t *size)
{
	const uint8_t *end = *size ? memchr(*data, '\n', *size) : NULL;
	size_t length = end ? (size_t)(end - *data) : *size;
	char *line = malloc(length + 1);

	if (length)
		memcpy(line, *data, length);
	line[length] = '\0';
	*data += length;
	*size -= length;
	if (end) {
		++*data;
		--*size;
	}
	return line;
}

static bool is_tag(const char *text)
{
	for (; *text; text++)
		if (!kas_is_tag_byte(*text))
			return false;
	return true;
}

static void check_join(const char *symbol, const char *tag, char separator, size_t most)
{
	size_t length = strlen(symbol);
	char *alias = malloc(most + 1);

	kas_join(alias, symbol, length, separator, tag, most);
	must(strlen(alias) <= most, "an alias over the limit");
	must(kas_find_tag(alias, separator), "an alias has no form");
	must(kas_is_alias_of(alias, separator, symbol) ||
	     kas_is_cut_alias_of(alias, strrchr(alias, separator) - alias, symbol,
				 length), "an alias is not of its symbol");
	must(kas_tag_is_of_unit(strrchr(alias, separator) + 1, tag),
	     "an alias is not of its unit");
	free(alias);
}

static void fuzz_grammar(const uint8_t *data, size_t size)
{
	char separator = size % 2 ? '@' : '.';
	size_t most = KAS_LEAST_MAX_LENGTH + (size ? data[0] : 0);
	char *symbol = next_line(&data, &size);
	char *tag = next_line(&data, &size);
	enum kas_level level = KAS_LEVEL_DATA;
	const char *padded;

	kas_is_counted(symbol);
	kas_is_export(symbol, *tag ? tag : NULL);
	kas_level_parse(symbol, &level);
	kas_level_covers(level, symbol, size % 3 ? KAS_FUNCTION : KAS_OBJECT, size);
	padded = kas_find_padded(symbol);
	must(!padded || (padded > symbol && padded <= symbol + strlen(symbol)),
	     "padding of something else");
	kas_find_tag(symbol, separator);
	must(kas_drop_lto_suffixes(symbol) == strlen(symbol), "a wrong length");
	must(!kas_find_lto_suffix(symbol), "a suffix is left");
	kas_sanitise(tag);
	must(is_tag(tag), "a byte that no tag has");
	kas_tag_is_of_unit(tag, symbol);
	if (*symbol && strchr(tag, '_'))
		check_join(symbol, tag, separator, most);
	free(symbol);
	free(tag);
}

static const char *scanned;

static void on_label(const struct kas_label *label, void *data)
{
	const char *end = scanned + strlen(scanned);

	must(label->kind < KAS_LABEL_KINDS, "a kind that is none");
	must(label->name >= scanned && label->length &&
	     label->name + label->length <= end, "a label outside of the text");
	must(!label->base || (label->base >= scanned &&
			      label->base + label->base_length <= end),
	     "a base outside of the text");
	++*(size_t *)data;
}

static void fuzz_labels(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "f", NULL, "a_longer_name", "" };
	const struct kas_operands operands = { names, size ? data[0] % 5 % 4 : 0 };
	int dialect = (int)(size % 3) - 1;
	size_t length, longest = 0, count = 0, i;
	char *format = malloc(size + 1), *text;

	if (size)
		memcpy(format, data, size);
	format[size] = '\0';
	length = strlen(format);
	scanned = format;
	kas_labels_scan(format, on_label, &count);
	must(count <= length, "more labels than bytes");

	for (i = 0; i < operands.count; i++)
		if (names[i] && strlen(names[i]) > longest)
			longest = strlen(names[i]);
	/* The room that kas_alias_labels.h asks for. */
	text = malloc(length + 1 + length / 2 * longest);
	kas_labels_literal(text, format, &operands, dialect);
	scanned = text;
	kas_labels_scan(text, on_label, &count);
	free(text);
	free(format);
}

static void check_normal(const char *path)
{
	size_t length = strlen(path);

	must(!length || (*path == '/' && path[length - 1] != '/'), "not absolute");
	must(!strstr(path, "//") && !strstr(path, "/./") && !strstr(path, "/../"),
	     "not normal");
}

static char *absolute(const char *path)
{
	char *result = malloc(strlen(path) + 2);

	sprintf(result, "/%s", path);
	return result;
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

static void fuzz_tag(const uint8_t *data, size_t size)
{
	char *line[7], *cwd, *normal, *again, *path, *tag;
	unsigned int number = size;
	struct kas_roots roots;
	struct kas_trees trees;
	struct kas_file file;
	size_t i;

	for (i = 0; i < 7; i++)
		line[i] = next_line(&data, &size);
	cwd = absolute(line[0]);
	normal = kas_normalise(cwd, line[5]);
	again = kas_normalise("/", normal);
	check_normal(normal);
	must(!strcmp(normal, again), "normal, and changed");

	trees = (struct kas_trees){
		cwd, or_null(line[1]), or_null(line[2]), or_null(line[3]),
		or_null(line[4]),
	};
	/* Options that the plugin refuses. */
	if (!trees.module)
		trees.moddir = NULL;
	file = (struct kas_file){ line[5], number % 2 ? line[6] : line[5] };
	kas_roots_init(&roots, &trees);
	path = kas_tag_path(&roots, &file);
	must(is_tag(path), "a byte that no tag has");
	tag = kas_tag(path, or_null(line[6]), number % 3 ? &number : NULL);
	must(strchr(tag, '_'), "not the form of a tag");
	kas_roots_free(&roots);
	free(path);
	free(tag);
	free(normal);
	free(again);
	free(cwd);
	for (i = 0; i < 7; i++)
		free(line[i]);
}

const struct fuzz_target plugin_targets[] = {
	{ "grammar", fuzz_grammar, false },
	{ "labels", fuzz_labels, false },
	{ "tag", fuzz_tag, false },
	{ NULL, NULL, false },
};
