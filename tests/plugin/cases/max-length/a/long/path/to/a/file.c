/* SPDX-License-Identifier: GPL-2.0-or-later */

static __attribute__((used, noipa)) int static_function(int x)
{
	return x + 1;
}
