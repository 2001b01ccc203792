/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owner, permissions and extended attributes of a file that replaces another.
 */
#ifndef KAS_ALIAS_ATTRIBUTES_H
#define KAS_ALIAS_ATTRIBUTES_H

struct mapped;

/*
 * attributes_keep() - give the file open as @fd what a file has
 * @path: for messages
 * @old: the path of the file to be replaced, or NULL for a new one
 * @model: whose permissions to take; NULL: those of @old, or of a new file. A new
 *	file gets its access control list as well, of which they are a part.
 *
 * What only another user could set is left out with a warning, and the set-user-ID
 * and set-group-ID bits with it: they mean something for one owner only.
 * Returns 0, or -1 with errno when not even the permissions can be set.
 */
int attributes_keep(int fd, const char *path, const char *old,
		    const struct mapped *model);

#endif
