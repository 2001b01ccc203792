/* SPDX-License-Identifier: GPL-2.0-or-later */
asm(".text\n"
    "label: nop\n"
    "\"odd{a|b}%name\": nop");

static int equiv = 1, ifdef = 2, endif = 3, label_a_c_0 = 4, a_c_0 = 5;
static int att_syntax = 6, prefix = 7;

/* A program of one unit does not need their storage. */
int entry(int x)
{
	return x + equiv + ifdef + endif + label_a_c_0 + a_c_0 + att_syntax + prefix;
}
