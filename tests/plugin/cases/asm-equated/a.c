/* SPDX-License-Identifier: GPL-2.0-or-later */

__asm__(
	"	.text\n"
	"label:	nop\n"
	"	.set	set, label\n"
	"	.equ	equ, label + 4\n"
	"	.equiv	equiv, set\n"
	"	assigned = .\n"
	"	twice == assigned\n"
	"1:	nop\n"
	"	.set	numbered, 1b\n"
	"	.set	ahead, later\n"
	"later:	nop\n"
	"	.set	function, helper\n"
	"	.lcomm	buffer, 16\n"
	"	.local	own\n"
	"	.comm	own, 4\n"
	"	.comm	shared, 4\n"
	"\"in quotes\": nop\n"
	"\"a \\\"quote\": nop\n"
	"	.globl	exported\n"
	"	.set	exported, label\n"
	"	.weak	feeble\n"
	"	.set	feeble, label\n");

/* No places, so nothing that an image could be asked for. */
__asm__(
	"	.set	five, 5\n"
	"	six = five + 1\n"
	"	.equiv	seven, 1 + six\n"
	"	.set	bytes, later - label\n"
	"	.set	elsewhere, not_defined_here\n"
	"	.irp	hidden, nine\n"
	"	\\hidden = 9\n"
	"	.endr\n"
	"	.set	from_macro, nine\n"
	"	moved = label\n"
	"	moved = 8\n"
	"	.globl	number\n"
	"	.set	number, 9\n");

static __attribute__((noipa)) int helper(int x)
{
	return x + 1;
}

int entry(int x)
{
	return helper(x);
}
