/* SPDX-License-Identifier: GPL-2.0-or-later */
#define keep __attribute__((noipa, used))

static keep int same_line(int x) { return x + 1; }

static keep int
next_line(int x)
{
	return x + 2;
}

static int keep many_lines(int a,
			   int b,
			   int c)
{
	return a + b + c;
}

static keep int old_style(a, b)
	int a;
	int b;
{
	return a - b;
}

static int declared(int x) keep;

static int declared(int x)
{
	return x + 3;
}

static int unused(int x)
{
	return x;
}

static inline int inlined(int x)
{
	return x + 4;
}

int caller(int x)
{
	return inlined(x);
}
