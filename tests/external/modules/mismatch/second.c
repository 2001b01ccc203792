// SPDX-License-Identifier: GPL-2.0-or-later
/* mismatch - the other bearer of each name; see first.c. */
#include <linux/compiler.h>

#define type_show global_type_show
#include "mismatch.h"
#undef type_show

static int level = 2;

static noinline int setup(void)
{
	return READ_ONCE(level);
}

static noinline int name_show(void)
{
	return setup();
}

static noinline int type_show(void)
{
	return setup();
}

static struct operations type_ops = { setup };
static struct operations type_table = { setup };

int from_second(void)
{
	struct operations *ops = &type_ops, *table = &type_table;

	OPTIMIZER_HIDE_VAR(ops);
	OPTIMIZER_HIDE_VAR(table);
	return name_show() + type_show() + ops->operation() + table->operation();
}
