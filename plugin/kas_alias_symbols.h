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

/*
 * kas_symbols_stream() - send the aliases of top-level asm statements' labels to
 * link time
 *
 * There the statements are written, but nothing tells which unit one is from. So
 * the aliases go along, as another statement that comes after them. That is
 * written with the others where the object is a fat one, too, and
 * kas_symbols_write() leaves these labels out.
 * To be called once, before the unit is streamed, and when GCC has given all
 * symbols their names: asked for one before, it would number them otherwise.
 */
void kas_symbols_stream(const struct kas_options *options);

#endif
