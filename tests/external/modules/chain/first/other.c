// SPDX-License-Identifier: GPL-2.0-or-later
/* chain_first - the other object; see main.c. */
#include <linux/export.h>
#include <linux/compiler.h>

int chain_other(void);

static int value = 2;

static noinline int chain_value(void)
{
	return READ_ONCE(value);
}

noinline int chain_other(void)
{
	return chain_value();
}
EXPORT_SYMBOL_GPL(chain_other);
