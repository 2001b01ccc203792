// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Cut unused strings out of a string table; see strtab.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "strtab.h"

#define WORD 64		/* bits */

static uint64_t bits_from(size_t offset)
{
	return UINT64_MAX << offset % WORD;
}

void strtab_init(struct strtab *strtab, const unsigned char *old, size_t size)
{
	memset(strtab, 0, sizeof(*strtab));
	strtab->old = old;
	strtab->old_size = size;
	strtab->room = size;
	strtab->bytes = xcalloc(strtab->room, 1);
	strtab->kept = xcalloc(size / WORD + 1, sizeof(*strtab->kept));
	strtab->before = xcalloc(size / WORD + 1, sizeof(*strtab->before));
	strtab_keep(strtab, 0);
}

void strtab_keep(struct strtab *strtab, uint32_t offset)
{
	strtab->kept[offset / WORD] |= 1ULL << offset % WORD;
}

void strtab_keep_all(struct strtab *strtab)
{
	strtab->keep_all = true;
}

/* Behind the string at an offset, and its end. */
static size_t next_string(const struct strtab *strtab, size_t offset)
{
	const unsigned char *start = strtab->old + offset;
	const unsigned char *end = memchr(start, 0, strtab->old_size - offset);

	return end ? offset + (end - start) + 1 : strtab->old_size;
}

/* The first offset in use of these, or @end. */
static size_t first_kept(const struct strtab *strtab, size_t offset, size_t end)
{
	uint64_t bits = strtab->kept[offset / WORD] & bits_from(offset);

	while (!bits && (offset = (offset / WORD + 1) * WORD) < end)
		bits = strtab->kept[offset / WORD];
	if (!bits)
		return end;
	offset = offset / WORD * WORD + __builtin_ctzll(bits);
	return offset < end ? offset : end;
}

static void keep_range(struct strtab *strtab, size_t start, size_t end)
{
	size_t word;

	for (word = start / WORD; word <= end / WORD; word++) {
		uint64_t bits = UINT64_MAX;

		if (word == start / WORD)
			bits &= bits_from(start);
		if (word == end / WORD)
			bits &= ~bits_from(end);
		strtab->kept[word] |= bits;
	}
}

void strtab_cut(struct strtab *strtab)
{
	size_t i, end, first;

	if (strtab->keep_all) {
		memcpy(strtab->bytes, strtab->old, strtab->old_size);
		strtab->size = strtab->old_size;
		return;
	}
	for (i = 0; i < strtab->old_size; i = end) {
		end = next_string(strtab, i);
		first = first_kept(strtab, i, end);
		if (first == end)
			continue;
		keep_range(strtab, first, end);
		memcpy(strtab->bytes + strtab->size, strtab->old + first, end - first);
		strtab->size += end - first;
	}
	for (i = 1; i <= strtab->old_size / WORD; i++)
		strtab->before[i] = strtab->before[i - 1] +
				    __builtin_popcountll(strtab->kept[i - 1]);
}

uint32_t strtab_moved(const struct strtab *strtab, uint32_t offset)
{
	uint64_t bits = strtab->kept[offset / WORD] & ~bits_from(offset);

	return strtab->keep_all ? offset :
	       strtab->before[offset / WORD] + __builtin_popcountll(bits);
}

uint32_t strtab_add(struct strtab *strtab, const char *text)
{
	size_t length = strlen(text) + 1;
	size_t offset = strtab->size;

	if (offset + length > UINT32_MAX)
		return 0;
	if (offset + length > strtab->room) {
		strtab->room = (offset + length) * 2;
		strtab->bytes = xrealloc(strtab->bytes, strtab->room, 1);
	}
	memcpy(strtab->bytes + offset, text, length);
	strtab->size += length;
	return offset;
}

void strtab_free(struct strtab *strtab)
{
	free(strtab->bytes);
	free(strtab->kept);
	free(strtab->before);
}
