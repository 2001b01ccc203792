// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Paths that a person gives; see paths.h.
 */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "paths.h"
#include "places.h"
#include "query.h"

/* Is @tail all of @text, or what follows a separator in it? */
static bool is_tail(const char *text, size_t length, const char *tail,
		    size_t tail_length, char separator)
{
	if (tail_length > length ||
	    memcmp(text + length - tail_length, tail, tail_length))
		return false;
	return tail_length == length || text[length - tail_length - 1] == separator;
}

/* Does a pattern match @text, or what follows a separator in it? */
static bool matches_tail(const char *text, const char *pattern, char separator)
{
	const char *at = text;

	while (at) {
		if (!fnmatch(pattern, at, 0))
			return true;
		at = strchr(at, separator);
		if (at)
			at++;
	}
	return false;
}

bool path_matches(const char *path, const char *wanted)
{
	size_t length = strlen(path), wanted_length = strlen(wanted);

	if (query_is_pattern(wanted))
		return matches_tail(path, wanted, '/');
	if (*wanted == '/')
		return is_tail(wanted, wanted_length, path, length, '/');
	return is_tail(path, length, wanted, wanted_length, '/');
}

/* kas_sanitise() would take the pattern's own characters, too. */
static char *sanitised_pattern(const char *pattern)
{
	char *copy = xstrdup(pattern), *c;
	char one[2] = "";

	for (c = copy; *c; c++) {
		if (strchr("*?[]!", *c))
			continue;
		one[0] = *c;
		kas_sanitise(one);
		*c = one[0];
	}
	return copy;
}

/* The path and the includer of a tag are not told apart: each can be meant. */
static bool is_within(const char *tag, size_t length, const char *wanted,
		      size_t wanted_length)
{
	size_t i;

	for (i = 0; i + wanted_length <= length; i++) {
		if (i && tag[i - 1] != '_')
			continue;
		if (i + wanted_length < length && tag[i + wanted_length] != '_')
			continue;
		if (!memcmp(tag + i, wanted, wanted_length))
			return true;
	}
	return false;
}

bool path_matches_tag(const char *alias, const char *wanted, uint32_t line)
{
	size_t length;
	uint32_t tag_line;
	const char *tag = alias_tag(alias, &length, &tag_line);
	char *clean, *path;
	bool result;

	if (!tag || (line && line != tag_line))
		return false;
	clean = sanitised_pattern(wanted);
	path = xstrndup(tag, length);
	if (query_is_pattern(wanted))
		result = matches_tail(path, clean, '_');
	else if (*wanted == '/')
		result = is_tail(clean, strlen(clean), path, length, '_');
	else
		result = is_within(path, length, clean, strlen(clean));
	free(clean);
	free(path);
	return result;
}
