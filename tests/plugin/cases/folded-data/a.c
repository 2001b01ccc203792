/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Equal and constant: may become one object. */
static const int first[4] = { 1, 2, 3, 4 };
static const int second[4] = { 1, 2, 3, 4 };

static const char hello[] = "hello", also_hello[] = "hello";

int entry(int x, const char **text)
{
	*text = x ? hello : also_hello;
	return first[x] + second[x + 1];
}
