/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The frequency file, modules.symbfreq: lines "name:count", each ended by a
 * newline, in ascending order of the name's bytes, no name twice, count a
 * decimal number from 1 up. A name may hold a colon; the last one counts.
 */
#ifndef KAS_ALIAS_FREQUENCY_H
#define KAS_ALIAS_FREQUENCY_H

#include <stddef.h>
#include <stdint.h>

#include "names.h"
#include "../output.h"

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
 * frequency_load() - add the names of the file @path to a table
 * @at_least: leave out those that were counted fewer times
 */
void frequency_load(const char *path, struct names *names, uint32_t at_least);

/*
 * frequency_write() - write the names of a table that have a mark
 * Ends in fatal() when one holds a newline, which the format cannot express.
 */
void frequency_write(struct output *output, const struct names *names);

#endif
