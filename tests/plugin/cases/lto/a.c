/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "h.h"

static int table[4];

static __attribute__((noipa)) int dup(int x)
{
	return x + table[x & 3]++;
}

int entry_a(int x)
{
	return dup(x) + header(x);
}
