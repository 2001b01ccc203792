/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The places in code that a line of a kernel's log or of a trace names.
 *
 *	name_show+0x12/0x40 [rtc_core]		stack dumps, lockdep, KASAN, oops
 *	[<ffffffff814018e2>] name_show+0x12/0x40
 *	name_show+0x0/0x40 <ffffffff814018d0>	ftrace with the option sym-addr
 *	ffffffff814018e2 name_show+0x12 ([kernel.kallsyms])	perf script
 *	ffffffffa0001012 name_show+0x12 (/lib/modules/6.12/kernel/hello.ko)	... with
 *						--show-kernel-path
 *	name_show from unique_one+0x12/0x80	dump_backtrace_entry() (arch/arm/kernel/traps.c)
 *	[<c01018e2>] (name_show) from [<c0101162>] (unique_one+0x12/0x80)
 *						... with BACKTRACE_VERBOSE
 *	#4 [ffffc90000b37d90] name_show at ffffffff814018e2	crash
 *	#4 [ffffc90000b37d90] name_show at ffffffffa0001012 [hello]
 *	name_show <-dev_attr_show		the function tracer
 *	name_show(dev=0x1) <-dev_attr_show	... with the option func-args
 *	=> name_show				its stacks
 *	name_show(); name_show [hello]() {	the function graph tracer
 *	name_show [hello](dev=0x1);		... with func-args, too; it repeats the
 *						name in a comment behind a brace
 *
 * All that has an offset has a module, too, where it is in one: "%pS" prints both.
 * The function tracer prints neither, and so do its stacks: trace_seq_print_sym()
 * (kernel/trace/trace_output.c) asks kallsyms_lookup() for the name alone. The graph
 * tracer's "%ps" does print the module, but what trace-cmd makes of the same record
 * does not. So a bare name can be that of any module's function.
 */
#ifndef KAS_RESOLVER_FRAME_H
#define KAS_RESOLVER_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct frame {
	const char *name;	/* in the line, without an end */
	size_t length;
	const char *module;	/* the same; NULL: vmlinux, or unknown without an offset */
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

/*
 * frame_warned_path() - the file that a warning names before the place
 * As __warn() (kernel/panic.c) does:
 *
 *	WARNING: CPU: 1 PID: 1 at drivers/rtc/sysfs.c:30 name_show+0x12/0x40
 *	WARNING: drivers/rtc/sysfs.c:30 at name_show+0x12/0x40, CPU#1: cat/123
 *
 * 6.12 has the first order, 7.2 the second. NULL if there is none; the caller frees it.
 */
char *frame_warned_path(const struct frame *frame, const char *line);

#endif
