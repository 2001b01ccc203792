/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fields of ELF structures in place, in the class and byte order of their file.
 */
#ifndef KAS_ALIAS_FIELD_H
#define KAS_ALIAS_FIELD_H

#include <elf.h>
#include <stddef.h>
#include <stdint.h>

#include "image.h"

/* field_get() - the unsigned number of @width bytes at @at, aligned or not */
static inline uint64_t field_get(const struct image *image,
				 const unsigned char *at, unsigned int width)
{
	uint64_t value = 0;
	unsigned int i;

	for (i = 0; i < width; i++)
		value = value << 8 | at[image->is_big_endian ? i : width - 1 - i];
	return value;
}

/* field_put() - store the low @width bytes of @value at @at */
static inline void field_put(const struct image *image, unsigned char *at,
			     unsigned int width, uint64_t value)
{
	unsigned int i;

	for (i = 0; i < width; i++, value >>= 8)
		at[image->is_big_endian ? width - 1 - i : i] = value;
}

/*
 * field_set() - store @value in a member of the structure at @at
 * @type: Shdr, Sym ..., the same in both classes
 */
#define field_set(image, at, type, member, value) do {			\
	if ((image)->is_64bit)						\
		field_put(image, (at) + offsetof(Elf64_##type, member),	\
			  sizeof(((Elf64_##type *)0)->member), value);	\
	else								\
		field_put(image, (at) + offsetof(Elf32_##type, member),	\
			  sizeof(((Elf32_##type *)0)->member), value);	\
} while (0)

/* field_size() - the size of a structure in the file's class */
#define field_size(image, type)						\
	((image)->is_64bit ? sizeof(Elf64_##type) : sizeof(Elf32_##type))

/* field_header() - a section's header in the file */
static inline unsigned char *field_header(const struct image *image,
					  uint32_t section)
{
	return image->bytes + image->headers + section * field_size(image, Shdr);
}

#endif
