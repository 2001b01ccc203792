// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mismatch - code and data that stay, with references to what does not
 *
 * Each of the names is ambiguous, so modpost meets two symbols at each address.
 * It lets type_ops pass, by its name.
 */
#include <linux/init.h>
#include <linux/module.h>

#include "mismatch.h"

static int level = 1;

static noinline int __init setup(void)
{
	return READ_ONCE(level);
}

static noinline int name_show(void)
{
	return setup();
}

noinline int type_show(void)
{
	return setup() + 1;
}

static struct operations type_ops = { setup };
static struct operations type_table = { setup };

int from_first(void)
{
	struct operations *ops = &type_ops, *table = &type_table;

	OPTIMIZER_HIDE_VAR(ops);
	OPTIMIZER_HIDE_VAR(table);
	return name_show() + type_show() + ops->operation() + table->operation();
}

static int __init mismatch_init(void)
{
	return from_first() + from_second();
}

module_init(mismatch_init);
MODULE_DESCRIPTION("References to what is freed");
MODULE_LICENSE("GPL");
