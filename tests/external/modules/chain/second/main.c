// SPDX-License-Identifier: GPL-2.0-or-later
/* chain_second - calls what chain_first exports; see first/main.c. */
#include <linux/module.h>

int chain_value(void);
int chain_other(void);
int chain_second_other(void);

static noinline int chain_helper(void)
{
	return chain_value() + chain_other();
}

static int __init chain_second_init(void)
{
	return chain_helper() + chain_second_other() ? 0 : -EIO;
}

static void __exit chain_second_exit(void)
{
}

module_init(chain_second_init);
module_exit(chain_second_exit);
MODULE_DESCRIPTION("Imports an ambiguous symbol");
MODULE_LICENSE("GPL");
