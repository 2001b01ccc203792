// SPDX-License-Identifier: GPL-2.0-or-later
/* hello - a module with one more name_show(), read as /sys/kernel/hello/name */
#include <linux/kobject.h>
#include <linux/module.h>

static ssize_t name_show(struct kobject *kobj, struct kobj_attribute *attr,
			 char *buf)
{
	return sysfs_emit(buf, "hello\n");
}

static struct kobj_attribute name_attr = __ATTR_RO(name);

static struct kobject *hello_kobj;

static int __init hello_init(void)
{
	int ret;

	hello_kobj = kobject_create_and_add("hello", kernel_kobj);
	if (!hello_kobj)
		return -ENOMEM;

	ret = sysfs_create_file(hello_kobj, &name_attr.attr);
	if (ret)
		kobject_put(hello_kobj);
	return ret;
}

static void __exit hello_exit(void)
{
	kobject_put(hello_kobj);
}

module_init(hello_init);
module_exit(hello_exit);
MODULE_DESCRIPTION("A static function whose name others have too");
MODULE_LICENSE("GPL");
