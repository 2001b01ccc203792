// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * livepatch - replace one of several functions of the same name
 *
 * /sys/class/rtc/rtc0/name is made by a name_show() of vmlinux, and there are
 * others. Without an alias the patch has to say which by its position among
 * them (old_sympos), which is another one in every build. With OLD_NAME, the
 * alias, the position is 0: the name is unique.
 *
 * With OLD_OBJECT, the name of a module, the function is looked for in that one.
 *
 * To take the patch back: echo 0 >/sys/kernel/livepatch/livepatch/enabled
 */
#include <linux/device.h>
#include <linux/livepatch.h>
#include <linux/module.h>
#include <linux/sysfs.h>

#ifndef OLD_NAME
#error give the alias: make OLD_NAME=name_show@drivers_rtc_sysfs_c_26
#endif
#ifndef OLD_SYMPOS
#define OLD_SYMPOS 0
#endif

static ssize_t patched_name_show(struct device *dev,
				 struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "patched\n");
}

static struct klp_func funcs[] = {
	{
		.old_name = OLD_NAME,
		.new_func = patched_name_show,
		.old_sympos = OLD_SYMPOS,
	}, { }
};

static struct klp_object objs[] = {
	{
#ifdef OLD_OBJECT
		.name = OLD_OBJECT,	/* without a name: vmlinux */
#endif
		.funcs = funcs,
	}, { }
};

static struct klp_patch patch = {
	.mod = THIS_MODULE,
	.objs = objs,
};

static int __init livepatch_init(void)
{
	return klp_enable_patch(&patch);
}

static void __exit livepatch_exit(void)
{
}

module_init(livepatch_init);
module_exit(livepatch_exit);
MODULE_DESCRIPTION("Patches a function by its alias");
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
