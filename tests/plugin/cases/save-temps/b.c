/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "h.h"

static __attribute__((noipa)) int helper(int x)
{
	static int calls;

	return x + calls++;
}

int other(int x)
{
	return helper(x) + header(x);
}
