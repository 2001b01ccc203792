/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Unsigned numbers of 32 bits in LEB128: seven bits in a byte, the lowest first,
 * and the highest bit in each byte but the last (DWARF, "Variable Length Data").
 */
#ifndef KAS_ALIAS_LEB128_H
#define KAS_ALIAS_LEB128_H

#include <stddef.h>
#include <stdint.h>

/* What leb128_put() may take. */
#define LEB128_MOST_BYTES 5

/*
 * leb128_get() - read the number at @at
 * Returns what is behind it, or NULL if it goes on beyond @end or is too large.
 */
static inline const unsigned char *leb128_get(const unsigned char *at,
					      const unsigned char *end,
					      uint32_t *number)
{
	uint64_t value = 0;
	unsigned int shift;

	for (shift = 0; at < end && shift < 7 * LEB128_MOST_BYTES; shift += 7) {
		value |= (uint64_t)(*at & 0x7f) << shift;
		if (*at++ & 0x80)
			continue;
		*number = value;
		return value <= UINT32_MAX ? at : NULL;
	}
	return NULL;
}

/* leb128_put() - write @number at @at; returns what is behind it. */
static inline unsigned char *leb128_put(unsigned char *at, uint32_t number)
{
	for (; number > 0x7f; number >>= 7)
		*at++ = number | 0x80;
	*at++ = number;
	return at;
}

#endif
