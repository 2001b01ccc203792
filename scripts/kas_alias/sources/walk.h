/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All files below a directory.
 */
#ifndef KAS_ALIAS_WALK_H
#define KAS_ALIAS_WALK_H

/*
 * walk() - call @visit for each file below @directory, in no order
 * @visit: gets @data and the path below @directory, valid only during the call
 * Directories with a dot in front hold no source, and symbolic links lead out of it;
 * neither is followed. What below @directory must not be read, or is gone when its turn
 * comes, is left out. Ends in fatal() if something else cannot be read.
 */
typedef void walk_visit(void *data, const char *path);
void walk(const char *directory, walk_visit *visit, void *data);

#endif
