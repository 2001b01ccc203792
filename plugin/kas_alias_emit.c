// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The aliases as assembler text; see kas_alias_emit.h.
 */
#include "gcc-plugin.h"
#include "options.h"

#include "../kas_alias/grammar.h"
#include "kas_alias_emit.h"

/*
 * In Intel syntax (-masm=intel) the names of registers and operators are just
 * that, even in quotes.
 */
static bool is_intel_syntax(void)
{
#ifdef ix86_asm_dialect
	return ix86_asm_dialect == ASM_INTEL;
#else
	return false;
#endif
}

void kas_emit_begin(FILE *assembler)
{
	if (is_intel_syntax())
		fputs("\t.att_syntax prefix\n", assembler);
}

void kas_emit_end(FILE *assembler)
{
	if (is_intel_syntax())
		fputs("\t.intel_syntax noprefix\n", assembler);
}

/* Quoted, a name can hold what would be an operator or a blank bare. */
static void put_name(FILE *assembler, const char *name)
{
	putc('"', assembler);
	for (; *name; name++) {
		if (*name == '"' || *name == '\\')
			putc('\\', assembler);
		putc(*name, assembler);
	}
	putc('"', assembler);
}

/*
 * .equiv, not .set: that would silently rebind a name that is there already,
 * while this makes it an error.
 */
static void put_equiv(FILE *assembler, const char *name)
{
	fputs("\t.equiv\t", assembler);
	put_name(assembler, name);
	fputs(", ", assembler);
}

void kas_emit_alias(FILE *assembler, const char *alias, const char *symbol)
{
	put_equiv(assembler, alias);
	put_name(assembler, symbol);
	putc('\n', assembler);
}

void kas_emit_marker(FILE *assembler, const char *name, unsigned int value)
{
	put_equiv(assembler, name);
	fprintf(assembler, "%#x\n", value);
}

void kas_emit_if_defined(FILE *assembler, const char *symbol)
{
	fputs("\t.ifdef\t", assembler);
	put_name(assembler, symbol);
	putc('\n', assembler);
}

void kas_emit_end_if(FILE *assembler)
{
	fputs("\t.endif\n", assembler);
}
