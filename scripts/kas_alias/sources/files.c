// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A set of source files; see files.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../count/inputs.h"
#include "../diag.h"
#include "../grammar.h"
#include "files.h"
#include "walk.h"

static char tag_byte(char c)
{
	return kas_is_tag_byte(c) ? c : '_';
}

static uint64_t hash_of(const char *path, size_t length)
{
	uint64_t hash = KAS_HASH_SEED;
	char part[128];
	size_t i, count;

	for (; length; path += count, length -= count) {
		count = length < sizeof(part) ? length : sizeof(part);
		for (i = 0; i < count; i++)
			part[i] = tag_byte(path[i]);
		hash = kas_hash(hash, part, count);
	}
	return hash;
}

static uint32_t *find_slot(const struct files *files, uint64_t hash)
{
	uint32_t i = hash, *slot;

	for (;; i++) {
		slot = &files->slots[i & (files->slot_count - 1)];
		if (!*slot || files->at[*slot - 1].hash == hash)
			return slot;
	}
}

static void grow_slots(struct files *files)
{
	uint32_t i;

	if (files->count * 2ULL < files->slot_count)
		return;
	free(files->slots);
	files->slot_count = files->slot_count ? files->slot_count * 2 : 64;
	files->slots = xcalloc(files->slot_count, sizeof(*files->slots));
	for (i = 0; i < files->count; i++) {
		uint32_t *slot = find_slot(files, files->at[i].hash);

		files->at[i].next = *slot ? *slot - 1 : NO_FILE;
		*slot = i + 1;
	}
}

/* In the chain of a slot */
static uint32_t find_path(const struct files *files, uint32_t file, const char *path,
			  size_t length)
{
	for (; file != NO_FILE; file = files->at[file].next)
		if (!strncmp(files->at[file].path, path, length) &&
		    !files->at[file].path[length])
			break;
	return file;
}

uint32_t files_add(struct files *files, const char *path, size_t length)
{
	uint64_t hash = hash_of(path, length);
	uint32_t *slot, found;

	grow_slots(files);
	slot = find_slot(files, hash);
	found = find_path(files, *slot - 1, path, length);
	if (found != NO_FILE)
		return found;
	files->at = grown(files->at, files->count, sizeof(*files->at));
	files->at[files->count] = (struct file){
		.path = xstrndup(path, length),
		.hash = hash,
		.next = *slot - 1,
	};
	*slot = ++files->count;
	return *slot - 1;
}

uint32_t files_find(const struct files *files, const char *path, size_t length)
{
	if (!files->count)
		return NO_FILE;
	return find_path(files, *find_slot(files, hash_of(path, length)) - 1, path, length);
}

/* A path that would end a column or a line of the table cannot be told there. */
static void add_listed(struct files *files, const char *path)
{
	if (!path[strcspn(path, "\t\n\r")])
		files_add(files, path, strlen(path));
}

static void add_found(void *data, const char *path)
{
	add_listed(data, path);
}

void files_add_tree(struct files *files, const char *directory)
{
	walk(directory, add_found, files);
}

void files_add_list(struct files *files, const char *list)
{
	size_t size;
	char *text = inputs_text(list, &size), *line, *rest;

	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		while (!strncmp(line, "./", 2) && line[2])
			line += 2;
		add_listed(files, line);
	}
	free(text);
}

static bool has_tag_path(const struct file *file, const char *tag_path, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		if (!file->path[i] || tag_byte(file->path[i]) != tag_path[i])
			return false;
	return !file->path[length];
}

static uint32_t from(const struct files *files, uint32_t file, const char *tag_path,
		     size_t length)
{
	while (file != NO_FILE && !has_tag_path(&files->at[file], tag_path, length))
		file = files->at[file].next;
	return file;
}

uint32_t files_first(const struct files *files, const char *tag_path, size_t length)
{
	if (!files->count)
		return NO_FILE;
	return from(files, *find_slot(files, kas_hash(KAS_HASH_SEED, tag_path, length)) - 1,
		    tag_path, length);
}

uint32_t files_next(const struct files *files, uint32_t file, const char *tag_path,
		    size_t length)
{
	return from(files, files->at[file].next, tag_path, length);
}

void files_free(struct files *files)
{
	uint32_t i;

	for (i = 0; i < files->count; i++)
		free(files->at[i].path);
	free(files->at);
	free(files->slots);
	memset(files, 0, sizeof(*files));
}
