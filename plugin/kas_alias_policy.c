// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which symbols have an alias, from the file that the checker uses too; see
 * kas_alias_grammar.c.
 */
#include "../kas_alias/policy.c"
