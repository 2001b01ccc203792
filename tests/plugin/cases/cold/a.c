/* SPDX-License-Identifier: GPL-2.0-or-later */

void report(int x) __attribute__((cold));
int external(int x);

static __attribute__((noipa))
int check(int x)
{
	if (x < 0) {
		report(x);
		report(external(x));
	}
	return external(x) + 1;
}

int entry(int x)
{
	if (x > 100) {
		report(x);
		report(external(x));
		report(check(x));
	}
	return check(x) * external(x);
}

static __attribute__((cold, noipa)) int whole(int x)
{
	return external(x) + 3;
}

int other(int x)
{
	return whole(x) + 1;
}
