/* SPDX-License-Identifier: GPL-2.0-or-later */

int external(int x);

static __attribute__((noinline)) int first(int x)
{
	return external(x) * 3 + external(x + 1);
}

static __attribute__((noinline)) int second(int x)
{
	return external(x) * 3 + external(x + 1);
}

int (*table[])(int) = { first, second };
