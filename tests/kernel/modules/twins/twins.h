/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the two objects of the module know of each other. */
#ifndef TWINS_H
#define TWINS_H

#include <linux/kobject.h>

extern struct kobj_attribute first_attr, second_attr;

/* Global in first.o; second.o has a static one of that name. */
int twins_answer(void);

#endif
