// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which of the symbols that fit a place of a log is meant; see decode.h.
 */
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "frame.h"
#include "query.h"
#include "source.h"

/* Is the address that was printed within a symbol? */
enum verdict judge_address(const struct decoder *decoder, const struct frame *frame,
			   const struct hit *hit)
{
	const struct symtab *symtab = &decoder->source->symtab;
	const struct sym *sym = &symtab->at[hit->index];
	const struct shift *shift = &decoder->shifts[sym->object];
	uint64_t start = sym->address + (shift->state == SHIFT_KNOWN ? shift->value : 0);

	if (!frame->address || symtab->is_hidden || symtab->objects[sym->object].sections)
		return UNTOLD;
	if (frame->has_offset)
		return frame->address - frame->offset == start ? THERE : NOT_THERE;
	/* crash tells the address, but not how far in the function that is. */
	if (frame->address < start)
		return NOT_THERE;
	if (!sym->span)
		return UNTOLD;
	return frame->address - start < sym->span ? THERE : NOT_THERE;
}

/*
 * Is something else of the symbol's object at the address? If nothing is, that can be
 * a hash: "%p" prints one.
 */
static bool is_ruled_out(const struct decoder *decoder, const struct frame *frame,
			 const struct hit *hit)
{
	const struct symtab *symtab = &decoder->source->symtab;
	uint32_t object = symtab->at[hit->index].object, found;
	const struct shift *shift = &decoder->shifts[object];

	return shift->state == SHIFT_KNOWN &&
	       judge_address(decoder, frame, hit) == NOT_THERE &&
	       symtab_at_address(symtab, object, 0, frame->address - shift->value, &found);
}

void drop_ruled_out(const struct decoder *decoder, const struct frame *frame,
		    struct hits *hits)
{
	uint32_t i, kept = 0;

	for (i = 0; i < hits->count; i++)
		if (!is_ruled_out(decoder, frame, &hits->at[i]))
			hits->at[kept++] = hits->at[i];
	hits->count = kept;
}

static void keep_one(struct hits *hits, uint32_t number)
{
	hits->at[0] = hits->at[number];
	hits->count = 1;
}

/* Of those that fit, the one whose address was printed. */
bool choose_by_address(const struct decoder *decoder, const struct frame *frame,
		       struct hits *hits)
{
	uint32_t i;

	for (i = 0; i < hits->count; i++) {
		if (judge_address(decoder, frame, &hits->at[i]) != THERE)
			continue;
		keep_one(hits, i);
		return true;
	}
	return false;
}

/*
 * The statement that warns is in the function's file, or in a header that this
 * includes. So the file can tell which it is, where it is that of one candidate.
 */
bool choose_by_file(const struct decoder *decoder, const struct frame *frame,
		    const char *line, struct hits *hits)
{
	const struct symtab *symtab = &decoder->source->symtab;
	char *path = frame_warned_path(frame, line);
	uint32_t count = 0, found = 0, i;

	for (i = 0; path && i < hits->count; i++) {
		uint32_t alias = symtab->at[hits->at[i].index].partner;

		if (alias == NO_SYMBOL ||
		    !query_matches_path(decoder->source, symtab->at[alias].name, path, 0))
			continue;
		found = i;
		count++;
	}
	free(path);
	if (count != 1)
		return false;
	keep_one(hits, found);
	return true;
}
