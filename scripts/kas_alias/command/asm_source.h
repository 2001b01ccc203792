/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines on which an assembler source defines its symbols.
 */
#ifndef KAS_ALIAS_ASM_SOURCE_H
#define KAS_ALIAS_ASM_SOURCE_H

#include <stdbool.h>

#include "../count/names.h"

/* All zero is an empty table. */
struct asm_lines {
	struct names names;
	struct asm_line {
		unsigned int number;
		bool is_label;
	} *of;			/* by index in names.at */
};

/*
 * asm_source_read() - note the line of each symbol in the source file @path
 *
 * A symbol is defined by a label, "name:", or, since the kernel's labels come
 * from macros, where it is the first argument of one: "SYM_CODE_START(name)".
 * The first label counts, and before it none of the others. Costs one step a
 * byte. fatal() when the file cannot be read. The table is the caller's, to be
 * given back with asm_source_free().
 */
void asm_source_read(struct asm_lines *lines, const char *path);
void asm_source_free(struct asm_lines *lines);

/* asm_source_line() - the line of a symbol, 0 if the source does not show it */
unsigned int asm_source_line(const struct asm_lines *lines, const char *name,
			     size_t length);

#endif
