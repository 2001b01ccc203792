/* SPDX-License-Identifier: GPL-2.0-or-later */
typedef int function(int);

static int plain(int x)
{
	return x + 1;
}

/* The symbols at its address have its line, as debug info says. */
static function *choose(void)
{
	return plain;
}

static int local_choice(int x) __attribute__((ifunc("choose")));
int global_choice(int x) __attribute__((ifunc("choose")));

int entry(int x)
{
	return local_choice(x) + global_choice(x);
}
