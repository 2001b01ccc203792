/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How equal aliases are told apart: each gets its image's name put in front of its
 * tag; the second and following ones of an image, in the order of .symtab, a number
 * after that:
 *
 *	f@IMAGE_tag, f@IMAGE_2_tag, f@IMAGE_3_tag
 *
 * A name that something else has, or would get, is passed over. Only the census
 * sees all images, so it tries all names that prune may give, and reserves in the
 * frequency file those that nobody must get.
 */
#ifndef KAS_ALIAS_EQUAL_H
#define KAS_ALIAS_EQUAL_H

#include <stddef.h>
#include <stdint.h>

#include "../count/counts.h"

/* equal_image() - an image's name in tags: "drivers/a-b.ko" -> "a_b"; owned */
char *equal_image(const char *path);

struct equal_naming {
	const char *image;	/* equal_image() */
	char separator;
	uint32_t max_length;
};

/*
 * equal_compose() - the @number-th name of an alias, from 1 up; owned
 * @stem: what is before the separator of @alias, in bytes
 */
char *equal_compose(const struct equal_naming *naming, const char *alias,
		    size_t stem, uint32_t number);

/* An alias that an image has, as often as it has it. */
struct equal_use {
	uint32_t name;		/* in the counts of all aliases */
	uint32_t stem;
	uint32_t times;
	size_t image;		/* index of an image */
};

/*
 * equal_reserve() - which names must not be given
 * @aliases: all aliases of all images
 * @uses: those of them that are to be told apart, the ones of an image together
 * @images: equal_image() of each image
 * Adds these names to @reserved.
 */
void equal_reserve(struct counts *reserved, const struct counts *aliases,
		   const struct equal_use *uses, size_t use_count,
		   char *const *images, char separator, uint32_t max_length);

#endif
