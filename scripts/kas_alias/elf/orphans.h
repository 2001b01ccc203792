/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Aliases that no symbol of their place has the name for.
 */
#ifndef KAS_ALIAS_ORPHANS_H
#define KAS_ALIAS_ORPHANS_H

#include "symbols.h"

/*
 * orphans_resolve() - find the symbols of orphans, which are at their place
 *
 * One with a name so long that kas_join() cut it makes its orphan an alias; one
 * that objcopy gave another name makes its orphan SYMBOL_RENAMED. An orphan
 * without either stays as it is, symbol_is_orphan().
 */
void orphans_resolve(struct symbols *symbols);

#endif
