/* SPDX-License-Identifier: GPL-2.0-or-later */

int apply(int (*function)(int), int x);

int entry(int y)
{
	int add(int x)
	{
		return x + y;
	}

	return apply(add, y);
}

static __attribute__((noipa)) int twice(int y)
{
	__attribute__((noipa)) int add(int x) {
		return x + 2;
	}
	return add(y) * 2;
}

int other(int y)
{
	return twice(y);
}
