/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The aliases of symbols that the plugin gave none: labels that it does not see,
 * symbols that objcopy renamed, and those of objects that it had no part in.
 */
#ifndef KAS_ALIAS_NAMING_H
#define KAS_ALIAS_NAMING_H

#include <stdint.h>

#include "../elf/symbols.h"

/* naming_join() - an alias, kas_join(), in memory of its size, which the caller owns */
char *naming_join(const char *symbol, size_t length, char separator, const char *tag,
		  uint32_t max_length);

/*
 * naming_by_object() - the alias of a local symbol, as far as its object tells:
 * with the line that the symbol had under another name, or line 0 of its unit
 * Owned by the caller. NULL: the symbol has an alias, never gets one, or the
 * object does not tell.
 */
char *naming_by_object(const struct symbols *symbols, uint32_t symbol,
		       char separator, uint32_t max_length);

/*
 * naming_by_image() - the alias of a symbol of an unknown unit: with the image's
 * name and, where it is in an object of an other compiler, that of its source
 * @image: equal_image()
 * Owned by the caller. NULL: nothing in the image is of the plugin.
 */
char *naming_by_image(const struct symbols *symbols, uint32_t symbol,
		      const char *image, char separator, uint32_t max_length);

#endif
