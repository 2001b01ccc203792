/* SPDX-License-Identifier: GPL-2.0-or-later */

static __attribute__((noipa)) int body(int x)
{
	return x + 1;
}
/* At the same address, so with the line that it has in the line table. */
static int second(int x) __attribute__((alias("body"), used));
int third(int x) __attribute__((alias("body")));
int weak(int x) __attribute__((weak, alias("body")));

static int datum = 7;
extern int same_datum __attribute__((alias("datum")));
