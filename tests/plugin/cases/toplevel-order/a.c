/* SPDX-License-Identifier: GPL-2.0-or-later */
static __attribute__((used)) int first = 1;
static int unused_data = 2;

static __attribute__((noipa)) int helper(int x)
{
	static int calls;

	return x + calls++ + first;
}

__asm__(".pushsection .data\nlabel: .long 0\n.popsection");

static void unused_function(void)
{
}

int entry(int x)
{
	return helper(x);
}

static __attribute__((used)) int last = 3;
