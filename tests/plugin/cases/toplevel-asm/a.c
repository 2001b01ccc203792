/* SPDX-License-Identifier: GPL-2.0-or-later */

asm(".text\n"
    "stub:\n\tnop\n"
    "\t.type stub, %function\n"
    "\t.size stub, . - stub\n"
    "\t.globl exported\n"
    "exported: nop; second: nop\n"
    ".Llocal: nop\n"
    "1:\tnop\n"
    "\t.weak weakling\n"
    "weakling: nop\n");

asm(".if 0\n"
    "never: nop\n"
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
