/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of debug information are called in tags.
 */
#ifndef KAS_ALIAS_DWARF_FILES_H
#define KAS_ALIAS_DWARF_FILES_H

#include "kas_alias_tag.h"

/*
 * files_tag_path() - a file's part of a tag, for the caller to free
 * @directory: what debug information says that the compiler ran in, or ""
 * @file: as it names the file
 *
 * A prefix map can have changed either, so that the two do not lead to the file. Then it
 * is looked for in the trees. One that is nowhere is called by its last component: no
 * other is sure to be none of the directory that the build ran in.
 */
char *files_tag_path(const struct kas_roots *roots, const char *directory, const char *file);

#endif
