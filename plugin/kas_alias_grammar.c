// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The alias grammar, compiled into the plugin from the file that the checker
 * uses too, so that the two can not drift apart.
 */
#include "../kas_alias/grammar.c"
