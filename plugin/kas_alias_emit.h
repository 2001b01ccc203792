/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The aliases as assembler text. Nothing else writes to the assembler file.
 */
#ifndef KAS_ALIAS_EMIT_H
#define KAS_ALIAS_EMIT_H

/*
 * kas_emit_begin() - to be called before all others, and kas_emit_end() after
 * them: in between, names are names, whatever language the unit is written in
 */
void kas_emit_begin(FILE *assembler);
void kas_emit_end(FILE *assembler);

/*
 * kas_emit_alias() - define a second symbol where @symbol is
 *
 * Local, and with the section, value, type and size of @symbol, which has to be
 * defined in this unit.
 */
void kas_emit_alias(FILE *assembler, const char *alias, const char *symbol);

/*
 * kas_emit_marker() - tell the checker the alias of a global symbol, or the unit;
 * see KAS_MARKER_VALUE and KAS_UNIT_VALUE
 */
void kas_emit_marker(FILE *assembler, const char *name, unsigned int value);

/*
 * kas_emit_if_defined() - let what follows, up to kas_emit_end_if(), count only
 * if @symbol is defined in this unit
 */
void kas_emit_if_defined(FILE *assembler, const char *symbol);
void kas_emit_end_if(FILE *assembler);

#endif
