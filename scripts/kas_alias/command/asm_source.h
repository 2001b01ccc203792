/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines on which an assembler source defines its symbols.
 */
#ifndef KAS_ALIAS_ASM_SOURCE_H
#define KAS_ALIAS_ASM_SOURCE_H

#include "../count/names.h"

/*
 * asm_source_read() - note the line of each symbol in the source file @path
 *
 * A symbol is defined by a label, "name:", or, since the kernel's labels come
 * from macros, where it is the first argument of one: "SYM_CODE_START(name)".
 * The first label counts, and before it none of the others. Costs one step a
 * byte. fatal() when the file cannot be read. The table is the caller's, to be
 * given back with names_free().
 */
void asm_source_read(struct names *lines, const char *path);

/* asm_source_line() - the line of a symbol, 0 if the source does not show it */
unsigned int asm_source_line(const struct names *lines, const char *name,
			     size_t length);

#endif
