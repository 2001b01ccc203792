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

#include <stddef.h>
#include <stdint.h>

#include "../output.h"
#include "counts.h"

struct frequency {
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

/* frequency_load() - read all of the file @path; frequency_free() gives it back */
void frequency_load(const char *path, char separator,
		    struct frequency *frequency);
void frequency_free(struct frequency *frequency);

/*
 * frequency_write() - write the names whose count is not 0
 * Their texts have the form above. Ends in fatal() when one holds a newline, which
 * the format cannot express.
 */
void frequency_write(struct output *output, const struct counts *counts);

/* The kind of such a file. */
extern const struct output_kind frequency_kind;

#endif
