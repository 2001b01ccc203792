/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a kernel's build compiled, and what it read for that, by the .cmd file beside
 * each object. Most are never read beyond their first two lines: what a unit
 * included is read when somebody asks for it.
 */
#ifndef KAS_ALIAS_BUILD_H
#define KAS_ALIAS_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "files.h"

/* A .cmd file. A source can be compiled several times, and has several, then. */
struct record {
	char *path;
	uint32_t next;		/* another one of the same unit, or NO_FILE */
};

/* What is known of a unit. */
struct unit {
	uint32_t record;	/* in build->records: the first one */
	bool is_read;		/* .includes is known */
	struct files includes;
};

struct build {
	struct files sources;	/* that were compiled */
	struct unit *units;	/* by index in .sources */
	struct record *records;
	uint32_t record_count;
	struct files all;	/* that were read, for build_all() */
	const char *srctree;
	char *real_srctree;
};

/*
 * build_open() - find all units
 * @objtree: where the build is
 * @srctree: what paths of sources begin with there, or a link to that; it is taken
 *	     off. Must live as long as @build.
 * Ends in fatal() if something cannot be read.
 */
void build_open(struct build *build, const char *objtree, const char *srctree);

/* build_includes() - what was read to compile a unit; valid until build_close() */
const struct files *build_includes(struct build *build, uint32_t unit);

/* build_all() - what was read to compile any; it reads all records */
const struct files *build_all(struct build *build);

/* build_close() - give back all memory; all zero, a build is closed, too. */
void build_close(struct build *build);

#endif
