// SPDX-License-Identifier: GPL-2.0-or-later
/* chain_second - the other object, with a namesake of an import. */
#include <linux/compiler.h>

int chain_second_other(void);

static int value = 3;

static noinline int chain_other(void)
{
	return READ_ONCE(value);
}

noinline int chain_second_other(void)
{
	return chain_other();
}
