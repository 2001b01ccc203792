/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Statements outside of functions that have operands. */

asm(".text\n"
    "only: nop" :: "i" (2));

asm(".globl exported" :: "i" (1));
asm(".text\nexported: nop");

asm(".data\n"
    "\"with%%percent\": .byte %c0\n"
    ".text" :: "i" (3));

extern char by_operand[], global_by_operand[];
extern void code_by_operand(void);
asm(".data\n"
    "%cc0: .byte 1\n"
    ".globl %cc1\n"
    "%cc1: .byte 2\n"
    ".text"
    :: ":" (by_operand), ":" (global_by_operand));
asm(".text\n"
    "%cc[name]: nop" :: "i" (4), [name] ":" (code_by_operand));

static int state;
extern char *pointer;
asm(".data\n"
    "pointer: .dc.a %cc0\n"
    ".text" :: "i" (&state));

static __attribute__((noipa)) int helper(int x)
{
	return x + state++;
}

int entry(int x)
{
	code_by_operand();
	return helper(x) + by_operand[0] + *pointer;
}
