/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Commands of the checker in this process: what they allocate and open goes away
 * when they end in fatal(), and is missed when they do not give it back.
 */
#ifndef KAS_ALIAS_FUZZ_SANDBOX_H
#define KAS_ALIAS_FUZZ_SANDBOX_H

#include <stddef.h>
#include <stdint.h>

#include "options.h"

/* sandbox_init() - begin to work in a directory in memory, which is made */
void sandbox_init(void);

/*
 * sandbox_run() - run a command, as a process would
 * @input: the bytes that it reads, which limit what it may allocate
 * Returns its exit code. Aborts when it leaves memory, a temporary file, or used
 * too much.
 */
int sandbox_run(int (*command)(const struct options *options),
		const struct options *options, size_t input);

/* A file of the directory: written, or read, at most @size bytes. -1: none. */
void sandbox_write(const char *name, const void *bytes, size_t size);
long sandbox_read(const char *name, void *bytes, size_t size);
void sandbox_remove(const char *name);

#endif
