/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where answers come from: the running kernel, a file with its symbols, ELF
 * files; and the table of true paths that goes with them.
 */
#ifndef KAS_RESOLVER_SOURCE_H
#define KAS_RESOLVER_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "places.h"
#include "symtab.h"
#include "text.h"

#define KALLSYMS "/proc/kallsyms"
#define TABLE_NAME "System.aliases"

struct image;

struct source {
	const char *path;	/* the first file, for messages */
	struct symtab symtab;
	struct places places;
	bool is_running;	/* the kernel that runs here: addresses are real */
	bool is_kernel;		/* vmlinux, its modules, or a list of symbols */

	struct text *texts;	/* what the names of .symtab point into */
	size_t text_count;
	struct image **images;
	size_t image_count;
	char **strings;
	size_t string_count;
};

/*
 * source_open() - read all that is to be known
 * @paths: files, none: KALLSYMS. Lists of symbols and ELF files, told apart by
 *	   their content.
 * @table: the table of true paths; NULL: System.aliases beside the first file,
 *	   or that of the running kernel, if there is one; "": none
 * Ends in fatal() when a file cannot be read or is neither.
 */
void source_open(struct source *source, char **paths, size_t count,
		 const char *table);
void source_close(struct source *source);

/* read_list(), read_elf() - add the symbols of one file; for source_open(). */
void read_list(struct source *source, const char *path, struct text *text);
void read_elf(struct source *source, const char *path);

/*
 * source_object() - the number of an object in a file, for what reads that
 * @path: of the file; the same pointer for all of its objects
 * Two files with one object would count its symbols twice, and end in fatal().
 */
uint32_t source_object(struct source *source, const char *path, const char *name,
		       bool is_module);

/* source_keep() - a copy of a string that lives as long as the source */
const char *source_keep(struct source *source, const char *string, size_t length);

/*
 * source_has() - is there a symbol of this name?
 */
bool source_has(const struct source *source, const char *name);

#endif
