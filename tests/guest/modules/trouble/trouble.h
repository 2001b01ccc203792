/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What both functions of the name cause() do. */
#ifndef TROUBLE_H
#define TROUBLE_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/kobject.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/wait.h>

extern struct kobj_attribute first_attr, second_attr;
extern struct wait_queue_head trouble_queue;
extern struct mutex trouble_outer, trouble_inner;
extern bool trouble_released;

/* Inlined, so that what the kernel reports is the function that it is inlined into. */
static __always_inline void make_trouble(const char *what, void *function)
{
	int *nowhere = (int *)8;

	OPTIMIZER_HIDE_VAR(nowhere);
	if (sysfs_streq(what, "print")) {
		pr_info("trouble: %ps is a function\n", function);
	} else if (sysfs_streq(what, "warn")) {
		WARN(true, "trouble: warned\n");
	} else if (sysfs_streq(what, "lock")) {
		/* One order, then the other: nobody waits, and lockdep tells. */
		mutex_lock(&trouble_outer);
		mutex_lock(&trouble_inner);
		mutex_unlock(&trouble_inner);
		mutex_unlock(&trouble_outer);
		mutex_lock(&trouble_inner);
		mutex_lock(&trouble_outer);
		mutex_unlock(&trouble_outer);
		mutex_unlock(&trouble_inner);
	} else if (sysfs_streq(what, "hang")) {
		wait_event(trouble_queue, READ_ONCE(trouble_released));
	} else if (sysfs_streq(what, "release")) {
		WRITE_ONCE(trouble_released, true);
		wake_up(&trouble_queue);
	} else if (sysfs_streq(what, "oops")) {
		WRITE_ONCE(*nowhere, 0);
	}
}

#endif
