/* SPDX-License-Identifier: GPL-2.0-or-later */
asm(".text\n"
    "second: nop");

static __attribute__((noinline)) int equiv(int x)
{
	return x * 3;
}

int other(int x)
{
	return equiv(x) + equiv(x + 1);
}
