// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The source files of a build; see files.h.
 */
#include <errno.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "files.h"
#include "text.h"

static char tag_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') ? c : '_';
}

static uint64_t hash_of(const char *path, size_t length)
{
	uint64_t hash = KAS_HASH_SEED;
	size_t i;

	for (i = 0; i < length; i++) {
		char c = tag_byte(path[i]);

		hash = kas_hash(hash, &c, 1);
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
	files->slot_count = files->slot_count ? files->slot_count * 2 : 1024;
	files->slots = xcalloc(files->slot_count, sizeof(*files->slots));
	for (i = 0; i < files->count; i++) {
		uint32_t *slot = find_slot(files, files->at[i].hash);

		files->at[i].next = *slot ? *slot - 1 : NO_FILE;
		*slot = i + 1;
	}
}

static uint32_t add(struct files *files, const char *path, size_t length)
{
	uint64_t hash = hash_of(path, length);
	uint32_t *slot, i;

	grow_slots(files);
	slot = find_slot(files, hash);
	for (i = *slot - 1; i != NO_FILE; i = files->at[i].next)
		if (!strncmp(files->at[i].path, path, length) &&
		    !files->at[i].path[length])
			return i;
	files->at = grown(files->at, files->count, sizeof(*files->at));
	files->at[files->count] = (struct file){
		.path = xstrndup(path, length),
		.hash = hash,
		.next = *slot - 1,
	};
	*slot = ++files->count;
	return *slot - 1;
}

static FTS *walk(const char *directory)
{
	char *roots[] = { (char *)directory, NULL };
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR | FTS_NOSTAT, NULL);

	if (!tree)
		fatal(directory, "cannot read: %s", strerror(errno));
	return tree;
}

/* The next file, or NULL. Directories with a dot in front hold no source. */
static FTSENT *next_file(FTS *tree, const char *directory)
{
	FTSENT *entry;

	while ((errno = 0, entry = fts_read(tree))) {
		if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR ||
		    (entry->fts_info == FTS_NS && !entry->fts_level))
			fatal(entry->fts_path, "cannot read: %s", strerror(entry->fts_errno));
		if (entry->fts_info == FTS_D && entry->fts_level &&
		    *entry->fts_name == '.')
			fts_set(tree, entry, FTS_SKIP);
		if (entry->fts_info == FTS_F || entry->fts_info == FTS_NSOK)
			return entry;
	}
	if (errno)
		fatal(directory, "cannot read: %s", strerror(errno));
	return NULL;
}

/* What a walk finds begins with the directory and a slash. */
static const char *relative(const char *path, const char *directory)
{
	path += strlen(directory);
	while (*path == '/')
		path++;
	return path;
}

void files_add_tree(struct files *files, const char *directory)
{
	FTS *tree = walk(directory);
	FTSENT *entry;

	while ((entry = next_file(tree, directory))) {
		const char *path = relative(entry->fts_path, directory);

		add(files, path, strlen(path));
	}
	fts_close(tree);
}

void files_add_list(struct files *files, const char *list)
{
	struct text text;
	char *at, *line;
	ptrdiff_t length;

	text_read(&text, list);
	at = text.bytes;
	while ((length = text_line(&at, text.bytes + text.size, &line)) >= 0) {
		while (length > 2 && !memcmp(line, "./", 2)) {
			line += 2;
			length -= 2;
		}
		if (length)
			add(files, line, length);
	}
	text_free(&text);
}

/* A path as a build writes it, relative to the sources where it is below them. */
static const char *below(const char *path, size_t *length, const char *srctree)
{
	size_t root = strlen(srctree);

	if (*length > root + 1 && root && !memcmp(path, srctree, root) &&
	    path[root] == '/') {
		path += root + 1;
		*length -= root + 1;
	}
	while (*length > 2 && !memcmp(path, "./", 2)) {
		path += 2;
		*length -= 2;
	}
	return path;
}

/*
 * The next file that a record names: "source_x.o := drivers/x.c", then lines
 * "  include/linux/x.h \". Returns NULL at the end.
 */
static const char *next_path(char **at, char *end, size_t *length, bool *is_source)
{
	static const char source[] = "source_";
	ptrdiff_t count;
	char *line, *path;

	while ((count = text_line(at, end, &line)) >= 0) {
		*is_source = !strncmp(line, source, strlen(source));
		if (*is_source) {
			path = memmem(line, count, ":= ", 3);
			if (!path)
				continue;
			path += 3;
			*length = line + count - path;
			return path;
		}
		if (count < 3 || memcmp(line, "  ", 2) || line[2] == ' ' || line[2] == '$')
			continue;
		*length = count - 2;
		if (*length > 2 && !memcmp(line + count - 2, " \\", 2))
			*length -= 2;
		return line + 2;
	}
	return NULL;
}

static void add_record(struct files *files, const char *record, const char *srctree)
{
	struct text text;
	const char *path;
	size_t length;
	bool is_source;
	char *at;

	text_read(&text, record);
	at = text.bytes;
	while ((path = next_path(&at, text.bytes + text.size, &length, &is_source))) {
		uint32_t file;

		path = below(path, &length, srctree);
		file = add(files, path, length);
		files->at[file].is_read = true;
		if (!is_source || files->at[file].record)
			continue;
		files->at[file].record = xstrndup(record, strlen(record));
		files->unit_count++;
	}
	text_free(&text);
}

void files_add_build(struct files *files, const char *objtree, const char *srctree)
{
	FTS *tree = walk(objtree);
	FTSENT *entry;

	while ((entry = next_file(tree, objtree))) {
		size_t length = entry->fts_namelen;

		if (*entry->fts_name == '.' && length > 6 &&
		    !strcmp(entry->fts_name + length - 6, ".o.cmd"))
			add_record(files, entry->fts_path, srctree);
	}
	fts_close(tree);
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
	return from(files, *find_slot(files, hash_of(tag_path, length)) - 1, tag_path,
		    length);
}

uint32_t files_next(const struct files *files, uint32_t file, const char *tag_path,
		    size_t length)
{
	return from(files, files->at[file].next, tag_path, length);
}

bool files_includes(const struct files *files, const char *srctree, uint32_t unit,
		    uint32_t file)
{
	const char *wanted = files->at[file].path, *path;
	bool is_source, found = false;
	struct text text;
	size_t length;
	char *at;

	if (!files->at[unit].record)
		return !files->unit_count;
	if (!files->at[file].is_read)
		return true;
	text_read(&text, files->at[unit].record);
	at = text.bytes;
	while (!found && (path = next_path(&at, text.bytes + text.size, &length, &is_source))) {
		path = below(path, &length, srctree);
		found = strlen(wanted) == length && !memcmp(path, wanted, length);
	}
	text_free(&text);
	return found;
}

void files_free(struct files *files)
{
	uint32_t i;

	for (i = 0; i < files->count; i++) {
		free(files->at[i].path);
		free(files->at[i].record);
	}
	free(files->at);
	free(files->slots);
	memset(files, 0, sizeof(*files));
}
