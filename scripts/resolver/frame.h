/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The places in code that a line of a kernel's log or of a trace names.
 *
 *	name_show+0x12/0x40 [rtc_core]		stack dumps, lockdep, KASAN, oops
 *	[<ffffffff814018e2>] name_show+0x12/0x40
 *	name_show+0x0/0x40 <ffffffff814018d0>	ftrace with the option sym-addr
 *	ffffffff814018e2 name_show+0x12 ([kernel.kallsyms])	perf script
 *	#4 [ffffc90000b37d90] name_show at ffffffff814018e2	crash
 *	name_show <-dev_attr_show		the function tracer
 *	=> name_show				its stacks
 *	name_show(); name_show() {		the function graph tracer
 */
#ifndef KAS_RESOLVER_FRAME_H
#define KAS_RESOLVER_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct frame {
	const char *name;	/* in the line, without an end */
	size_t length;
	const char *module;	/* the same; NULL: vmlinux */
	size_t module_length;
	uint64_t offset, size;	/* the size 0: not given */
	uint64_t address;	/* 0: not given */
	bool has_offset;
};

/*
 * frame_next() - find the next frame in a line
 * @line: ends with a NUL
 * @at: where to look from, within @line; moved behind the frame's name
 */
bool frame_next(struct frame *frame, const char *line, const char **at);

#endif
