/* SPDX-License-Identifier: GPL-2.0-or-later */
int apply(int (*function)(int), int x);

extern inline __attribute__((gnu_inline)) int only_inline(int x)
{
	return x + 1;
}

static inline int out_of_line(int x) { return x + 2; }

static inline __attribute__((always_inline))
int always(int x)
{
	static int calls;

	return x + calls++;
}

inline int external_inline(int x)
{
	return x + 3;
}
extern int external_inline(int x);

int entry(int x)
{
	return only_inline(x) + apply(out_of_line, x) + always(x) +
	       apply(always, x);
}
