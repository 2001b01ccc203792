/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The symbols of one kernel with its modules, or of one program, in the order
 * in which kallsyms has them: those of vmlinux by address, those of a module in
 * the order of its symbol table. What a reader of kallsyms sees of them is
 * worked out here: which are aliases and of what, sizes, positions.
 */
#ifndef KAS_RESOLVER_SYMTAB_H
#define KAS_RESOLVER_SYMTAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NO_SYMBOL UINT32_MAX

struct sym {
	const char *name;	/* ends with a NUL */
	const char *base;	/* without .lto_priv.N; mostly the same */
	uint64_t address;
	uint64_t size;		/* as ELF tells, 0: it does not */
	uint64_t span;		/* up to the next symbol, 0: not known */
	uint32_t length;	/* of the name */
	uint32_t base_length;
	uint32_t object;	/* which of symtab.objects it is in */
	uint32_t section;	/* of a relocatable file, 0 in all others */
	uint32_t partner;	/* alias <-> target, or NO_SYMBOL */
	uint32_t next;		/* the next one of this name, or NO_SYMBOL */
	uint32_t position;	/* livepatch's sympos, from 1; 0: not known */
	char type;		/* nm's letter */
	bool is_alias;
	bool is_passing;	/* it, or one of its name, goes away after init */
};

struct object {
	const char *name;	/* of a module; "vmlinux"; of a program */
	const char *path;	/* of the file that it was read from */
	char **sections;	/* of a relocatable file: their names */
	uint32_t section_count;
	bool is_module;
	bool is_left;		/* in the list that is read, another one followed */
};

/* All zero is an empty one. */
struct symtab {
	struct sym *at;
	uint32_t count;
	struct object *objects;
	uint32_t object_count;
	uint32_t alias_count;
	bool is_hidden;		/* all addresses are 0: read without privilege */
	bool is_unordered;	/* vmlinux's symbols are not by address */
	bool is_sorted;		/* ... and a module's are, or are scattered */

	/* symtab.c's own */
	uint32_t *order;	/* indices by object, section and address */
	uint32_t *object_start;	/* in order[] */
	uint32_t *slots;	/* hash: first symbol of a name plus 1, or 0 */
	uint32_t slot_count;
	uint32_t *object_slots;
	uint32_t object_slot_count;
	char **names;		/* what is kept for .base */
	uint32_t name_count;
};

/*
 * symtab_object() - the number of an object, which is added if it is new
 * @name: kept; must outlive @symtab
 */
uint32_t symtab_object(struct symtab *symtab, const char *name, bool is_module);

/* symtab_add() - one more symbol; the name is kept and must outlive @symtab. */
struct sym *symtab_add(struct symtab *symtab, const char *name, size_t length,
		       uint64_t address, char type, uint32_t object);

/* symtab_finish() - call once, after the last symtab_add(). */
void symtab_finish(struct symtab *symtab);
void symtab_free(struct symtab *symtab);

/*
 * symtab_first() - the first symbol of this name, or NO_SYMBOL
 * The others follow by .next, in the order of kallsyms.
 */
uint32_t symtab_first(const struct symtab *symtab, const char *name,
		      size_t length);

/* symtab_slot() - a number below symtab->slot_count that no other name has */
uint32_t symtab_slot(const struct symtab *symtab, const char *name, size_t length);

/* symtab_count() - how many symbols of its object share a symbol's name */
uint32_t symtab_count(const struct symtab *symtab, uint32_t index);

/*
 * symtab_at_address() - where an address lies
 * @object: look there only, from the one with this number
 * @section: as in struct sym
 * @found: gets the place in symtab->order of the first symbol that starts where
 *	   the one starts that covers the address
 * Returns how many start there, 0 if no symbol covers the address for sure.
 */
uint32_t symtab_at_address(const struct symtab *symtab, uint32_t object,
			   uint32_t section, uint64_t address, uint32_t *found);

/* sym_is_text() - is this code? */
static inline bool sym_is_text(const struct sym *sym)
{
	return sym->type == 't' || sym->type == 'T' || sym->type == 'w' ||
	       sym->type == 'W' || sym->type == 'i';
}

/* sym_size() - as ELF tells, else up to the next symbol; 0: not known */
static inline uint64_t sym_size(const struct sym *sym)
{
	return sym->size ? sym->size : sym->span;
}

/* sym_alias() - the alias of a symbol, or NULL */
static inline const char *sym_alias(const struct symtab *symtab,
				    const struct sym *sym)
{
	if (sym->is_alias)
		return sym->name;
	return sym->partner == NO_SYMBOL ? NULL : symtab->at[sym->partner].name;
}

#endif
