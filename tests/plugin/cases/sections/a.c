/* SPDX-License-Identifier: GPL-2.0-or-later */

#define __init __attribute__((section(".init.text")))
#define __initdata __attribute__((section(".init.data")))

static int __initdata counter = 1;
static int __attribute__((section(".data..percpu"))) per_cpu;
static const char __attribute__((section(".modinfo"), used)) info[] = "x=y";

static __init __attribute__((noipa)) int setup(int x)
{
	return x + counter++;
}

int __init start(int x)
{
	return setup(x) + per_cpu++;
}
