/* SPDX-License-Identifier: GPL-2.0-or-later */
struct pair {
	long first, second;
};

int external(int x);

/* Takes the members instead of the pointer. */
static __attribute__((noinline))
long sum(struct pair *p)
{
	return p->first * 3 + p->second;
}

long use_sum(struct pair *p)
{
	return sum(p) + sum(p + 1);
}

/* Is always called with the same second argument. */
static __attribute__((noinline))
int repeat(int x, int times)
{
	int i;

	for (i = 0; i < times; i++)
		x = external(x + times);
	return x;
}

int use_repeat(int x)
{
	return repeat(x, 7) + repeat(x + 1, 7);
}

/* Its test is inlined into callers, the rest is not. */
static int guarded(int *p)
{
	if (!p)
		return 0;
	*p = external(*p);
	*p += external(*p + 1);
	*p += external(*p + 2);
	*p += external(*p + 3);
	*p += external(*p + 4);
	*p += external(*p + 5);
	return external(*p + 6);
}

int use_guarded(int *p, int *q, int *r)
{
	return guarded(p) + guarded(q) * 2 + guarded(r) * 3;
}
