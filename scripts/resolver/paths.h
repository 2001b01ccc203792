/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Paths that a person gives, compared with those of sources and of tags.
 */
#ifndef KAS_RESOLVER_PATHS_H
#define KAS_RESOLVER_PATHS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * path_matches() - does @wanted mean the file @path?
 * It does if it is the same, its trailing components, a pattern for these, or
 * an absolute path that ends in it.
 */
bool path_matches(const char *path, const char *wanted);

/*
 * path_matches_tag() - the same, as far as the tag of an alias tells
 * @line: must be that of the tag, unless 0
 * The path of a tag is not where it could be told from that of another file,
 * whose name differs in punctuation only.
 */
bool path_matches_tag(const char *alias, const char *wanted, uint32_t line);

#endif
