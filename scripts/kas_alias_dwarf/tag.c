// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The plugin's tags, from the file that it is made of, too.
 */
#include "kas_alias_tag.c"
