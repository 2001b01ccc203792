/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What decode knows of a log: shared by decode.c, which reads it, and candidates.c.
 */
#ifndef KAS_RESOLVER_DECODE_H
#define KAS_RESOLVER_DECODE_H

#include <stdbool.h>
#include <stdint.h>

#include "plain.h"

struct arguments;
struct frame;
struct hit;
struct hits;
struct source;

struct shift {
	uint64_t value;
	enum { SHIFT_UNKNOWN, SHIFT_KNOWN, SHIFT_DOUBTFUL } state;
};

struct decoder {
	const struct arguments *arguments;
	const struct source *source;
	struct shift *shifts;		/* by object: what addresses are off by */
	struct plain plain;		/* the line that is read */
	uint32_t frame_count, several_count, misfit_count;
};

enum verdict { NOT_THERE, UNTOLD, THERE };

/* judge_address() - is the address that was printed within a symbol? */
enum verdict judge_address(const struct decoder *decoder, const struct frame *frame,
			   const struct hit *hit);

/* drop_ruled_out() - of those that fit, keep what can be at the address */
void drop_ruled_out(const struct decoder *decoder, const struct frame *frame,
		    struct hits *hits);

/*
 * choose_by_address() - leave the one whose address was printed
 * choose_by_file() - ... the one whose file a warning names
 * @line: what the frame is in
 * Return false, and leave all, if there is none.
 */
bool choose_by_address(const struct decoder *decoder, const struct frame *frame,
		       struct hits *hits);
bool choose_by_file(const struct decoder *decoder, const struct frame *frame,
		    const char *line, struct hits *hits);

#endif
