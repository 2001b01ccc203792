/* SPDX-License-Identifier: GPL-2.0-or-later */

int __attribute__((weak)) weak_function(int x)
{
	return x + 1;
}

int __attribute__((weak)) weak_object = 3;

extern int undefined(int x);
extern int __attribute__((weak)) weak_undefined(int x);
static int reference(int x) __attribute__((weakref("weak_undefined")));

int strong(int x)
{
	return undefined(x) + (weak_undefined ? reference(x) : 0);
}
