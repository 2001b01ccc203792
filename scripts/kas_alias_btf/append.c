// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Types and strings that are added to BTF; see append.h.
 */
#include <byteswap.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "../kas_alias/output.h"
#include "append.h"

static const char *string_at(const struct append *append, uint32_t offset)
{
	const struct btf *btf = append->btf;
	uint32_t own = btf->first_string + btf->strings_length;

	return offset < own ? btf_string(btf, offset) : append->strings + (offset - own);
}

static struct string_slot *find_slot(const struct append *append, const char *string,
				     uint64_t hash)
{
	size_t i = hash & (append->slot_count - 1);

	while (append->slots[i].offset &&
	       (append->slots[i].hash != hash ||
		strcmp(string_at(append, append->slots[i].offset), string)))
		i = (i + 1) & (append->slot_count - 1);
	return &append->slots[i];
}

static void make_room(struct append *append)
{
	struct string_slot *old = append->slots;
	size_t count = append->slot_count, i;

	if (append->slot_used * 2 < count)
		return;
	append->slot_count = count ? count * 2 : 1024;
	append->slots = xcalloc(append->slot_count, sizeof(*append->slots));
	for (i = 0; i < count; i++)
		if (old[i].offset)
			*find_slot(append, string_at(append, old[i].offset),
				   old[i].hash) = old[i];
	free(old);
}

/* The slot of a string, which the caller fills if it is empty. */
static struct string_slot *slot_of(struct append *append, const char *string)
{
	uint64_t hash = kas_hash(KAS_HASH_SEED, string, strlen(string));
	struct string_slot *slot;

	make_room(append);
	slot = find_slot(append, string, hash);
	if (!slot->offset) {
		slot->hash = hash;
		append->slot_used++;
	}
	return slot;
}

static void know_strings(struct append *append, const struct btf *btf)
{
	uint32_t offset = btf->first_string, end = offset + btf->strings_length;

	if (btf->base)
		know_strings(append, btf->base);
	while (offset < end) {
		const char *string = btf_string(btf, offset);

		if (*string) {
			struct string_slot *slot = slot_of(append, string);

			if (!slot->offset)
				slot->offset = offset;
		}
		offset += strlen(string) + 1;
	}
}

/* The offset of a string, which is added if it is not there. */
static uint32_t add_string(struct append *append, const char *string)
{
	uint32_t own = append->btf->first_string + append->btf->strings_length;
	size_t length = strlen(string) + 1;
	struct string_slot *slot;

	if (!*string)
		return 0;
	slot = slot_of(append, string);
	if (slot->offset)
		return slot->offset;
	if (own + append->strings_length + length > BTF_MOST_STRINGS)
		fatal(append->btf->path, "cannot add to it: its strings take all room that BTF has");
	append->strings = xrealloc(append->strings, append->strings_length + length, 1);
	memcpy(append->strings + append->strings_length, string, length);
	slot->offset = own + append->strings_length;
	append->strings_length += length;
	return slot->offset;
}

static void add_word(struct append *append, uint32_t word)
{
	append->types = grown(append->types, append->type_words, sizeof(word));
	append->types[append->type_words++] = append->btf->is_swapped ? bswap_32(word) : word;
}

static uint32_t add_type(struct append *append, uint32_t name, enum btf_kind kind,
			 uint32_t vlen, uint32_t type)
{
	if (append->next_id > BTF_MOST_TYPES)
		fatal(append->btf->path, "cannot add to it: it has as many types as BTF can");
	add_word(append, name);
	add_word(append, (uint32_t)kind << 24 | vlen);
	add_word(append, type);
	return append->next_id++;
}

void append_begin(struct append *append, const struct btf *btf)
{
	memset(append, 0, sizeof(*append));
	append->btf = btf;
	append->next_id = btf->end_id;
	know_strings(append, btf);
}

void append_end(struct append *append)
{
	free(append->types);
	free(append->prototypes);
	free(append->strings);
	free(append->slots);
}

/* The last type that was added goes if there is one like it among the prototypes. */
static uint32_t keep_or_find(struct append *append, const struct append_prototype *last)
{
	size_t size = last->words * sizeof(*append->types), i;

	for (i = 0; i < append->prototype_count; i++) {
		const struct append_prototype *other = &append->prototypes[i];

		if (other->words != last->words ||
		    memcmp(append->types + other->start, append->types + last->start, size))
			continue;
		append->type_words = last->start;
		append->next_id = last->id;
		return other->id;
	}
	append->prototypes = grown(append->prototypes, append->prototype_count,
				   sizeof(*append->prototypes));
	append->prototypes[append->prototype_count++] = *last;
	return last->id;
}

uint32_t append_prototype(struct append *append, uint32_t result,
			  const struct append_parameter *parameters, size_t count)
{
	struct append_prototype prototype = { .start = append->type_words };
	size_t i;

	prototype.id = add_type(append, 0, KIND_FUNC_PROTO, count, result);
	for (i = 0; i < count; i++) {
		add_word(append, add_string(append, parameters[i].name));
		add_word(append, parameters[i].type);
	}
	prototype.words = append->type_words - prototype.start;
	return keep_or_find(append, &prototype);
}

uint32_t append_function(struct append *append, const char *name, uint32_t prototype)
{
	return add_type(append, add_string(append, name), KIND_FUNC, 0, prototype);
}

static bool looks_like_btf(const char *head, size_t size)
{
	return size >= 2 && ((head[0] == '\x9f' && head[1] == '\xeb') ||
			     (head[0] == '\xeb' && head[1] == '\x9f'));
}

static const struct output_kind btf_output = { "BTF", looks_like_btf };

static void set_word(const struct btf *btf, unsigned char *header, size_t offset,
		     uint32_t value)
{
	if (btf->is_swapped)
		value = bswap_32(value);
	memcpy(header + offset, &value, sizeof(value));
}

void append_write(const struct append *append, const char *path)
{
	const struct btf *btf = append->btf;
	size_t types_end = btf->header + btf->types + btf->types_length;
	size_t strings_end = btf->header + btf->strings + btf->strings_length;
	size_t added = append->type_words * sizeof(*append->types);
	unsigned char *header = xcalloc(btf->header, 1);
	struct output output;

	memcpy(header, btf->bytes, btf->header);
	set_word(btf, header, 12, btf->types_length + added);
	set_word(btf, header, 16, btf->strings + added);
	set_word(btf, header, 20, btf->strings_length + append->strings_length);
	if (btf->layout)
		set_word(btf, header, 24, btf->layout + added);

	output_open(&output, path, &btf_output);
	output_write(&output, header, btf->header);
	output_write(&output, btf->bytes + btf->header, types_end - btf->header);
	if (added)
		output_write(&output, append->types, added);
	output_write(&output, btf->bytes + types_end, strings_end - types_end);
	if (append->strings_length)
		output_write(&output, append->strings, append->strings_length);
	output_write(&output, btf->bytes + strings_end, btf->size - strings_end);
	output_commit(&output, &btf->file);
	free(header);
}
