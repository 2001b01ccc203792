/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SHARED_H
#define SHARED_H

#include <linux/compiler.h>

/* Each object that includes this gets one of its own. */
static noinline int shared_helper(int value)
{
	return READ_ONCE(value) * 7;
}

int part_two(int value);
int from_assembler(int value);
int kinds_pair(void);

#endif
