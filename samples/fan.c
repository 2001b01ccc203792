// SPDX-License-Identifier: GPL-2.0-or-later
/* A fan, with a name, and a speed that nothing else has. */
#include "device.h"

static void name_show(void)
{
	print("name", "fan1");
}

static void speed_show(void)
{
	print("speed", "1200");
}

static const struct attribute attributes[] = {
	{ "name", name_show },
	{ "speed", speed_show },
	{ }
};

const struct attribute *const fan = attributes;
