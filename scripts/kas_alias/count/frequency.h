/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The frequency file, modules.symbfreq: lines "name:count", each ended by a
 * newline, in ascending order of the name's bytes, no name twice, count a
 * decimal number from 1 up. A name may hold a colon; the last one counts.
 *
 * A name is that of a definition. One with the separator in front, "@f@a_c_1", is
 * an alias: with a count from 2 up there are so many of it, and prune has to tell
 * them apart; with 1, prune must not give that name to another symbol.
 */
#ifndef KAS_ALIAS_FREQUENCY_H
#define KAS_ALIAS_FREQUENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../mapped.h"
#include "../output.h"
#include "counts.h"

/* A frequency file, to be asked for names. All zero is one without a line. */
struct frequency {
	struct mapped file;
	char separator;
	bool is_loaded;		/* the tables hold all of the file, which is closed */
	struct counts names;
	struct counts aliases;	/* without the separator in front */
	struct counts versions;	/* "f" for each name "f@..." and "f@@..." */
};

/*
 * frequency_read() - call @visit for each line of the file @path, in order
 * @visit: gets the name, @length bytes without a final NUL and valid only
 *	during the call, its count, and @data
 * Ends in fatal() when the file cannot be read, and names the line when one is
 * malformed or out of order.
 */
typedef void frequency_visit(void *data, const char *name, size_t length,
			     uint32_t count);
void frequency_read(const char *path, frequency_visit *visit, void *data);

/*
 * frequency_open() - get ready for about so many lookups in the file @path
 * Few lookups search in the file, so that the prune of one module does not cost what
 * all modules have in names; for many all of it is read first. Only then each line
 * is checked: else those that a search meets. @frequency must stay where it is
 * until frequency_free(), and @path live as long.
 */
void frequency_open(struct frequency *frequency, const char *path,
		    char separator, size_t lookups);
void frequency_free(struct frequency *frequency);

/*
 * frequency_of() - the count of a name, 0 if the file lacks it
 * frequency_of_alias() - the same for an alias
 * frequency_of_versions() - the sum of all names that are @text, '@', and more
 * @hash: kas_hash() of the text
 */
uint32_t frequency_of(const struct frequency *frequency, const char *text,
		      size_t length, uint64_t hash);
uint32_t frequency_of_alias(const struct frequency *frequency, const char *text,
			    size_t length, uint64_t hash);
uint32_t frequency_of_versions(const struct frequency *frequency,
			       const char *text, size_t length, uint64_t hash);

/*
 * frequency_write() - write the names whose count is not 0
 * Their texts have the form above. Ends in fatal() when one holds a newline, which
 * the format cannot express.
 */
void frequency_write(struct output *output, const struct counts *counts);

/* The kind of such a file. */
extern const struct output_kind frequency_kind;

#endif
