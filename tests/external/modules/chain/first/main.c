// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * chain_first - exports two functions, of which one has a namesake here and the
 * other one in chain_second, which calls both
 */
#include <linux/module.h>

int chain_value(void);
int chain_other(void);

static int value;

noinline int chain_value(void)
{
	return READ_ONCE(value);
}
EXPORT_SYMBOL_GPL(chain_value);

static noinline int chain_helper(void)
{
	return READ_ONCE(value) + 1;
}

static int __init chain_first_init(void)
{
	value = chain_helper() + chain_other();
	return 0;
}

static void __exit chain_first_exit(void)
{
	value = 0;
}

module_init(chain_first_init);
module_exit(chain_first_exit);
MODULE_DESCRIPTION("Exports an ambiguous symbol");
MODULE_LICENSE("GPL");
