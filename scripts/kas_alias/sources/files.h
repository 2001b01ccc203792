/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A set of source files, found by their paths as a tag has them: with "_" for each
 * byte that is no letter or digit. Several files can have one such path.
 */
#ifndef KAS_ALIAS_FILES_H
#define KAS_ALIAS_FILES_H

#include <stddef.h>
#include <stdint.h>

#define NO_FILE UINT32_MAX

struct file {
	char *path;
	uint64_t hash;		/* of the path as a tag has it */
	uint32_t next;		/* another one with the same hash, or NO_FILE */
};

/* All zero is an empty set. */
struct files {
	struct file *at;	/* moves when a file is added: keep indices */
	uint32_t count;
	uint32_t *slots;
	uint32_t slot_count;
};

/* files_add() - the index of a file, which is added if it is new */
uint32_t files_add(struct files *files, const char *path, size_t length);

/*
 * files_add_tree() - add all files below a directory
 * files_add_list() - add those that a file, or a pipe, names, one a line
 * What has a tab or a line break in its name is left out. Both end in fatal() if
 * something cannot be read.
 */
void files_add_tree(struct files *files, const char *directory);
void files_add_list(struct files *files, const char *list);

/* files_find() - the index of a file, or NO_FILE */
uint32_t files_find(const struct files *files, const char *path, size_t length);

/*
 * files_first() - the first file with the path @tag_path, or NO_FILE
 * files_next() - the next one of these
 */
uint32_t files_first(const struct files *files, const char *tag_path, size_t length);
uint32_t files_next(const struct files *files, uint32_t file, const char *tag_path,
		    size_t length);

/* files_free() - give back all memory; the set is empty then. */
void files_free(struct files *files);

#endif
