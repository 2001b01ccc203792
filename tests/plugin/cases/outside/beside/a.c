/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "h.h"

static int state;

static __attribute__((noipa)) int helper(int x)
{
	static int calls;

	return x + calls++ + state++;
}

int entry(int x)
{
	return helper(x) + header(x);
}
