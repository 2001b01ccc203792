/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The grammar of an alias: the one thing that the plugin, which writes
 * aliases, and the checker, which reads them, have in common; see form.h for
 * how one looks.
 *
 * This file and grammar.c use neither GCC's nor libelf's types and are
 * compiled as C and as C++.
 */
#ifndef KAS_ALIAS_GRAMMAR_H
#define KAS_ALIAS_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form.h"

/* KSYM_NAME_LEN - 1 of Linux 6.1 and later (include/linux/kallsyms.h). */
#define KAS_MAX_LENGTH 511

/*
 * A global symbol has no alias in an object file: local symbols come before
 * global ones there (ELF gABI, "Symbol Table"), so readers that take the first
 * symbol of an address would take the alias, and a global "f@tag" would be
 * read as a version of f by the linker. What stands in the object instead is a
 * marker: a local absolute symbol with the alias's name and this value ("kas"
 * in ASCII), which kallsyms, modpost and objtool pass over. The checker turns
 * it into an alias in the image that nothing links any more.
 */
#define KAS_MARKER_VALUE 0x6b6173

/* Which symbols get an alias; each level holds the ones before it. */
enum kas_level {
	KAS_LEVEL_FUNCTIONS,	/* functions only */
	KAS_LEVEL_DATA,		/* and data that a person wrote */
	KAS_LEVEL_ALL,		/* and compiler-made, macro-made, zero-sized data */
};

enum kas_kind {
	KAS_FUNCTION,		/* code, labels in it included */
	KAS_OBJECT,		/* anything else */
};

/*
 * kas_level_parse() - the level that a word ("functions", "data", "all") means
 * Returns false and leaves *level alone when the word is none of these.
 */
bool kas_level_parse(const char *word, enum kas_level *level);

/*
 * kas_level_covers() - does a symbol get an alias at this level?
 * @name: its ELF name
 * @kind: code or data
 * @size: its size in bytes
 */
bool kas_level_covers(enum kas_level level, const char *name,
		      enum kas_kind kind, uint64_t size);

/*
 * kas_find_lto_suffix() - the first ".lto_priv.N" in a name, or NULL
 * GCC's link-time optimisation adds that to a local symbol that became visible
 * to other partitions, or that shares its name with another unit's
 * (gcc/lto/lto-partition.cc). It is part of no alias, and of no name that is
 * counted. What is split off later has its own suffix behind: "f.lto_priv.0.cold".
 */
const char *kas_find_lto_suffix(const char *name);

/* kas_drop_lto_suffixes() - take all out, in place; returns the length then. */
size_t kas_drop_lto_suffixes(char *name);

/*
 * kas_is_derived() - is this the name of a symbol that a tool made from another
 * symbol, for a place that is none to probe or to name? objtool's __pfx_NAME
 * (padding before a function), the __cfi_NAME, __kcfi_typeid_NAME of kCFI, and
 * what EXPORT_SYMBOL() makes: modpost would export what is named like that.
 * Returns NAME, within @name, or NULL.
 */
const char *kas_is_derived(const char *name);

/*
 * kas_is_counted() - can this name be looked up, and so be ambiguous? Not the
 * empty name, ".L*" labels, the mapping symbols of ARM and RISC-V ("$x", "$d.1")
 * and derived names; nor these with a prefix that objcopy gave ("__pi_$x").
 */
bool kas_is_counted(const char *name);

/* kas_sanitise() - make each byte '_' that a tag cannot hold, in place. */
void kas_sanitise(char *text);

/*
 * kas_hash() - the 64-bit FNV-1a hash of @length bytes, continued from @seed;
 * KAS_HASH_SEED starts one.
 */
#define KAS_HASH_SEED 0xcbf29ce484222325ULL
uint64_t kas_hash(uint64_t seed, const char *bytes, size_t length);

/*
 * kas_join() - write the alias of a symbol, shortened where it must be
 * @alias: the result, @max_length + 1 bytes at least
 * @symbol: the symbol's name, its first @symbol_length bytes
 * @tag: the whole tag
 * @max_length: the limit, in bytes, without the final NUL
 *
 * An alias over the limit keeps the end of its tag, the line included; what is
 * before it gives way to 16 hexadecimal digits, the kas_hash() of the whole
 * alias. The same input gives the same alias everywhere.
 *
 * Returns false, and writes nothing, when the symbol leaves no room for even
 * the hash and one byte of the tag.
 */
bool kas_join(char *alias, const char *symbol, size_t symbol_length,
	      char separator, const char *tag, size_t max_length);

#endif
