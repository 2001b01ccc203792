// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * twins - a module of two objects, with names that are ambiguous
 *
 *  - only within it, as static ones: twin_show(), twin_store(), answer;
 *  - only within it, as a global and a static one: twins_answer();
 *  - because of one bearer in vmlinux: kobj_attr_show(), of lib/kobject.c.
 *
 * /sys/kernel/twins/first and second lead to one twin_show() each, and a write
 * to one of them to a warning from a twin_store().
 */
#include <linux/bug.h>
#include <linux/module.h>

#include "twins.h"

static struct kobject *twins_kobj;

static int answer = 1;

noinline int twins_answer(void)
{
	return READ_ONCE(answer);
}

static ssize_t twin_show(struct kobject *kobj, struct kobj_attribute *attr,
			 char *buf)
{
	return sysfs_emit(buf, "%d\n", twins_answer());
}

static ssize_t twin_store(struct kobject *kobj, struct kobj_attribute *attr,
			  const char *buf, size_t count)
{
	WARN(true, "twins: first\n");
	return count;
}

struct kobj_attribute first_attr = __ATTR(first, 0644, twin_show, twin_store);

static int __init twins_init(void)
{
	static const struct attribute *attrs[] = {
		&first_attr.attr, &second_attr.attr, NULL
	};
	int ret;

	twins_kobj = kobject_create_and_add("twins", kernel_kobj);
	if (!twins_kobj)
		return -ENOMEM;

	ret = sysfs_create_files(twins_kobj, attrs);
	if (ret)
		kobject_put(twins_kobj);
	return ret;
}

static void __exit twins_exit(void)
{
	kobject_put(twins_kobj);
}

module_init(twins_init);
module_exit(twins_exit);
MODULE_DESCRIPTION("Names that are ambiguous within one module");
MODULE_LICENSE("GPL");
