/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Input files, mapped into memory. A file that somebody cuts short meanwhile
 * ends in a message and EXIT_TROUBLE, as each other unreadable one does, and not
 * in SIGBUS.
 */
#ifndef KAS_ALIAS_MAPPED_H
#define KAS_ALIAS_MAPPED_H

#include <stddef.h>
#include <sys/stat.h>

struct mapped {
	const char *path;	/* the caller's */
	unsigned char *bytes;	/* of an empty file none, but not NULL */
	size_t size;
	struct stat status;
	struct mapped *next;	/* others that are mapped at the same time */
};

/*
 * mapped_open() - map the whole of a regular file; @mapped and @path must live
 * until mapped_close()
 * @hint: what to tell somebody who lacks the file, or NULL
 * The mapping is private and writable: what is written stays in memory, at the
 * price of the pages that it touches. Ends in fatal() when it cannot be.
 */
void mapped_open(struct mapped *mapped, const char *path, const char *hint);
void mapped_close(struct mapped *mapped);

#endif
