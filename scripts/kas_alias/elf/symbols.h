/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The symbols of an image, told apart.
 *
 * An alias has the value and section of another definition with the name that
 * stands before the separator, ".lto_priv.N" aside. Several definitions of one
 * name can be at one place, zero-sized objects for instance; they share as many
 * aliases, first with first.
 *
 * Other symbols can have the form of an alias: versions ("f@LIB_1"), and with the
 * separator '.' many more. In objects an alias is what ends in the path of a
 * unit of its STT_FILE group. The census counts all others, so that where the
 * markers of units are gone, an alias is what the census did not count. Of a
 * symbol that the census did not count either it may be one: whether the last link
 * brought it, or prune made it, nobody can tell.
 */
#ifndef KAS_ALIAS_SYMBOLS_H
#define KAS_ALIAS_SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>

#include "../count/frequency.h"
#include "../grammar.h"
#include "../policy.h"
#include "image.h"
#include "units.h"

enum symbol_class {
	SYMBOL_OTHER,	/* undefined, absolute, of a section or a file, nameless */
	SYMBOL_PLAIN,	/* a definition under its own name */
	SYMBOL_ALIAS,	/* of the plain symbol .partner */
	SYMBOL_EXTRA,	/* an alias, but all its targets have one already */
	SYMBOL_RENAMED,	/* of the plain symbol .partner, under a former name of it */
	SYMBOL_ORPHAN,	/* an alias of nothing that is there */
	SYMBOL_MARKER,	/* asks for an alias of a global one, grammar.h */
	SYMBOL_UNIT,	/* the marker of a translation unit, grammar.h */
	SYMBOL_DERIVED,	/* the padding of an alias, kas_find_padded() */
};

struct symbol {
	const char *name;	/* without .lto_priv.N: in the image, or .names */
	uint64_t value, size;
	uint64_t hash;		/* kas_hash() of the name */
	uint64_t stem_hash;	/* of its first .stem bytes */
	uint32_t length;
	uint32_t stem;		/* what is before the separator, 0: no alias form */
	uint32_t section;	/* see image.h */
	uint32_t partner;	/* alias <-> target, 0: none; see markers.h too */
	uint32_t next;		/* symbols.c: another one at the same place */
	uint8_t class, type, bind;
	bool is_counted;	/* can be ambiguous, as policy.h has it */
};

struct symbols {
	struct symbol *at;	/* by their index in .symtab; at[0] is no symbol */
	uint32_t count;
	struct units units;
	char **names;		/* those that are not as they stand in the image */
	size_t name_count;
};

/* What tells an alias from others of its form. */
enum symbol_evidence {
	EVIDENCE_UNITS,		/* the units; of objects */
	EVIDENCE_CENSUS,	/* the census; of a result */
	EVIDENCE_BOTH,		/* both; the census alone for what has no unit */
};

/*
 * symbols_read() - read and classify all symbols of an image
 * @separator: of aliases
 * @census: the names that the census counted, or NULL
 * The result points into the image and must be given back before it, with
 * symbols_free(). Malformed input ends in fatal().
 */
void symbols_read(struct symbols *symbols, const struct image *image,
		  char separator, enum symbol_evidence evidence,
		  const struct frequency *census);
void symbols_free(struct symbols *symbols);

/* symbol_is_covered() - is this definition one that gets an alias at a level? */
bool symbol_is_covered(const struct symbol *symbol, const struct image *image,
		       enum kas_level level);

/* symbol_is_orphan() - has this the form of an alias, and is none, nor has one? */
bool symbol_is_orphan(const struct symbol *symbol);

/*
 * symbol_is_bare() - has it neither type nor size, as a label of assembler, and what
 * the linker itself makes?
 */
bool symbol_is_bare(const struct symbol *symbol);

/* symbol_is_version() - is this definition called like a version, "f@LIB_1"? */
bool symbol_is_version(const struct symbol *symbol);

/*
 * symbol_may_have_alias() - is this a definition that gets an alias when its
 * name is ambiguous? Not a weak one, nor a unique one of C++ (STB_GNU_UNIQUE),
 * which another may replace, nor a common one, which has no place yet, nor a
 * version.
 */
bool symbol_may_have_alias(const struct symbol *symbol);

#endif
