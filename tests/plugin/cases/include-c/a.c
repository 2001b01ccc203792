/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sub/b.c"

static __attribute__((noipa)) int twice(int x)
{
	return x * 2;
}

int a(int x)
{
	return twice(helper(x)) + b_calls;
}
