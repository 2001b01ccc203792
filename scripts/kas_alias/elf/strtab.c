// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Cut unused strings out of a string table; see strtab.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "strtab.h"

void strtab_init(struct strtab *strtab, const unsigned char *old, size_t size)
{
	memset(strtab, 0, sizeof(*strtab));
	strtab->old = old;
	strtab->old_size = size;
	strtab->room = size;
	strtab->bytes = xcalloc(strtab->room, 1);
	strtab->moved = xcalloc(size, sizeof(*strtab->moved));
	strtab_keep(strtab, 0);
}

void strtab_keep(struct strtab *strtab, uint32_t offset)
{
	strtab->moved[offset] = 1;
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

/* Keep a string from the first offset on that is asked for: others can lie in it. */
static void cut_string(struct strtab *strtab, size_t offset, size_t end)
{
	size_t first, i;

	while (offset < end && !strtab->moved[offset])
		offset++;
	first = offset;
	for (i = first; i < end; i++)
		if (strtab->moved[i])
			strtab->moved[i] = strtab->size + (i - first);
	memcpy(strtab->bytes + strtab->size, strtab->old + first, end - first);
	strtab->size += end - first;
}

void strtab_cut(struct strtab *strtab)
{
	size_t i, end;

	if (strtab->keep_all) {
		memcpy(strtab->bytes, strtab->old, strtab->old_size);
		strtab->size = strtab->old_size;
		return;
	}
	for (i = 0; i < strtab->old_size; i = end) {
		end = next_string(strtab, i);
		cut_string(strtab, i, end);
	}
}

uint32_t strtab_moved(const struct strtab *strtab, uint32_t offset)
{
	return strtab->keep_all ? offset : strtab->moved[offset];
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
	free(strtab->moved);
}
