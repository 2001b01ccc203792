/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The symbols of an image, told apart: which are definitions under their own
 * names, which are aliases, and of what.
 *
 * The form of its name does not make a symbol an alias: what does is a target,
 * another symbol at the same place (section and value) with the name that
 * stands before the separator, ".lto_priv.N" aside. Several definitions of one
 * name can be at one place, zero-sized objects for instance; they share as many
 * aliases, first with first.
 */
#ifndef KAS_ALIAS_SYMBOLS_H
#define KAS_ALIAS_SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>

#include "../grammar.h"
#include "../policy.h"
#include "image.h"

enum symbol_class {
	SYMBOL_OTHER,	/* undefined, absolute, of a section or a file, nameless */
	SYMBOL_PLAIN,	/* a definition under its own name */
	SYMBOL_ALIAS,	/* of the plain symbol .partner */
	SYMBOL_EXTRA,	/* an alias, but all its targets have one already */
	SYMBOL_MARKER,	/* asks for an alias of a global one, grammar.h */
	SYMBOL_UNIT,	/* the marker of a translation unit, grammar.h */
	SYMBOL_DERIVED,	/* the padding of an alias, kas_find_padded() */
};

struct symbol {
	const char *name;	/* without .lto_priv.N: in the image, or .names */
	uint64_t value, size;
	uint64_t hash;		/* kas_hash() of the name */
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
	char **names;		/* those that are not as they stand in the image */
	size_t name_count;
};

/*
 * symbols_read() - read and classify all symbols of an image
 * @separator: of aliases
 * The result points into the image and must be given back before it, with
 * symbols_free(). Malformed input ends in fatal().
 */
void symbols_read(struct symbols *symbols, const struct image *image,
		  char separator);
void symbols_free(struct symbols *symbols);

/* symbol_is_covered() - is this definition one that gets an alias at a level? */
bool symbol_is_covered(const struct symbol *symbol, const struct image *image,
		       enum kas_level level);

/*
 * symbol_may_have_alias() - is this a definition that gets an alias when its
 * name is ambiguous? Not a weak one, nor a unique one of C++ (STB_GNU_UNIQUE),
 * which another may replace, nor a common one, which has no place yet.
 */
bool symbol_may_have_alias(const struct symbol *symbol);

#endif
