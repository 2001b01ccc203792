/* SPDX-License-Identifier: GPL-2.0-or-later */

struct lock_class_key { };
int external(const char *name, void *data);

static struct lock_class_key empty;

int made(void)
{
	static struct lock_class_key __key;
	static char __already_done;

	__already_done = external(__func__, &__key);
	return external("made", &empty) + __already_done;
}

static int written = 1;

static __attribute__((noipa)) int function(int x)
{
	static int calls;

	calls++;
	return x + written++;
}

int table(int x)
{
	switch (x) {
	case 0: return 17;
	case 1: return 4;
	case 2: return 81;
	case 3: return 25;
	case 4: return 3;
	case 5: return 99;
	}
	return function(x);
}
