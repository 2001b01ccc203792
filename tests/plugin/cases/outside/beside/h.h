/* SPDX-License-Identifier: GPL-2.0-or-later */
static __attribute__((noipa)) int header(int x)
{
	return x + 1;
}
