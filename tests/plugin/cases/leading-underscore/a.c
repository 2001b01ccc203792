/* SPDX-License-Identifier: GPL-2.0-or-later */
static __attribute__((used)) int datum = 1;

static __attribute__((noipa)) int helper(int x)
{
	static int calls;

	return x + calls++;
}

static __attribute__((used)) int as_it_is __asm__("as_it_is") = 2;

int entry(int x)
{
	return helper(x);
}
