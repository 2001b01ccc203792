/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the symbols of an object were written, as its debug information has it.
 */
#ifndef KAS_ALIAS_DWARF_PLACES_H
#define KAS_ALIAS_DWARF_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <elfutils/libdwfl.h>

#define PLACE_NO_SIZE UINT64_MAX
/* Where all thread-local variables are: what relocations make of their offsets differs. */
#define PLACE_THREAD_LOCAL UINT64_MAX

struct place {
	uint64_t address;
	uint64_t size;		/* in bytes, or PLACE_NO_SIZE: unknown */
	const char *name;	/* in the source */
	const char *symbol;	/* its symbol, or NULL: called as it is in the source */
	const char *file;	/* absolute or relative to directory; NULL: the main file */
	const char *directory;	/* where the compiler ran, or "" */
	const char *unit;	/* the main file, as file */
	unsigned int line;
	unsigned int symbol_count;	/* of thread-local ones: how many it can be of */
};

/* All strings are of the object, and live until places_close(). */
struct places {
	const char *path;	/* the caller's */
	Dwfl *dwfl;
	Dwfl_Module *module;
	Elf *elf;
	struct place *at;	/* by address, then as match_order() has it */
	size_t count;
	uint64_t *entries;	/* addresses of the functions and objects, sorted */
	size_t entry_count;
	bool is_compiled;	/* a unit is not of an assembler */
	char *main_file;	/* of the first of these, kas_normalise()d, or NULL */
	bool has_several_units;	/* with other main files: linked of several objects */
};

/*
 * places_open() - read an object, and what its debug information tells of functions
 * and variables. Costs a step for each entry of that. A file that cannot be read ends
 * in fatal(); one without debug information has no places.
 * @path: must live until places_close(), which gives back what this took
 */
void places_open(struct places *places, const char *path);
void places_close(struct places *places);

/*
 * places_symbol_count() - how many symbols there are, that with index 0 included
 * places_find() - the place of a symbol, or NULL: debug information does not tell it, or
 * not for sure
 */
int places_symbol_count(const struct places *places);
const struct place *places_find(const struct places *places, int symbol);

#endif
