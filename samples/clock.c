// SPDX-License-Identifier: GPL-2.0-or-later
/* A clock, with a name and a type too. */
#include "device.h"

static void name_show(void)
{
	print("name", "rtc0");
}

static void type_show(void)
{
	static int reads;

	print("type", reads++ ? "still a clock" : "clock");
}

static const struct attribute attributes[] = {
	{ "name", name_show },
	{ "type", type_show },
	{ }
};

const struct attribute *const clock_device = attributes;
