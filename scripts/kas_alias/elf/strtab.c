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

void strtab_cut(struct strtab *strtab)
{
	bool keeping = false;
	size_t i;

	if (strtab->keep_all) {
		memcpy(strtab->bytes, strtab->old, strtab->old_size);
		strtab->size = strtab->old_size;
		return;
	}
	for (i = 0; i < strtab->old_size; i++) {
		if (strtab->moved[i]) {
			keeping = true;
			strtab->moved[i] = strtab->size;
		}
		if (keeping)
			strtab->bytes[strtab->size++] = strtab->old[i];
		if (!strtab->old[i])
			keeping = false;
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
