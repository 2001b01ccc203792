// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All files below a directory; see walk.h.
 */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../diag.h"
#include "walk.h"

enum kind { KIND_FILE, KIND_DIRECTORY, KIND_OTHER };

struct walker {
	char *path;
	size_t room, root;	/* .root: the length of what is before paths below it */
	walk_visit *visit;
	void *data;
};

static enum kind kind_of(const struct walker *walker, const struct dirent *entry)
{
	struct stat status;

	if (entry->d_type == DT_REG)
		return KIND_FILE;
	if (entry->d_type == DT_DIR)
		return KIND_DIRECTORY;
	if (entry->d_type != DT_UNKNOWN)
		return KIND_OTHER;
	if (lstat(walker->path, &status))
		return KIND_OTHER;	/* gone since */
	return S_ISREG(status.st_mode) ? KIND_FILE :
	       S_ISDIR(status.st_mode) ? KIND_DIRECTORY : KIND_OTHER;
}

/* Have @name behind the first @length bytes of the path. Returns the length of all. */
static size_t append(struct walker *walker, size_t length, const char *name)
{
	size_t added = strlen(name);

	if (!walker->path || length + added + 1 > walker->room) {
		walker->room = 2 * (length + added + 1);
		walker->path = xrealloc(walker->path, walker->room, 1);
	}
	memcpy(walker->path + length, name, added + 1);
	return length + added;
}

static void walk_directory(struct walker *walker, size_t length);

static void walk_entry(struct walker *walker, const struct dirent *entry, size_t length)
{
	length = append(walker, length, entry->d_name);
	switch (kind_of(walker, entry)) {
	case KIND_FILE:
		walker->visit(walker->data, walker->path + walker->root);
		break;
	case KIND_DIRECTORY:
		if (*entry->d_name != '.')
			walk_directory(walker, length);
		break;
	case KIND_OTHER:
		break;
	}
}

/* lost+found of whoever is root, or gone since: no build has read anything there. */
static bool is_out_of_reach(int error)
{
	return error == EACCES || error == EPERM || error == ENOENT;
}

/* A directory is read whole and closed before those in it: any depth takes one file. */
static void walk_directory(struct walker *walker, size_t length)
{
	struct dirent **entries;
	int count = scandir(walker->path, &entries, NULL, NULL), i;

	if (count < 0 && walker->root && is_out_of_reach(errno))
		return;
	if (count < 0)
		fatal(walker->path, "cannot read: %s", strerror(errno));
	length = append(walker, length, "/");
	if (!walker->root)
		walker->root = length;
	for (i = 0; i < count; i++) {
		walk_entry(walker, entries[i], length);
		free(entries[i]);
	}
	free(entries);
}

void walk(const char *directory, walk_visit *visit, void *data)
{
	struct walker walker = { .visit = visit, .data = data };

	walk_directory(&walker, append(&walker, 0, directory));
	free(walker.path);
}
