/* SPDX-License-Identifier: GPL-2.0-or-later */

/* gas for RISC-V drops such local names: its own temporary labels hold a blank. */
static int blank(int x) __asm__("\"a name\"");
static __attribute__((noipa)) int blank(int x)
{
	return x + 1;
}

/* Registers and operators to the assembler, but for the quotes. */
static __attribute__((used)) int plus __asm__("\"a+b\"") = 1;
static __attribute__((noipa)) int dollar$sign(int x) { return x + 2; }

int entry(int x)
{
	return blank(x) + dollar$sign(x);
}
