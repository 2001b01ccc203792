/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A line of several words, such as one that "kas_alias find" printed.
 */
#ifndef KAS_RESOLVER_WORDS_H
#define KAS_RESOLVER_WORDS_H

struct source;
struct hits;

/*
 * words_find() - the symbols that a line means; adds to @hits
 * Aliases count most, then frames of a stack dump or of perf, then places, then names.
 */
void words_find(const struct source *source, const char *text, struct hits *hits);

#endif
