/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The grammar of an alias: how one is made, and what the markers are that the
 * plugin writes and the checker reads. How one looks says form.h, which symbols
 * have one policy.h.
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

/*
 * The unit marker tells which translation unit an object was made from. The
 * plugin writes one for each unit that an object holds code or data of (several
 * only where link-time optimisation merged units), then one for each other file
 * that a #line directive of them names, behind all aliases and markers; the
 * checker's "mark" does the same:
 *
 *	.equiv	"kas-unit@drivers_rtc_sysfs_c_0", 0x6b6175
 *
 * Again a local absolute symbol that no reader of the object minds, and no name that
 * C gives to a symbol, which could have this alias. Its tag is
 * the one that a symbol of the unit has whose line is not known, in full, however
 * long: the path of the main file, then "_0" unless tags have no line. The
 * checker uses it in two ways. It names symbols after the unit that are in the
 * unit's STT_FILE group and that the plugin did not see. And it takes for an
 * alias only what kas_tag_is_of_unit() says is one of this unit's, since the
 * form alone is also that of a version ("f@LIB_1").
 */
#define KAS_UNIT_NAME "kas-unit"
#define KAS_UNIT_VALUE 0x6b6175

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
 * kas_tag_is_of_unit() - can the plugin have written this tag in a unit?
 * @tag: of an alias or a marker
 * @unit: of the unit's marker
 *
 * A tag ends in the path of the unit's main file, and in a line where the unit's
 * tag does; a shortened one ends in what there was room for.
 */
bool kas_tag_is_of_unit(const char *tag, const char *unit);

/*
 * kas_tag_line() - the line in a tag, or 0 if it has none
 * @length: gets the length of what is before that, the paths
 */
uint32_t kas_tag_line(const char *tag, size_t *length);

/* kas_sanitise() - make each byte '_' that a tag cannot hold, in place. */
void kas_sanitise(char *text);

/*
 * kas_append_components() - append a path to one without ".", ".." and "//"
 * @normal: that one, which ends at @end: each component has a '/' before it
 * @path: "." and "//" add nothing, ".." takes a component away if there is one
 *
 * Needs strlen(@path) + 1 bytes from @end on. Returns the new end, where the caller
 * writes the NUL.
 */
char *kas_append_components(char *normal, char *end, const char *path);

/*
 * kas_sanitise_path() - write the path of a file below a root as tags have it
 * @tag: the result, strlen(@path) + 2 bytes: "arch/x86/./lib/../entry.S" becomes
 *	"arch_x86_entry_S"
 */
void kas_sanitise_path(char *tag, const char *path);

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
 * @max_length: the limit, in bytes, without the final NUL; KAS_LEAST_MAX_LENGTH at
 *	least
 *
 * An alias over the limit keeps the end of its tag, the line included; what is
 * before it gives way to 16 hexadecimal digits, the kas_hash() of the whole
 * alias. Where the symbol leaves no room even for that and one byte of the tag,
 * its end gives way, too. The same input gives the same alias everywhere.
 */
void kas_join(char *alias, const char *symbol, size_t symbol_length,
	      char separator, const char *tag, size_t max_length);

/*
 * kas_stem_length() - how much of an alias, as kas_join() writes one, is before its
 * separator: no tag holds another
 */
size_t kas_stem_length(const char *alias, char separator);

/* The least limit, in bytes, for which there is an alias of every symbol. */
#define KAS_LEAST_MAX_LENGTH 32

/* kas_is_cut() - is @name of the form of such an alias, whatever its symbol? */
bool kas_is_cut(const char *name, size_t stem);

/*
 * kas_is_cut_alias_of() - is @name an alias of @target that kas_join() had no room
 * for all of @target in?
 * @stem: what is before the separator of @name, in bytes
 */
bool kas_is_cut_alias_of(const char *name, size_t stem, const char *target,
			 size_t target_length);

#endif
