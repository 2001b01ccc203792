// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reading BTF; see btf.h.
 */
#include <byteswap.h>
#include <libelf.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "../kas_alias/diag.h"
#include "btf.h"

#define MAGIC 0xeb9f
#define LEAST_HEADER 24
#define LAYOUT_HEADER 32	/* one that tells of a layout section */

static uint32_t word(const struct btf *btf, size_t offset)
{
	uint32_t value;

	memcpy(&value, btf->bytes + offset, sizeof(value));
	return btf->is_swapped ? bswap_32(value) : value;
}

bool btf_refers(enum btf_kind kind)
{
	switch (kind) {
	case KIND_PTR:
	case KIND_TYPEDEF:
	case KIND_VOLATILE:
	case KIND_CONST:
	case KIND_RESTRICT:
	case KIND_FUNC:
	case KIND_FUNC_PROTO:
	case KIND_VAR:
	case KIND_DECL_TAG:
	case KIND_TYPE_TAG:
		return true;
	default:
		return false;
	}
}

/* How many words stand behind a type. */
static size_t tail_words(enum btf_kind kind, uint32_t vlen)
{
	switch (kind) {
	case KIND_INT:
	case KIND_VAR:
	case KIND_DECL_TAG:
		return 1;
	case KIND_ARRAY:
		return 3;
	case KIND_ENUM:
	case KIND_FUNC_PROTO:
		return (size_t)vlen * 2;
	case KIND_STRUCT:
	case KIND_UNION:
	case KIND_DATASEC:
	case KIND_ENUM64:
		return (size_t)vlen * 3;
	default:
		return 0;
	}
}

const char *btf_string(const struct btf *btf, uint32_t offset)
{
	while (btf->base && offset < btf->first_string)
		btf = btf->base;
	offset -= btf->first_string;
	return offset < btf->strings_length ?
	       (const char *)btf->bytes + btf->header + btf->strings + offset : NULL;
}

static void decode(const struct btf *btf, uint32_t at, struct btf_type *type)
{
	uint32_t info = word(btf, at + 4);

	type->btf = btf;
	type->name = btf_string(btf, word(btf, at));
	type->kind = info >> 24 & 0x7f;
	type->flag = info >> 31;
	type->vlen = info & 0xffffff;
	type->size = word(btf, at + 8);
	type->tail = at + 12;
}

void btf_get(const struct btf *btf, uint32_t id, struct btf_type *type)
{
	while (btf->base && id < btf->first_id)
		btf = btf->base;
	if (!id)
		*type = (struct btf_type){ .btf = btf, .name = "" };
	else
		decode(btf, btf->at[id - btf->first_id], type);
}

enum btf_kind btf_kind(const struct btf *btf, uint32_t id)
{
	struct btf_type type;

	btf_get(btf, id, &type);
	return type.kind;
}

uint32_t btf_tail(const struct btf_type *type, uint32_t index)
{
	return word(type->btf, type->tail + index * 4);
}

const char *btf_tail_name(const struct btf_type *type, uint32_t index)
{
	return btf_string(type->btf, btf_tail(type, index));
}

__attribute__((noreturn))
static void malformed(const struct btf *btf, const char *why)
{
	fatal(btf->path, "malformed BTF: %s", why);
}

static void read_header(struct btf *btf)
{
	uint16_t magic;

	if (btf->size < LEAST_HEADER)
		fatal(btf->path, "not BTF: too short");
	memcpy(&magic, btf->bytes, sizeof(magic));
	btf->is_swapped = magic == bswap_16(MAGIC);
	if (magic != MAGIC && !btf->is_swapped)
		fatal(btf->path, "not BTF");
	if (btf->bytes[2] != 1)
		fatal(btf->path, "BTF of version %d is not known", btf->bytes[2]);
	btf->header = word(btf, 4);
	if (btf->header != LEAST_HEADER && btf->header != LAYOUT_HEADER)
		fatal(btf->path, "a BTF header of %zu bytes is not known", btf->header);
	if (btf->size < btf->header)
		malformed(btf, "truncated");
	btf->types = word(btf, 8);
	btf->types_length = word(btf, 12);
	btf->strings = word(btf, 16);
	btf->strings_length = word(btf, 20);
	if (btf->types % 4 || btf->types_length % 4)
		malformed(btf, "types that are not aligned");
	if ((uint64_t)btf->types + btf->types_length > btf->strings)
		malformed(btf, "types behind the strings, or among them");
	if ((uint64_t)btf->strings + btf->strings_length > btf->size - btf->header)
		malformed(btf, "truncated");
	if (btf->header == LAYOUT_HEADER && word(btf, 28)) {
		btf->layout = word(btf, 24);
		if (btf->layout < btf->types + btf->types_length ||
		    (uint64_t)btf->layout + word(btf, 28) > btf->strings)
			malformed(btf, "a layout that is not between types and strings");
	}
}

