/* SPDX-License-Identifier: GPL-2.0-or-later */

int one(void)
{
	static int counter;

	return counter++;
}

int two(void)
{
	static int counter = 2;

	{
		static int counter = 3;

		counter++;
	}
	return counter++;
}

static inline int never_called(void)
{
	static int counter;

	return counter++;
}
