/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which symbols have an alias: what names can be ambiguous at all, what is a
 * function and what is data, and what the levels hold. The plugin, the checker
 * and whoever lists symbols for people ask here, so that they agree.
 *
 * This file and policy.c use neither GCC's nor libelf's types and are compiled
 * as C and as C++.
 */
#ifndef KAS_ALIAS_POLICY_H
#define KAS_ALIAS_POLICY_H

#include <stdbool.h>
#include <stdint.h>

/* Which symbols get an alias; each level holds the ones before it. */
enum kas_level {
	KAS_LEVEL_FUNCTIONS,	/* functions only */
	KAS_LEVEL_DATA,		/* and data that a person wrote */
	KAS_LEVEL_ALL,		/* and compiler-made, macro-made, zero-sized data */
};

/* What the symbol table says of a symbol. */
enum kas_type {
	KAS_TYPE_NONE,		/* STT_NOTYPE, as a label of assembler has */
	KAS_TYPE_FUNCTION,	/* STT_FUNC, STT_GNU_IFUNC */
	KAS_TYPE_OBJECT,	/* STT_OBJECT, STT_TLS and all others */
};

enum kas_kind {
	KAS_FUNCTION,
	KAS_OBJECT,
};

/*
 * kas_kind() - is a symbol a function or an object?
 * @in_code: is its section one of code? This counts only for a symbol without a
 *	type: a table in .text is data, whatever is around it.
 */
enum kas_kind kas_kind(enum kas_type type, bool in_code);

/*
 * kas_level_parse() - the level that a word ("functions", "data", "all") means
 * Returns false and leaves *level alone when the word is none of these.
 */
bool kas_level_parse(const char *word, enum kas_level *level);

/*
 * kas_level_covers() - does a symbol get an alias at this level?
 * @name: its ELF name
 * @kind: kas_kind()
 * @size: its size in bytes
 */
bool kas_level_covers(enum kas_level level, const char *name,
		      enum kas_kind kind, uint64_t size);

/*
 * kas_is_counted() - can this name be looked up, and so be ambiguous? Not the
 * empty name, ".L*" labels, and the mapping symbols of ARM and RISC-V ("$x",
 * "$d.1"); nor these with a prefix that objcopy gave ("__pi_$x").
 */
bool kas_is_counted(const char *name);

/*
 * kas_is_export() - is this what the kernel's EXPORT_SYMBOL() makes of another
 * symbol ("__ksymtab_NAME", "__crc_NAME")? modpost would export what is named
 * like that, so such a symbol is not counted and has no alias.
 * @section: the name of its section, which tells it from a function that only
 *	has such a name; NULL where that is not known, as of a label
 */
bool kas_is_export(const char *name, const char *section);

/*
 * kas_find_padded() - the symbol that one by this name may be the padding of
 * objtool's __pfx_NAME and the __cfi_NAME of kCFI end where NAME begins; only
 * where that is so, it is one, and is not counted.
 * Returns NAME, within @name, or NULL.
 */
const char *kas_find_padded(const char *name);

#endif
