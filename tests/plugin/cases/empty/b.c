/* SPDX-License-Identifier: GPL-2.0-or-later */
extern int declared;
int function(int);
typedef int number;
static inline int never_called(int x) { return x + declared; }
