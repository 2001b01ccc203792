// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The checker by itself, as a kernel builds it.
 */
#include "checker.h"

int main(int argc, char **argv)
{
	return checker_main(argc, argv);
}
