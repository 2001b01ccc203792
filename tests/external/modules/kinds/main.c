// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * many-kinds - a module whose symbols are ambiguous in each way there is
 *
 *  - in vmlinux and here: name_show();
 *  - once in vmlinux, once here: kobj_attr_show();
 *  - only here, as static ones: kinds_twice();
 *  - only here, as copies of a header's: shared_helper();
 *  - only here, as a global and a static one: kinds_pair();
 *  - only here, in assembler: written_in_asm;
 *
 * and not ambiguous at all: kinds_once(), part_two(), from_assembler().
 */
#include <linux/module.h>

#include "shared.h"

static int seed = 1;

static noinline int name_show(void)
{
	return READ_ONCE(seed) + 1;
}

static noinline int kobj_attr_show(void)
{
	return READ_ONCE(seed) + 2;
}

static noinline int kinds_twice(void)
{
	return READ_ONCE(seed) + 3;
}

static noinline int kinds_once(void)
{
	return READ_ONCE(seed) + 4;
}

noinline int kinds_pair(void)
{
	return READ_ONCE(seed) + 5;
}

static int __init kinds_init(void)
{
	seed = name_show() + kobj_attr_show() + kinds_twice() + kinds_once() +
	       kinds_pair();
	return part_two(shared_helper(from_assembler(seed))) ? 0 : -EIO;
}

module_init(kinds_init);
MODULE_DESCRIPTION("Names that are ambiguous in each way there is");
MODULE_LICENSE("GPL");
