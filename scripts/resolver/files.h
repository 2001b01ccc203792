/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The source files of a build, found by their paths as a tag has them: with "_"
 * for each byte that is no letter or digit. Several files can have one such path.
 */
#ifndef KAS_RESOLVER_FILES_H
#define KAS_RESOLVER_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NO_FILE UINT32_MAX

struct file {
	char *path;
	char *record;		/* the .cmd file of what was compiled, or NULL */
	uint64_t hash;		/* of the path as a tag has it */
	bool is_read;		/* a record names it */
	uint32_t next;		/* another one with the same hash, or NO_FILE */
};

/* All zero is an empty set. */
struct files {
	struct file *at;
	uint32_t count;
	uint32_t *slots;
	uint32_t slot_count;
	uint32_t unit_count;	/* files with a record */
};

/*
 * files_add_tree() - all files below a directory
 * files_add_list() - those that a file names, one a line
 * files_add_build() - all that a kernel's build read, by its .cmd files
 * @srctree: what paths of sources begin with there; it is taken off
 * All end in fatal() if something cannot be read.
 */
void files_add_tree(struct files *files, const char *directory);
void files_add_list(struct files *files, const char *list);
void files_add_build(struct files *files, const char *objtree, const char *srctree);

/*
 * files_first() - the first file with the path @tag_path, or NO_FILE
 * files_next() - the next one of these
 */
uint32_t files_first(const struct files *files, const char *tag_path, size_t length);
uint32_t files_next(const struct files *files, uint32_t file, const char *tag_path,
		    size_t length);

/*
 * files_includes() - did the build read @file to compile @unit?
 * It may have where there is no record of the unit, or where no record names the
 * file at all: "#line" does, then.
 */
bool files_includes(const struct files *files, const char *srctree, uint32_t unit,
		    uint32_t file);
void files_free(struct files *files);

#endif
