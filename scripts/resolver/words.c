// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols that a line of several words means; see words.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "frame.h"
#include "query.h"
#include "source.h"
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

/* A frame can tell its address: then that decides. */
static void keep_at_address(const struct symtab *symtab, uint64_t address, uint32_t first,
			    struct hits *hits)
{
	uint32_t i, kept = first;

	for (i = first; i < hits->count; i++) {
		const struct hit *hit = &hits->at[i];

		if (symtab->at[hit->index].address + hit->offset == address)
			hits->at[kept++] = *hit;
	}
	hits->count = kept > first ? kept : hits->count;
}

/*
 * "RIP: 0010:name_show+0x12/0x40", "ffffffff814018e2 name_show+0x12 ([rtc_core])"
 * A name and an offset alone are in lines of other kinds, too, such as a probe.
 */
static void find_frames(const struct source *source, const char *text, struct hits *hits)
{
	const char *at = text;
	struct frame frame;

	while (frame_next(&frame, text, &at)) {
		uint32_t first = hits->count;

		if (!frame.has_offset || (!frame.size && !frame.address))
			continue;
		query_find_frame(source, &frame, false, hits);
		keep_at_address(&source->symtab, frame.address, first, hits);
	}
}

void words_find(const struct source *source, const char *text, struct hits *hits)
{
	/* What can be a part of a path or a place is none of most aliases. */
	static const char all[] = "/:+, \t\r\n\"'`=(){}<>[];!&|";
	const char *blanks = strchr(all, ' ');
	enum strength strength;

	find_between(source, text, all, ALIAS, hits);
	if (!hits->count)
		find_frames(source, text, hits);
	for (strength = ALIAS; strength < STRENGTHS && !hits->count; strength++)
		find_between(source, text, blanks, strength, hits);
}
