// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A part of kas_alias_dwarf that this program has, too.
 */
#include "program.h"
#include "../kas_alias_dwarf/offline.c"
