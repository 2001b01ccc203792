// SPDX-License-Identifier: GPL-2.0-or-later
/* A battery, with a name and a type. */
#include "device.h"

static int reads;

static void name_show(void)
{
	reads++;
	print("name", "BAT0");
}

static void type_show(void)
{
	print("type", "lithium");
	printf("\tread %d times\n", reads);
}

static const struct attribute attributes[] = {
	{ "name", name_show },
	{ "type", type_show },
	{ }
};

const struct attribute *const battery = attributes;
