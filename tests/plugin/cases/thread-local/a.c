/* SPDX-License-Identifier: GPL-2.0-or-later */

static __thread int zeroed;
static __thread int initialised = 3;

int entry(void)
{
	static __thread int calls;

	return ++calls + zeroed++ + initialised++;
}
