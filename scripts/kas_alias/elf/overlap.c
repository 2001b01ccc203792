// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Sections that share bytes with what is changed; see overlap.h.
 */
#include <stdlib.h>

#include "../diag.h"
#include "field.h"
#include "overlap.h"

struct range {
	uint64_t offset, end;
	bool is_changed;
};

static int by_offset(const void *one, const void *other)
{
	const struct range *a = one, *b = other;

	return (a->offset > b->offset) - (a->offset < b->offset);
}

static bool is_changed(const struct image *image, uint32_t section)
{
	return section == image->symtab || section == image->strtab ||
	       image->sections[section].link == image->symtab;
}

static uint64_t larger(uint64_t one, uint64_t other)
{
	return one > other ? one : other;
}

void overlap_check(const struct image *image)
{
	struct range *ranges = xcalloc(image->section_count + 1, sizeof(*ranges));
	uint64_t end = 0, changed_end = 0;
	uint32_t count = 0, i;

	ranges[count++] = (struct range){ 0, field_size(image, Ehdr), true };
	ranges[count++] = (struct range){
		image->headers,
		image->headers + image->section_count * field_size(image, Shdr),
		true,
	};
	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];

		if (image_has_bytes(section) && section->size)
			ranges[count++] = (struct range){
				section->offset, section->offset + section->size,
				is_changed(image, i),
			};
	}
	qsort(ranges, count, sizeof(*ranges), by_offset);
	for (i = 0; i < count; i++) {
		const struct range *range = &ranges[i];

		if (range->offset < changed_end ||
		    (range->is_changed && range->offset < end))
			fatal(image->path, "malformed ELF file: sections overlap");
		end = larger(end, range->end);
		if (range->is_changed)
			changed_end = larger(changed_end, range->end);
	}
	free(ranges);
}
