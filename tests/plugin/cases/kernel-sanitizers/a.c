/* SPDX-License-Identifier: GPL-2.0-or-later */
struct big {
	int member[4];
};

static struct big state = { { 1 } };
struct big shared;

static __attribute__((noipa)) int helper(int *x)
{
	static volatile int calls;

	return *x + calls++;
}

int entry(int *x, unsigned int i)
{
	int local[4] = { x[0], x[1] };

	return helper(&local[i]) + state.member[i]++ + shared.member[i];
}
