// SPDX-License-Identifier: GPL-2.0-or-later
/* many-kinds - another object, in another folder; see main.c. */
#define kinds_pair kinds_global_pair
#include "shared.h"
#undef kinds_pair

static noinline int name_show(int value)
{
	return READ_ONCE(value) - 1;
}

static noinline int kinds_twice(int value)
{
	return READ_ONCE(value) - 3;
}

static noinline int kinds_pair(int value)
{
	return READ_ONCE(value) - 5;
}

asm(".pushsection .rodata\n"
    "	.type written_in_asm, @object\n"
    "	.size written_in_asm, 4\n"
    "written_in_asm:\n"
    "	.long 1\n"
    ".popsection\n");

int part_two(int value)
{
	return name_show(value) + kinds_twice(value) + kinds_pair(value) +
	       shared_helper(value);
}
