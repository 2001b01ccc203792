/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * BTF, as Documentation/bpf/btf.rst has it: read, checked, and written with types
 * behind those that it had.
 *
 * This is not libbpf's: the kernel's own knows the sections that today's pahole
 * writes (--btf_features=layout), but is not built when this is, and a machine's
 * libbpf that does not know them would lose them.
 *
 * What btf_open() checked need not be checked again: each type is whole, of a kind
 * that is known, and has names and types that are there.
 */
#ifndef KAS_ALIAS_BTF_BTF_H
#define KAS_ALIAS_BTF_BTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../kas_alias/mapped.h"

enum btf_kind {
	KIND_VOID,
	KIND_INT,
	KIND_PTR,
	KIND_ARRAY,
	KIND_STRUCT,
	KIND_UNION,
	KIND_ENUM,
	KIND_FWD,
	KIND_TYPEDEF,
	KIND_VOLATILE,
	KIND_CONST,
	KIND_RESTRICT,
	KIND_FUNC,
	KIND_FUNC_PROTO,
	KIND_VAR,
	KIND_DATASEC,
	KIND_FLOAT,
	KIND_DECL_TAG,
	KIND_TYPE_TAG,
	KIND_ENUM64,
	KIND_COUNT,
};

/* BTF_MAX_TYPE and BTF_MAX_NAME_OFFSET: what the kernel takes. */
#define BTF_MOST_TYPES 0x000fffff
#define BTF_MOST_STRINGS 0x00ffffff

struct btf {
	const char *path;		/* the caller's */
	const struct btf *base;		/* the caller's, or NULL */
	struct mapped file;
	const unsigned char *bytes;	/* of the file, or of its section .BTF */
	size_t size;
	bool is_swapped;		/* of another byte order than this machine */
	size_t header;			/* its length; offsets are relative to its end */
	uint32_t types, types_length, strings, strings_length;
	uint32_t layout;		/* where that is, or 0: there is none */
	uint32_t first_id, end_id;	/* of its own types */
	uint32_t first_string;		/* what its own strings' offsets begin at */
	uint32_t *at;			/* where its types are, in .bytes */
};

struct btf_type {
	const struct btf *btf;		/* that has it */
	const char *name;		/* "" for none */
	uint32_t vlen, size;		/* .size is the type, where it refers to one */
	uint32_t tail;			/* where in that BTF's bytes the rest begins */
	uint8_t kind;
	bool flag;
};

/*
 * btf_open() - read the BTF in a file
 * @base: what it is split from, which must outlive it; or NULL
 * @may_be_elf: is an ELF file with a section .BTF accepted, too?
 * Anything that is not whole and sound ends in fatal(). btf_close() gives back what
 * it took.
 */
void btf_open(struct btf *btf, const char *path, const struct btf *base,
	      bool may_be_elf);
void btf_close(struct btf *btf);

/* btf_get() - the type with an id, which exists; 0 is void. */
void btf_get(const struct btf *btf, uint32_t id, struct btf_type *type);

/* btf_kind() - only its kind */
enum btf_kind btf_kind(const struct btf *btf, uint32_t id);

/* btf_tail() - word @index of what stands behind the type itself */
uint32_t btf_tail(const struct btf_type *type, uint32_t index);

/* btf_tail_name() - the name whose offset that word is */
const char *btf_tail_name(const struct btf_type *type, uint32_t index);

/* btf_string() - the string at an offset, or NULL */
const char *btf_string(const struct btf *btf, uint32_t offset);

/* btf_refers() - do types of this kind have a type, in .size? */
bool btf_refers(enum btf_kind kind);

#endif
