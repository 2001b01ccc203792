/* SPDX-License-Identifier: GPL-2.0-or-later */

static int renamed(int x) __asm__("other_name");

static __attribute__((noipa)) int renamed(int x)
{
	return x + 1;
}

static int datum __asm__("other.datum.5") = 7;

int entry(int x)
{
	return renamed(x) + datum++;
}
