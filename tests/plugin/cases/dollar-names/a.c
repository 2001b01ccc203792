/* SPDX-License-Identifier: GPL-2.0-or-later */
#define NAMED(c_name, elf_name) \
	static __attribute__((used)) int c_name __asm__(elf_name) = 1

NAMED(a, "$data");
NAMED(b, "$x_ray");
NAMED(c, "$t5");
NAMED(d, "$");

/* The marks of code and data in objects for ARM and RISC-V. */
NAMED(e, "$d");
NAMED(f, "$x.1");
NAMED(g, "$xrv64i2p1_m2p0");
