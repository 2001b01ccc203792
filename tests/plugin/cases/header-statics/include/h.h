/* SPDX-License-Identifier: GPL-2.0-or-later */
static int state;

static __attribute__((noipa)) int shared(int x)
{
	return x + state++;
}

#define DEFINE_SHOW(name)					\
	static __attribute__((noipa)) int name##_show(int x)	\
	{							\
		static int name##_calls;			\
		return x + name##_calls++;			\
	}
