/* SPDX-License-Identifier: GPL-2.0-or-later */
static int b_calls;

static __attribute__((noipa)) int helper(int x)
{
	static int calls;

	b_calls++;
	return x + calls++;
}

int b(int x)
{
	return helper(x);
}
