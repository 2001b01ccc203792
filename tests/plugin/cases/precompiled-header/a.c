/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INCLUDED
#include "h.h"
#endif

static int state;

static __attribute__((noipa)) int helper(int x)
{
	return x + state++;
}

int entry(int x)
{
	return helper(x) + header(x);
}

int (*table[])(int) = { first, second };

#line 100 "h.y"
static __attribute__((used)) int generated = 1;
