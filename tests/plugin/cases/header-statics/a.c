/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "include/h.h"

DEFINE_SHOW(type)

int a(int x)
{
	return shared(x) + type_show(x);
}
