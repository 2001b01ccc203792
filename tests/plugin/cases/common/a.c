/* SPDX-License-Identifier: GPL-2.0-or-later */

int shared;
static int local;
__attribute__((common)) int asked;

int entry(void)
{
	return shared++ + local++ + asked++;
}
