/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inner.h"

static int header_state;

static __attribute__((noipa)) int
header(int x)
{
	static int calls;

	return x + header_state++ + calls++;
}

/* Equal, so that one of the bodies goes. */
static __attribute__((noinline)) int
first(int x)
{
	return header(x) * 3 + inner(x + 1);
}

static __attribute__((noinline)) int
second(int x)
{
	return header(x) * 3 + inner(x + 1);
}
