/* SPDX-License-Identifier: GPL-2.0-or-later */

static __attribute__((used, noipa)) int helper(int x)
{
	return x + 1;
}
