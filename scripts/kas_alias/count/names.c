// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A table of names; see names.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "names.h"

/* Fuzz targets have these smaller, and so go beyond the first of them. */
#ifndef FIRST_SLOTS
#define FIRST_SLOTS 1024
#endif
#ifndef BLOCK_SIZE
#define BLOCK_SIZE ((size_t)256 * 1024)
#endif

static char *copy_text(struct names *names, const char *text, size_t length)
{
	char *copy;

	if (names->block_left < length + 1) {
		size_t size = length + 1 > BLOCK_SIZE ? length + 1 : BLOCK_SIZE;

		names->block = xcalloc(size, 1);
		names->block_left = size;
		names->blocks = grown(names->blocks, names->block_count,
				      sizeof(*names->blocks));
		names->blocks[names->block_count++] = names->block;
	}
	copy = names->block;
	memcpy(copy, text, length);
	copy[length] = '\0';
	names->block += length + 1;
	names->block_left -= length + 1;
	return copy;
}

/* The slot that holds a name, or the free one where it would go. */
static uint32_t *find_slot(const struct names *names, const char *text,
			   size_t length, uint64_t hash)
{
	uint32_t i = hash & (names->slot_count - 1);

	for (; names->slots[i]; i = (i + 1) & (names->slot_count - 1)) {
		const struct name *name = &names->at[names->slots[i] - 1];

		if (name->hash == hash && name->length == length &&
		    !memcmp(name->text, text, length))
			break;
	}
	return &names->slots[i];
}

/* At most half of the slots are taken, so that a search stays short. */
static void make_room(struct names *names)
{
	uint32_t i, slot;

	if (names->slot_count && names->count < names->slot_count / 2)
		return;
	names->slot_count = names->slot_count ? names->slot_count * 2 :
						FIRST_SLOTS;
	free(names->slots);
	names->slots = xcalloc(names->slot_count, sizeof(*names->slots));
	for (i = 0; i < names->count; i++) {
		slot = names->at[i].hash & (names->slot_count - 1);
		while (names->slots[slot])
			slot = (slot + 1) & (names->slot_count - 1);
		names->slots[slot] = i + 1;
	}
}

uint32_t names_add(struct names *names, const char *text, size_t length,
		   uint64_t hash)
{
	struct name *name;
	uint32_t *slot;

	make_room(names);
	slot = find_slot(names, text, length, hash);
	if (*slot)
		return *slot - 1;
	names->at = grown(names->at, names->count, sizeof(*names->at));
	name = &names->at[names->count];
	name->text = copy_text(names, text, length);
	name->hash = hash;
	name->length = length;
	*slot = ++names->count;
	return *slot - 1;
}

uint32_t names_find(const struct names *names, const char *text, size_t length,
		    uint64_t hash)
{
	uint32_t slot;

	if (!names->slot_count)
		return NAMES_NONE;
	slot = *find_slot(names, text, length, hash);
	return slot ? slot - 1 : NAMES_NONE;
}

void names_free(struct names *names)
{
	size_t i;

	for (i = 0; i < names->block_count; i++)
		free(names->blocks[i]);
	free(names->blocks);
	free(names->slots);
	free(names->at);
	memset(names, 0, sizeof(*names));
}
