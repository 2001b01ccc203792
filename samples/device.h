/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Devices with attributes to read: what the samples share, in the manner of the
 * kernel's sysfs.
 */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdio.h>

struct attribute {
	const char *name;
	void (*show)(void);
};

extern const struct attribute *const battery, *const clock_device, *const fan;

/* Each file that includes this has a copy of its own. */
__attribute__((noinline, unused))
static void print(const char *name, const char *value)
{
	printf("\t%s: %s\n", name, value);
}

#endif
