// SPDX-License-Identifier: GPL-2.0-or-later
/* twins - the other object; see first.c. */
#include <linux/bug.h>
#include <linux/kobject.h>

#define twins_answer twins_global_answer
#include "twins.h"
#undef twins_answer

static int answer = 2;

static noinline int twins_answer(void)
{
	return READ_ONCE(answer);
}

static noinline int kobj_attr_show(void)
{
	return twins_answer() * 10;
}

static ssize_t twin_show(struct kobject *kobj, struct kobj_attribute *attr,
			 char *buf)
{
	return sysfs_emit(buf, "%d\n", kobj_attr_show() + twins_answer());
}

static ssize_t twin_store(struct kobject *kobj, struct kobj_attribute *attr,
			  const char *buf, size_t count)
{
	WARN(true, "twins: second\n");
	return count;
}

struct kobj_attribute second_attr = __ATTR(second, 0644, twin_show, twin_store);
