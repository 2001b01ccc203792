/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What to say when a query means nothing in a kernel, or too much.
 */
#ifndef KAS_RESOLVER_HINT_H
#define KAS_RESOLVER_HINT_H

#include <stdint.h>

struct source;
struct hits;

/*
 * hint_for() - why, and what can be done; the caller frees it
 * @hits: what was found: nothing, or several
 * Returns NULL if there is nothing to say, or the query is none.
 */
char *hint_for(const struct source *source, const char *query,
	       const struct hits *hits);

/* hint_on_address() - the same, where nothing was found at an address */
char *hint_on_address(const struct source *source, uint64_t address);

#endif
