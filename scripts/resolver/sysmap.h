/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which symbols of vmlinux its System.map and kallsyms do not have.
 */
#ifndef KAS_RESOLVER_SYSMAP_H
#define KAS_RESOLVER_SYSMAP_H

#include <stdbool.h>

/*
 * sysmap_drops() - does the kernel's scripts/mksysmap leave a name out?
 *
 * To the kernel, the function before such a symbol goes on to the next one that is
 * left, and that is the size in its stack dumps. So the resolver leaves them out, too.
 */
bool sysmap_drops(const char *name);

#endif
