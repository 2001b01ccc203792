/* SPDX-License-Identifier: GPL-2.0-or-later */

asm(".text\n"
    "stub:\n\tret\n"
    "\t.type stub, %function\n"
    "\t.size stub, . - stub\n"
    "\t.globl exported\n"
    "exported: ret; second: ret\n"
    ".Llocal: ret\n"
    "1:\tret\n"
    "\t.weak weakling\n"
    "weakling: ret\n");

asm(".if 0\n"
    "never: ret\n"
    ".endif\n");

extern void stub(void);

static __attribute__((noipa)) void helper(void)
{
	asm volatile("inside: nop");
}

void entry(void)
{
	helper();
	stub();
}
