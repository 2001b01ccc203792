// SPDX-License-Identifier: GPL-2.0-or-later
/* same_one - one of two modules with a function of one name */
#include <linux/module.h>

static int value;

static noinline int same_function(void)
{
	return READ_ONCE(value);
}

static int __init same_one_init(void)
{
	value = same_function();
	return 0;
}

module_init(same_one_init);
MODULE_DESCRIPTION("A function that another module has, too");
MODULE_LICENSE("GPL");
