/* SPDX-License-Identifier: GPL-2.0-or-later */
#line 10 "inc.c:use.c"
static __attribute__((noipa)) int helper(int x) {
	return x + 1;
}

#line 20 "inc.y"
static __attribute__((used)) int table_of_inc = 1;
