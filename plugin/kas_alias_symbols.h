/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The symbols that a translation unit defines, and their aliases.
 */
#ifndef KAS_ALIAS_SYMBOLS_H
#define KAS_ALIAS_SYMBOLS_H

#include "kas_alias_options.h"

/*
 * kas_symbols_write() - write an alias for each symbol that was written
 *
 * To be called once, when all else of the unit is in the assembler file and
 * before that is closed. Costs one step a symbol.
 */
void kas_symbols_write(const struct kas_options *options);

#endif
