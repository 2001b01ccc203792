/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where in the source an alias says that its symbol was written.
 *
 * An alias holds a path with "_" for each byte that is no letter or digit. What
 * the path was is in the table that the build writes, System.aliases:
 *
 *	# kas_alias table 1
 *	# alias	path	line	module	unit
 *	name_show@drivers_rtc_sysfs_c_26	drivers/rtc/sysfs.c	26	vmlinux	drivers/rtc/sysfs.c
 *
 * Lines are sorted by alias, as memcmp() does. Two lines of one alias are two
 * paths of which it can be either. The line is 0 if it is not known, the path "-"
 * if no source was found. The unit is the file that was compiled, which includes
 * the other or is the same. Later versions can add fields at the end.
 */
#ifndef KAS_RESOLVER_PLACES_H
#define KAS_RESOLVER_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

#define TABLE_HEADER "# kas_alias table "
#define TABLE_VERSION 1
#define TABLE_COLUMNS "# alias\tpath\tline\tmodule\tunit"

struct place {
	const char *alias;
	const char *path, *module, *unit;
	uint32_t line;		/* 0: not known */
};

/* All zero is an empty table. */
struct places {
	struct text text;
	struct place *at;
	size_t count;
};

/*
 * places_read_if_any() - read a table; false if there is no such file
 * Ends in fatal() if it is no table, or one of a later version.
 */
bool places_read_if_any(struct places *places, const char *path);
void places_free(struct places *places);

/* places_find() - what the table has of an alias; returns how many lines */
size_t places_find(const struct places *places, const char *alias,
		   const struct place **first);

/*
 * alias_tag() - where the tag of an alias begins, NULL: that is none
 * @length: gets that of the path in the tag, the line left out
 * @line: gets the line, 0 if the tag has none
 */
const char *alias_tag(const char *alias, size_t *length, uint32_t *line);

#endif
