/* SPDX-License-Identifier: GPL-2.0-or-later */
static inline __attribute__((always_inline)) int from_header(int x)
{
	__asm__ volatile("in_header: nop" : "+r" (x));
	return x;
}
