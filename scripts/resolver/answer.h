/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All that is known of one symbol, ready to be printed.
 */
#ifndef KAS_RESOLVER_ANSWER_H
#define KAS_RESOLVER_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "places.h"
#include "query.h"
#include "symtab.h"

struct answer {
	const struct source *source;
	const struct sym *sym;
	const struct object *object;
	const char *alias;		/* NULL: it has none */
	const struct place *places;	/* in the table: one, or several it can be */
	size_t place_count;		/* 0: not in the table */
	size_t path_count;		/* in these: two units can have one path */
	const char *tag_path;		/* the path as the alias has it, or NULL */
	size_t tag_path_length;
	uint32_t line;			/* 0: not known */
	uint32_t count;			/* symbols of this name in this object */
	bool has_address;		/* one in memory, or in a program */
	bool has_offset;
	uint64_t offset;		/* of the place within it that was asked for */
};

/* answer_get() - points into @source */
void answer_get(struct answer *answer, const struct source *source,
		const struct hit *hit);

/* answer_path() - the true path if it is known, and the only one; or NULL */
const char *answer_path(const struct answer *answer);

/*
 * answer_has_path() - is the path of the place with this number another than those
 * before it?
 */
bool answer_has_path(const struct answer *answer, size_t number);

/*
 * The fields of an answer, as text: "-" where it is not known. Bytes that would
 * do something to a terminal, or break a line, become "?".
 */
enum field {
	FIELD_SYMBOL, FIELD_PLACE, FIELD_MODULE, FIELD_ADDRESS, FIELD_SIZE,
	FIELD_POSITION, FIELD_ALIAS, FIELD_COUNT,
};

/* field_parse() - FIELD_COUNT if a word is no name of one */
enum field field_parse(const char *word);
const char *field_name(enum field field);

/* answer_print_field() - returns how many bytes it wrote */
size_t answer_print_field(FILE *out, const struct answer *answer, enum field field);

/* print_clean() - write a name; the same */
size_t print_clean(FILE *out, const char *text);

#endif
