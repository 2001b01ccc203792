/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "h.h"

static __attribute__((noipa)) int helper(int x)
{
	__asm__ volatile("basic: nop\n\tbasic_too: nop");
	__asm__ volatile("extended: nop; \"%%\": nop" : "+r" (x));
	__asm__ volatile(
		"nop\n"
		"several_lines:\n\tnop" : "+r" (x) : : "memory");
	__asm__ goto("jumping: nop" : : "r" (x) : : out);
	x++;
out:
	return x;
}

/* The place is where it was written, however far it came by inlining. */
static inline __attribute__((always_inline)) int inner(int x)
{
	__asm__ volatile("inlined: nop" : "+r" (x));
	return x;
}

static inline __attribute__((always_inline)) int outer(int x)
{
	return inner(x) + from_header(x);
}

/* Numbered for each copy, named by an operand, local to the assembler. */
static inline __attribute__((always_inline)) void copied(int x)
{
	__asm__ volatile("numbered%=: nop\n1:\n.Lhidden%=: nop" : : "r" (x));
	__asm__ volatile(".set again, .\n.set number, 3" : : "r" (x));
}

#define IN_MACRO __asm__ volatile("in_macro: nop" : : "r" (0))

/* Not written, so its labels are not. */
static inline int unused(int x)
{
	__asm__ volatile("not_there: nop" : "+r" (x));
	return x;
}

__asm__(".globl exported");

int entry(int x)
{
	IN_MACRO;
	__asm__ volatile("exported: nop; .weak feeble\nfeeble: nop");
	__asm__ volatile(".if 0\nleft_out: nop\n.endif");
	__asm__ volatile(".pushsection .rodata\n.ascii \"text: x\"\n.popsection");
	copied(x);
	copied(x + 1);
	return helper(x) + outer(x);
}
