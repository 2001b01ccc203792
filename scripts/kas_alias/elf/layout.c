// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Write an image of which some sections have another content; see layout.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "field.h"
#include "layout.h"
#include "../output.h"

/* A section that may move. */
struct piece {
	uint64_t old, new;		/* file offsets */
	const unsigned char *bytes;	/* NULL: none in the file */
	uint64_t size, align;
	uint32_t section;
};

struct layout {
	struct piece *pieces;		/* in the order of the file */
	size_t count;
	uint64_t kept;			/* what is before this stays */
	bool move_headers;
	uint64_t headers;		/* where the section headers go */
	uint64_t end;			/* of all these */
};

static int by_offset(const void *one, const void *other)
{
	const struct piece *a = one, *b = other;

	if (a->old != b->old)
		return a->old < b->old ? -1 : 1;
	return (a->section > b->section) - (a->section < b->section);
}

static const struct replacement *
find_replacement(const struct replacement *replacements, size_t count,
		 uint32_t section)
{
	for (; count; count--, replacements++)
		if (replacements->section == section)
			return replacements;
	return NULL;
}

static uint64_t header_bytes(const struct image *image)
{
	return image->section_count * field_size(image, Shdr);
}

/* Is [offset, offset + size) on one side of a limit? */
static void check_side(const struct image *image, uint64_t limit,
		       uint64_t offset, uint64_t size)
{
	if (offset < limit && offset + size > limit)
		fatal(image->path, "malformed ELF file: sections overlap");
}

/* Which sections may move: those behind the first one that is replaced. */
static void collect(struct layout *layout, const struct image *image,
		    const struct replacement *replacements, size_t count)
{
	uint64_t first = UINT64_MAX;
	uint32_t i;

	for (i = 0; i < count; i++) {
		uint64_t offset = image->sections[replacements[i].section].offset;

		if (offset < first)
			first = offset;
	}
	layout->kept = first > image->mapped_end ? first : image->mapped_end;
	layout->move_headers =
		image->headers + header_bytes(image) > layout->kept;
	check_side(image, first, image->headers, header_bytes(image));
	layout->pieces = xcalloc(image->section_count, sizeof(*layout->pieces));
	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];
		const struct replacement *replacement =
			find_replacement(replacements, count, i);
		struct piece *piece = &layout->pieces[layout->count];

		if (!image->is_relocatable && (section->flags & SHF_ALLOC))
			continue;
		if (image_has_bytes(section))
			check_side(image, first, section->offset, section->size);
		if (section->offset < first)
			continue;
		piece->section = i;
		piece->old = section->offset;
		piece->align = section->align ? section->align : 1;
		if (image_has_bytes(section) && piece->align > image->size)
			fatal(image->path,
			      "malformed ELF file: the alignment of section %s is larger than the file",
			      section->name);
		piece->size = replacement ? replacement->size : section->size;
		if (replacement)
			piece->bytes = replacement->bytes;
		else if (image_has_bytes(section))
			piece->bytes = image->bytes + section->offset;
		layout->count++;
	}
	qsort(layout->pieces, layout->count, sizeof(*layout->pieces), by_offset);
}

static uint64_t align_up(uint64_t offset, uint64_t align)
{
	return (offset + align - 1) & -align;
}

/* Find the new offsets, and put them and the new sizes into the headers. */
static void place(struct layout *layout, struct image *image)
{
	uint64_t offset = layout->kept, old_end = 0;
	size_t i;

	for (i = 0; i < layout->count; i++) {
		struct piece *piece = &layout->pieces[i];
		unsigned char *header = field_header(image, piece->section);

		if (piece->bytes) {
			uint64_t old_size = image->sections[piece->section].size;

			/* One without bytes can be anywhere. */
			if (old_size) {
				check_side(image, old_end, piece->old, UINT64_MAX / 2);
				old_end = piece->old + old_size;
			}
			offset = align_up(offset, piece->align);
		}
		piece->new = offset;
		if (piece->bytes)
			offset += piece->size;
		field_set(image, header, Shdr, sh_offset, piece->new);
		field_set(image, header, Shdr, sh_size, piece->size);
	}
	layout->headers = image->headers;
	layout->end = offset;
	if (layout->move_headers) {
		layout->headers = align_up(offset, image->is_64bit ? 8 : 4);
		layout->end = layout->headers + header_bytes(image);
	}
	field_set(image, image->bytes, Ehdr, e_shoff, layout->headers);
}

/*
 * What is new is in the replacements. All beyond that is room between sections,
 * which a file cannot need more of than it has bytes.
 */
static void check_growth(const struct layout *layout, const struct image *image,
			 const struct replacement *replacements, size_t count)
{
	uint64_t limit = image->size * 2;

	for (; count; count--, replacements++)
		limit += replacements->size;
	if (layout->end > limit)
		fatal(image->path,
		      "malformed ELF file: the alignment of its sections would make it grow to %llu bytes",
		      (unsigned long long)layout->end);
}

static void pad(struct output *output, uint64_t *at, uint64_t until)
{
	static const unsigned char zeros[4096];

	while (*at < until) {
		uint64_t size = until - *at;

		if (size > sizeof(zeros))
			size = sizeof(zeros);
		output_write(output, zeros, size);
		*at += size;
	}
}

static void write_file(const struct layout *layout, const struct image *image,
		       const char *path)
{
	uint64_t at = layout->kept;
	struct output output;
	size_t i;

	output_open(&output, path, &image_kind);
	output_write(&output, image->bytes, layout->kept);
	for (i = 0; i < layout->count; i++) {
		const struct piece *piece = &layout->pieces[i];

		if (!piece->bytes)
			continue;
		pad(&output, &at, piece->new);
		output_write(&output, piece->bytes, piece->size);
		at += piece->size;
	}
	if (layout->move_headers) {
		pad(&output, &at, layout->headers);
		output_write(&output, image->bytes + image->headers,
			     header_bytes(image));
	}
	/* What somebody appended is found from the end of the file. */
	output_write(&output, image->bytes + image->end, image->size - image->end);
	output_commit(&output, &image->file);
}

void layout_write(struct image *image, const struct replacement *replacements,
		  size_t count, const char *path)
{
	struct layout layout = { 0 };

	collect(&layout, image, replacements, count);
	place(&layout, image);
	check_growth(&layout, image, replacements, count);
	write_file(&layout, image, path);
	free(layout.pieces);
}
