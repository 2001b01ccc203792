/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a person means by a word: any spelling of a symbol that the tools around
 * a kernel know.
 *
 *	name_show				a name, also without GCC's suffixes
 *	name_show@drivers_rtc_sysfs_c_26	an alias
 *	name_show@drivers/rtc/sysfs.c:26	perf, systemtap; the line can be left out
 *	@drivers/rtc/sysfs.c:26			bpftrace
 *	sysfs.c:name_show			gdb
 *	drivers/rtc/sysfs.c:26, rtc/sysfs.c	a place, a file
 *	rtc_core:name_show, name_show [rtc_core], name_show:mod:rtc_core
 *	rtc_core:name_show,2			livepatch: the second in that module
 *	0xffffffff814018d0, ffffffff814018d0
 *	name_show+0x12/0x40, .text+0x12
 *
 * Of a path, trailing components are enough. A name, a module and a path can be
 * patterns of the shell. In a line of several words, such as one that
 * "kas_alias find" printed, those that mean a symbol count.
 */
#ifndef KAS_RESOLVER_QUERY_H
#define KAS_RESOLVER_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frame.h"

struct source;

struct query {
	char *text;		/* what the others point into */
	char *name;		/* each is NULL where it is not given */
	char *path;
	char *module;
	uint64_t address;
	uint64_t offset, size;	/* of a frame; the size 0: not given */
	uint32_t line;		/* 0: not given */
	uint32_t position;	/* 0: not given */
	bool has_address, has_offset;
};

struct hit {
	uint32_t index;		/* in symtab.at, never an alias */
	bool has_offset;	/* the query was a place within it */
	uint64_t offset;
};

/* All zero is an empty list. */
struct hits {
	struct hit *at;
	uint32_t count;
};

/* query_find() - what a query means; adds to @hits, each symbol once, in order */
void query_find(const struct source *source, const char *text, struct hits *hits);

/*
 * query_find_address() - what lies at an address, the same way
 * query_find_place() - the symbols of which "NAME+offset/size" can be a place
 * @module: only in this one; "": only in vmlinux; NULL: anywhere
 * @size: 0: not known
 * query_find_frame() - the same of a line's frame. A kernel's frame without a module is
 * of vmlinux if it has an offset; what a program's places are in, they do not tell.
 * @whole: wherever in the symbol it is
 */
void query_find_address(const struct source *source, uint64_t address,
			struct hits *hits);
void query_find_place(const struct source *source, const char *name,
		      const char *module, uint64_t offset, uint64_t size,
		      struct hits *hits);
void query_find_frame(const struct source *source, const struct frame *frame, bool whole,
		      struct hits *hits);

/*
 * query_find_name() - the symbols of a name or an alias, as it is or as it was
 * printed, text_clean(); adds to @hits
 * @is_alias: only those of an alias
 */
void query_find_name(const struct source *source, const char *name, bool is_alias,
		     struct hits *hits);

/* query_find_spelling() - what one spelling means, taken apart; adds to @hits */
void query_find_spelling(const struct source *source, const char *text,
			 struct hits *hits);

/*
 * A colon stands before a name as a rule; but a name can hold some, and then it
 * is the first one, or none.
 */
enum query_reading { QUERY_LAST_COLON, QUERY_NO_COLON, QUERY_FIRST_COLON, QUERY_READINGS };

/*
 * query_parse() - take a spelling apart; free with query_free()
 * Returns false if it is none.
 */
bool query_parse(struct query *query, const char *text, enum query_reading reading);
void query_free(struct query *query);

/* query_matches_path() - does an alias name this path, and this line unless 0? */
bool query_matches_path(const struct source *source, const char *alias,
			const char *path, uint32_t line);

bool query_is_pattern(const char *text);
void hits_add(struct hits *hits, uint32_t index);
void hits_free(struct hits *hits);

#endif
