// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols that a line of several words means; see words.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "query.h"
#include "words.h"

/* How sure a word of a line is to mean a symbol. */
enum strength { ALIAS, PLACE, NAME, STRENGTHS };

static bool is_place(const char *word)
{
	struct query query;
	bool result;

	result = query_parse(&query, word, QUERY_LAST_COLON) &&
		 (query.has_address || query.has_offset || query.position ||
		  (query.name && (query.path || query.module)) ||
		  (query.path && query.line));
	query_free(&query);
	return result;
}

static void find_word(const struct source *source, const char *word,
		      enum strength strength, struct hits *hits)
{
	struct hits more = { 0 };
	uint32_t i;

	if (strength == PLACE && is_place(word))
		query_find_spelling(source, word, &more);
	else if (strength != PLACE)
		query_find_name(source, word, strength == ALIAS, &more);
	for (i = 0; i < more.count; i++) {
		hits_add(hits, more.at[i].index);
		hits->at[hits->count - 1] = more.at[i];
	}
	hits_free(&more);
}

/* Look at each word; backslashes are a shell's. */
static void find_between(const struct source *source, const char *text,
			 const char *between, enum strength strength,
			 struct hits *hits)
{
	char *copy = xstrdup(text), *rest = copy;
	char *word, *from, *to;

	for (from = to = copy; *from; from++)
		if (*from != '\\')
			*to++ = *from;
	*to = '\0';
	while ((word = strsep(&rest, between)))
		if (*word)
			find_word(source, word, strength, hits);
	free(copy);
}

void words_find(const struct source *source, const char *text, struct hits *hits)
{
	/* What can be a part of a path or a place is none of most aliases. */
	static const char all[] = "/:+, \t\r\n\"'`=(){}<>[];!&|";
	const char *blanks = strchr(all, ' ');
	enum strength strength;

	find_between(source, text, all, ALIAS, hits);
	for (strength = ALIAS; strength < STRENGTHS && !hits->count; strength++)
		find_between(source, text, blanks, strength, hits);
}
