/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inc.c"

int entry(int x)
{
	return helper(x);
}

#line 100 "grammar.y"
static __attribute__((used, noipa)) int parse(int x)
{
	return x + 1;
}

#line 7 "/usr/share/bison/skeleton.c"
static __attribute__((used)) int table = 1;

#line 4294 "sub/../other.c"
static __attribute__((used)) int other = 1;
