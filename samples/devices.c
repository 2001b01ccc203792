// SPDX-License-Identifier: GPL-2.0-or-later
/* Read every attribute of every device. */
#include "device.h"

static void read_all(const struct attribute *attribute)
{
	for (; attribute->name; attribute++)
		attribute->show();
}

int main(void)
{
	puts("battery");
	read_all(battery);
	puts("clock");
	read_all(clock_device);
	puts("fan");
	read_all(fan);
	return 0;
}
