/* SPDX-License-Identifier: GPL-2.0-or-later */
int apply(int (*function)(int), int x);

static __attribute__((noipa)) int outer(int y)
{
	static int calls;
	__attribute__((noipa))
	int middle(int x)
	{
		static int calls;
		__attribute__((noipa)) int inner(int z) {
			return z + x + y + calls++;
		}

		return apply(inner, x) + inner(y);
	}

	return apply(middle, y) + calls++;
}

int entry(int y)
{
	return outer(y);
}
