// SPDX-License-Identifier: GPL-2.0-or-later
/* trouble - the other object; see first.c. */
#include "trouble.h"

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

struct kobj_attribute second_attr = __ATTR(second, 0200, NULL, cause_store);
