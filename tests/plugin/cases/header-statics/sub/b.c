/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "../include/h.h"

int b(int x)
{
	return shared(x);
}
