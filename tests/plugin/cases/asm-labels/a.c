/* SPDX-License-Identifier: GPL-2.0-or-later */

__asm__(
	"	.text\n"
	"local_label:\n"
	"	.long 0\n"
	"	.globl	global_label\n"
	"global_label:	.long 0\n"
	"first: second:	.long 0; third: .long 0\n"
	"	.weak	weak_label\n"
	"weak_label:\n"
	"	.long 0\n"
	"1:	.long 0\n"
	".Lhidden:	.long 0\n"
	"	.type	typed, %function\n"
	"typed:	.long 0\n"
	"	.size	typed, . - typed\n"
	"	.section .rodata\n"
	"table:	.long 1\n"
	"	.text\n");

/* What looks like a label, and is none. */
__asm__(
	"	.if 0\n"
	"left_out:\n"
	"	.endif\n"
	"	.macro	never_used\n"
	"in_macro:\n"
	"	.endm\n"
	"/* a comment\n"
	"commented:\n"
	"*/\n"
	"	.ascii	\"text: x\"\n"
	"	.balign	4\n");

/* Made global by another statement than the one that defines it. */
__asm__(".global later, never_defined");
__asm__("	.text\nlater: .long 0");

/* Defined in C, only mentioned here. */
__asm__("	.if 0\nhelper:\n	.endif");

static __attribute__((noipa)) int helper(int x)
{
	return x + 1;
}

extern char table[], local_label[];

int entry(int x)
{
	return helper(x) + table[x] + local_label[x];
}
