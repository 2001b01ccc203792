/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Types and strings that are added to BTF. All that it has stays as it is: what is
 * added stands behind it, and only the lengths and places in the header change.
 */
#ifndef KAS_ALIAS_BTF_APPEND_H
#define KAS_ALIAS_BTF_APPEND_H

#include <stddef.h>
#include <stdint.h>

#include "btf.h"

struct string_slot {
	uint64_t hash;
	uint32_t offset;
};

/* A prototype that was added: where among the words of all types. */
struct append_prototype {
	size_t start, words;
	uint32_t id;
};

struct append {
	const struct btf *btf;		/* the caller's */
	uint32_t *types;		/* words, in the byte order of the BTF */
	size_t type_words;
	uint32_t next_id;
	struct append_prototype *prototypes;	/* that were added */
	size_t prototype_count;
	char *strings;
	size_t strings_length;
	struct string_slot *slots;	/* of all strings, those of the base, too */
	size_t slot_count, slot_used;
};

/* A parameter; without name and with type 0 what "..." stands for. */
struct append_parameter {
	const char *name;		/* the caller's */
	uint32_t type;
};

/*
 * append_begin() - nothing is added yet; @btf must live until append_end(), which
 * gives back what this took
 */
void append_begin(struct append *append, const struct btf *btf);
void append_end(struct append *append);

/* append_prototype() - add a FUNC_PROTO, if none like it was added; returns its id */
uint32_t append_prototype(struct append *append, uint32_t result,
			  const struct append_parameter *parameters, size_t count);

/* append_function() - add a FUNC, static as an alias is; returns its id */
uint32_t append_function(struct append *append, const char *name, uint32_t prototype);

/* append_write() - write the BTF with all that was added; fatal() when that fails */
void append_write(const struct append *append, const char *path);

#endif
