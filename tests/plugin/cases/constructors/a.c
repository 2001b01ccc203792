/* SPDX-License-Identifier: GPL-2.0-or-later */

void external(int x);

static __attribute__((constructor)) void start(void)
{
	external(1);
}

static __attribute__((destructor(200)))
void stop(void)
{
	external(2);
}
