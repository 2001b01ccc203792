// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All files below a directory; see walk.h.
 */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../diag.h"
#include "walk.h"

enum kind { KIND_FILE, KIND_DIRECTORY, KIND_OTHER };

/* A directory that is being read: its path, a slash, and room for a name. */
struct level {
	DIR *stream;
	size_t length;		/* of the path with the slash */
};

struct walker {
	char *path;
	size_t room, root;	/* .root: the length of what is before paths below it */
	struct level *levels;
	size_t count;
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
		fatal(walker->path, "cannot read: %s", strerror(errno));
	return S_ISREG(status.st_mode) ? KIND_FILE :
	       S_ISDIR(status.st_mode) ? KIND_DIRECTORY : KIND_OTHER;
}

static void append(struct walker *walker, size_t length, const char *name)
{
	size_t need = length + strlen(name) + 1;

	if (need > walker->room) {
		walker->room = 2 * need;
		walker->path = xrealloc(walker->path, walker->room, 1);
	}
	strcpy(walker->path + length, name);
}

/* Go into the directory of this path. */
static void enter(struct walker *walker)
{
	struct level *level;

	walker->levels = grown(walker->levels, walker->count, sizeof(*walker->levels));
	level = &walker->levels[walker->count++];
	level->stream = opendir(walker->path);
	if (!level->stream)
		fatal(walker->path, "cannot read: %s", strerror(errno));
	append(walker, strlen(walker->path), "/");
	level->length = strlen(walker->path);
}

void walk(const char *directory, walk_visit *visit, void *data)
{
	struct walker walker = { 0 };
	struct dirent *entry;

	append(&walker, 0, directory);
	enter(&walker);
	walker.root = walker.levels[0].length;
	while (walker.count) {
		const struct level *level = &walker.levels[walker.count - 1];

		errno = 0;
		entry = readdir(level->stream);
		if (!entry && errno)
			fatal(walker.path, "cannot read: %s", strerror(errno));
		if (!entry) {
			closedir(level->stream);
			walker.count--;
			continue;
		}
		append(&walker, level->length, entry->d_name);
		switch (kind_of(&walker, entry)) {
		case KIND_FILE:
			visit(data, walker.path + walker.root);
			break;
		case KIND_DIRECTORY:
			if (*entry->d_name != '.')
				enter(&walker);
			break;
		case KIND_OTHER:
			break;
		}
	}
	free(walker.levels);
	free(walker.path);
}
