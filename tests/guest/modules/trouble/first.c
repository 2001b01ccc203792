// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * trouble - a module of two objects, each with a function cause() that has the kernel
 * print a stack dump: by a warning, an oops, lockdep, a hung task. What is written to
 * /sys/kernel/trouble/first or second says which.
 */
#include <linux/module.h>

#include "trouble.h"

static struct kobject *trouble_kobj;

DECLARE_WAIT_QUEUE_HEAD(trouble_queue);
DEFINE_MUTEX(trouble_outer);
DEFINE_MUTEX(trouble_inner);
bool trouble_released;

static noinline void cause(const char *what)
{
	make_trouble(what, cause);
}

static ssize_t cause_store(struct kobject *kobj, struct kobj_attribute *attr,
			   const char *buf, size_t count)
{
	cause(buf);
	return count;
}

struct kobj_attribute first_attr = __ATTR(first, 0200, NULL, cause_store);

static int __init trouble_init(void)
{
	static const struct attribute *attrs[] = {
		&first_attr.attr, &second_attr.attr, NULL
	};
	int ret;

	trouble_kobj = kobject_create_and_add("trouble", kernel_kobj);
	if (!trouble_kobj)
		return -ENOMEM;

	ret = sysfs_create_files(trouble_kobj, attrs);
	if (ret)
		kobject_put(trouble_kobj);
	return ret;
}

static void __exit trouble_exit(void)
{
	kobject_put(trouble_kobj);
}

module_init(trouble_init);
module_exit(trouble_exit);
MODULE_DESCRIPTION("Stack dumps with a function of an ambiguous name");
MODULE_LICENSE("GPL");
