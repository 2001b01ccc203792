// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Types of BTF by name and by what they refer to; see index.h.
 */
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "index.h"

static uint32_t bucket_of(const struct index *index, const char *name)
{
	return kas_hash(KAS_HASH_SEED, name, strlen(name)) & (index->buckets - 1);
}

/* The type that this one is found by, or UINT32_MAX. */
static uint32_t target_of(const struct btf_type *type)
{
	switch (type->kind) {
	case KIND_PTR:
	case KIND_VOLATILE:
	case KIND_CONST:
	case KIND_RESTRICT:
	case KIND_TYPE_TAG:
	case KIND_FUNC_PROTO:
		return type->size;
	case KIND_ARRAY:
		return btf_tail(type, 0);
	default:
		return UINT32_MAX;
	}
}

void index_build(struct index *index, const struct btf *btf)
{
	uint32_t id;

	index->btf = btf;
	index->buckets = 1024;
	while (index->buckets < btf->end_id)
		index->buckets *= 2;
	index->named = xcalloc(index->buckets, sizeof(*index->named));
	index->named_next = xcalloc(btf->end_id, sizeof(*index->named_next));
	index->referring = xcalloc(btf->end_id, sizeof(*index->referring));
	index->referring_next = xcalloc(btf->end_id, sizeof(*index->referring_next));
	/* From the last: what goes into a chain goes before all others. */
	for (id = btf->end_id - 1; id; id--) {
		struct btf_type type;
		uint32_t target;

		btf_get(btf, id, &type);
		if (*type.name) {
			uint32_t *head = &index->named[bucket_of(index, type.name)];

			index->named_next[id] = *head;
			*head = id;
		}
		target = target_of(&type);
		if (target != UINT32_MAX) {
			index->referring_next[id] = index->referring[target];
			index->referring[target] = id;
		}
	}
}

void index_free(struct index *index)
{
	free(index->named);
	free(index->named_next);
	free(index->referring);
	free(index->referring_next);
}

uint32_t index_named(const struct index *index, const char *name)
{
	return index->named[bucket_of(index, name)];
}

uint32_t index_next_named(const struct index *index, uint32_t id)
{
	return index->named_next[id];
}

uint32_t index_referring(const struct index *index, uint32_t target)
{
	return index->referring[target];
}

uint32_t index_next_referring(const struct index *index, uint32_t id)
{
	return index->referring_next[id];
}
