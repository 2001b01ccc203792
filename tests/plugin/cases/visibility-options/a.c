/* SPDX-License-Identifier: GPL-2.0-or-later */
int shared_data = 1;

__attribute__((noipa, externally_visible)) int shared(int x)
{
	return x + shared_data++;
}

static __attribute__((noipa)) int helper(int x)
{
	return shared(x) + 1;
}

__attribute__((externally_visible)) int entry(int x)
{
	return helper(x);
}

#pragma GCC visibility push(hidden)
__attribute__((externally_visible)) int pushed = 2;
#pragma GCC visibility pop

#pragma weak made_weak
int made_weak = 3;
