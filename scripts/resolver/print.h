/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Answers, printed: for people, for scripts, as JSON.
 */
#ifndef KAS_RESOLVER_PRINT_H
#define KAS_RESOLVER_PRINT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "query.h"

struct source;

/*
 * print_table() - lines of all fields: separated by tabs, or on a terminal
 * aligned, under a heading
 * @is_coloured: use the terminal's colours
 */
void print_table(const struct source *source, const struct hit *hits,
		 uint32_t count, bool is_aligned, bool is_coloured);

/*
 * JSON, of which kas_alias(1) tells the form. json_begin() opens the document,
 * json_result() adds the answer to a query, json_end() closes it.
 * @hint: may be NULL
 */
void json_begin(FILE *out, const struct source *source, const char *command);
void json_result(FILE *out, const struct source *source, const char *query,
		 const struct hits *hits, const char *hint, bool is_first);
void json_end(FILE *out);

/* json_string() - a string with its quotes; NULL is null */
void json_string(FILE *out, const char *text);

#endif