static void check_strings(const struct btf *btf)
{
	const unsigned char *strings = btf->bytes + btf->header + btf->strings;

	if (!btf->strings_length && btf->base)
		return;
	if (!btf->strings_length || strings[btf->strings_length - 1])
		malformed(btf, "strings that do not end");
	if (!btf->base && strings[0])
		malformed(btf, "strings that do not begin with an empty one");
}

/* Where each type begins. */
static void find_types(struct btf *btf)
{
	uint32_t at = btf->header + btf->types, end = at + btf->types_length;
	uint32_t count = 0;

	while (at < end) {
		uint32_t info;
		size_t size;

		if (end - at < 12)
			malformed(btf, "a type that is cut short");
		info = word(btf, at + 4);
		if (!(info >> 24 & 0x7f) || (info >> 24 & 0x7f) >= KIND_COUNT)
			fatal(btf->path, "BTF of kind %u is not known",
			      info >> 24 & 0x7f);
		size = 12 + 4 * tail_words(info >> 24 & 0x7f, info & 0xffffff);
		if (end - at < size)
			malformed(btf, "a type that is cut short");
		btf->at = grown(btf->at, count, sizeof(*btf->at));
		btf->at[count++] = at;
		at += size;
	}
	btf->end_id = btf->first_id + count;
}

static void check_id(const struct btf *btf, uint32_t id)
{
	if (id >= btf->end_id)
		malformed(btf, "a type that is not there");
}

static void check_type(const struct btf *btf, uint32_t id)
{
	/* Which words of an element are a name and a type, counted from 1. */
	static const struct { uint8_t words, name, type; } tails[KIND_COUNT] = {
		[KIND_STRUCT] = { 3, 1, 2 },
		[KIND_UNION] = { 3, 1, 2 },
		[KIND_ENUM] = { 2, 1, 0 },
		[KIND_ENUM64] = { 3, 1, 0 },
		[KIND_FUNC_PROTO] = { 2, 1, 2 },
		[KIND_DATASEC] = { 3, 0, 1 },
	};
	struct btf_type type;
	uint32_t i;

	btf_get(btf, id, &type);
	if (!type.name)
		malformed(btf, "a name beyond the strings");
	if (btf_refers(type.kind))
		check_id(btf, type.size);
	if (type.kind == KIND_ARRAY) {
		check_id(btf, btf_tail(&type, 0));
		check_id(btf, btf_tail(&type, 1));
	}
	if (!tails[type.kind].words)
		return;
	for (i = 0; i < type.vlen; i++) {
		uint32_t first = i * tails[type.kind].words - 1;

		if (tails[type.kind].name &&
		    !btf_tail_name(&type, first + tails[type.kind].name))
			malformed(btf, "a name beyond the strings");
		if (tails[type.kind].type)
			check_id(btf, btf_tail(&type, first + tails[type.kind].type));
	}
}

/* Leave the section .BTF of an ELF file in .bytes. */
static void find_section(struct btf *btf)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	size_t names;
	Elf *elf;

	elf_version(EV_CURRENT);
	elf = elf_memory((char *)btf->file.bytes, btf->file.size);
	if (!elf || elf_getshdrstrndx(elf, &names))
		fatal(btf->path, "cannot read ELF: %s", elf_errmsg(-1));
	btf->bytes = NULL;
	while ((section = elf_nextscn(elf, section))) {
		const char *name = gelf_getshdr(section, &header) ?
				   elf_strptr(elf, names, header.sh_name) : NULL;

		if (!name || strcmp(name, ".BTF") || header.sh_type == SHT_NOBITS)
			continue;
		if (header.sh_offset > btf->file.size ||
		    header.sh_size > btf->file.size - header.sh_offset)
			malformed(btf, "truncated");
		btf->bytes = btf->file.bytes + header.sh_offset;
		btf->size = header.sh_size;
	}
	elf_end(elf);
	if (!btf->bytes)
		fatal(btf->path, "no BTF: it has no section .BTF");
}

void btf_open(struct btf *btf, const char *path, const struct btf *base,
	      bool may_be_elf)
{
	uint32_t id;

	memset(btf, 0, sizeof(*btf));
	btf->path = path;
	btf->base = base;
	mapped_open(&btf->file, path, NULL);
	btf->bytes = btf->file.bytes;
	btf->size = btf->file.size;
	if (may_be_elf && btf->size >= SELFMAG && !memcmp(btf->bytes, ELFMAG, SELFMAG))
		find_section(btf);
	read_header(btf);
	btf->first_id = base ? base->end_id : 1;
	btf->first_string = base ? base->first_string + base->strings_length : 0;
	if (base && base->is_swapped != btf->is_swapped)
		fatal(path, "of another byte order than its base %s", base->path);
	check_strings(btf);
	find_types(btf);
	for (id = btf->first_id; id < btf->end_id; id++)
		check_type(btf, id);
}

void btf_close(struct btf *btf)
{
	free(btf->at);
	mapped_close(&btf->file);
}
