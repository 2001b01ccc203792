/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MISMATCH_H
#define MISMATCH_H

struct operations {
	int (*operation)(void);
};

int from_first(void);
int from_second(void);
int type_show(void);

#endif
