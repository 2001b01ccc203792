/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Write an image of which some sections have another content.
 *
 * Everything before the first such section stays where it is, and so does
 * whatever a segment may hold. The other sections follow in their old order,
 * without gaps but those of their alignment; then the section headers, if they
 * did not stand before, and at last what was appended to the ELF file.
 */
#ifndef KAS_ALIAS_LAYOUT_H
#define KAS_ALIAS_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#include "image.h"

struct replacement {
	uint32_t section;		/* not one that is loaded */
	const unsigned char *bytes;	/* the caller's */
	uint64_t size;
};

/*
 * layout_write() - write @image with @count sections replaced to the file @path
 * Other changes can be made in image->bytes before. The ELF header and the
 * section headers there are changed.
 * Ends in fatal() when sections overlap, or the file cannot be written.
 */
void layout_write(struct image *image, const struct replacement *replacements,
		  size_t count, const char *path);

#endif
