// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The aliases as assembler text; see kas_alias_emit.h.
 */
#include "gcc-plugin.h"

#include "../kas_alias/grammar.h"
#include "kas_alias_emit.h"

/* Quoted, a name can hold what would be an operator or a register bare. */
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

void kas_emit_marker(FILE *assembler, const char *alias)
{
	put_equiv(assembler, alias);
	fprintf(assembler, "%#x\n", KAS_MARKER_VALUE);
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
