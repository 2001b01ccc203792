// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A spelling, taken apart; see query.h for the forms.
 */
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "query.h"
#include "text.h"

/* Fewer digits than an address of a 32-bit kernel could as well be a name. */
#define LEAST_DIGITS 8

bool query_is_pattern(const char *text)
{
	return strpbrk(text, "*?[");
}

/* What stands around a name in some tool's language, and is no part of it. */
static char *trim(char *text)
{
	static const char * const prefixes[] = {
		"kprobe:", "kretprobe:", "fentry:", "fexit:", "kfunc:", "kretfunc:",
	};
	char *from, *to, *end;
	size_t i;

	for (from = to = text; *from; from++)
		if (*from != '\\' && *from != '"' && *from != '\'')
			*to++ = *from;
	*to = '\0';
	text += strspn(text, " \t");
	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (text_starts_with(text, prefixes[i]))
			text += strlen(prefixes[i]);
	end = text + strlen(text);
	while (end > text && strchr(" \t\r\n", end[-1]))
		end--;
	if (end - text > 2 && end[-1] == ')' && end[-2] == '(')
		end -= 2;
	*end = '\0';
	return text;
}

static bool parse_hex(const char *text, size_t least_digits, uint64_t *value)
{
	const char *digits = text_starts_with(text, "0x") ? text + 2 : text;
	unsigned long long number;
	const char *end = text_parse_number(digits, 16, &number);

	*value = number;
	return end && !*end && (size_t)(end - digits) >= least_digits;
}

static bool parse_decimal(const char *text, uint32_t *value)
{
	unsigned long long number;
	const char *end = text_parse_number(text, 10, &number);

	*value = number;
	return end && !*end && number && number <= UINT32_MAX;
}

/* "name [module]", "name:mod:module" */
static void take_module(struct query *query, char *text)
{
	char *mark = strstr(text, ":mod:");
	char *bracket = strrchr(text, '[');
	size_t length = strlen(text);

	if (mark) {
		query->module = mark + 5;
		*mark = '\0';
	} else if (bracket && bracket > text && strchr(" \t", bracket[-1]) &&
		   text[length - 1] == ']') {
		text[length - 1] = '\0';
		query->module = bracket + 1;
		for (mark = bracket; mark > text && strchr(" \t", mark[-1]); )
			mark--;
		*mark = '\0';
	}
}

/* "name+0x12/0x40" */
static bool take_offset(struct query *query, char *text)
{
	char *plus = strrchr(text, '+'), *slash;

	if (!plus || !text_starts_with(plus + 1, "0x"))
		return false;
	slash = strchr(plus, '/');
	if (slash) {
		*slash = '\0';
		if (!parse_hex(slash + 1, 1, &query->size))
			return false;
	}
	if (!parse_hex(plus + 1, 1, &query->offset))
		return false;
	*plus = '\0';
	query->has_offset = true;
	return true;
}

/* "name,2" */
static void take_position(struct query *query, char *text)
{
	char *comma = strrchr(text, ',');

	if (comma && comma > text && parse_decimal(comma + 1, &query->position))
		*comma = '\0';
}

/* Does a word look like the name of a source file? */
static bool is_file(const char *text)
{
	static const char * const suffixes[] = {
		".c", ".h", ".S", ".s", ".cc", ".cpp", ".cxx", ".C", ".hh", ".hpp",
		".rs", ".y", ".l", ".inc", ".i",
	};
	const char *dot = strrchr(text, '.');
	size_t i;

	if (strchr(text, '/'))
		return true;
	for (i = 0; dot && i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (!strcmp(dot, suffixes[i]))
			return true;
	return false;
}

static void set_path(struct query *query, char *text)
{
	while (text_starts_with(text, "./"))
		text += 2;
	query->path = text;
}

/* "path:26" */
static void set_place(struct query *query, char *text)
{
	char *colon = strrchr(text, ':');

	if (colon && parse_decimal(colon + 1, &query->line))
		*colon = '\0';
	set_path(query, text);
}

/* What is before a name, and what is a line. */
static char *find_colon(char *text, enum query_reading reading)
{
	if (reading == QUERY_NO_COLON)
		return NULL;
	return reading == QUERY_LAST_COLON ? strrchr(text, ':') : strchr(text, ':');
}

/* "name", "module:name", "file.c:name" */
static void set_name(struct query *query, char *text, enum query_reading reading)
{
	char *colon = find_colon(text, reading);

	query->name = colon ? colon + 1 : text;
	if (!colon)
		return;
	*colon = '\0';
	if (is_file(text))
		set_path(query, text);
	else
		query->module = text;
}

static void take_apart(struct query *query, char *text, enum query_reading reading)
{
	char *at = strrchr(text, '@'), *colon = find_colon(text, reading);
	uint32_t line;

	if (at) {
		*at = '\0';
		set_place(query, at + 1);
		if (at > text)
			set_name(query, text, reading);
	} else if (colon && colon > text && parse_decimal(colon + 1, &line)) {
		set_place(query, text);
	} else if (!colon && is_file(text)) {
		set_place(query, text);
	} else {
		set_name(query, text, reading);
	}
}

bool query_parse(struct query *query, const char *text, enum query_reading reading)
{
	char *word;

	memset(query, 0, sizeof(*query));
	query->text = xstrdup(text);
	word = trim(query->text);
	take_module(query, word);
	if (text_starts_with(word, "0x") || !query_is_pattern(word)) {
		query->has_address = parse_hex(word, text_starts_with(word, "0x") ?
					       1 : LEAST_DIGITS, &query->address);
		if (query->has_address)
			return true;
	}
	if (!take_offset(query, word))
		take_position(query, word);
	take_apart(query, word, reading);
	if (query->name && !*query->name)
		query->name = NULL;
	if (query->path && !*query->path)
		query->path = NULL;
	if (query->module && !*query->module)
		query->module = NULL;
	return query->name || query->path || query->module;
}

void query_free(struct query *query)
{
	free(query->text);
}
