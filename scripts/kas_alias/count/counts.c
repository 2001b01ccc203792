// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How often each of some names was seen; see counts.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "../grammar.h"
#include "counts.h"

uint32_t counts_add(struct counts *counts, const char *text, size_t length,
		    uint64_t hash, uint32_t times)
{
	uint32_t known = counts->names.count;
	uint32_t index = names_add(&counts->names, text, length, hash);

	if (index == known) {
		counts->of = grown(counts->of, known, sizeof(*counts->of));
		counts->of[index] = 0;
	}
	if (times > UINT32_MAX - counts->of[index])
		counts->of[index] = UINT32_MAX;
	else
		counts->of[index] += times;
	return index;
}

uint32_t counts_of(const struct counts *counts, const char *text, size_t length,
		   uint64_t hash)
{
	uint32_t index = names_find(&counts->names, text, length, hash);

	return index == NAMES_NONE ? 0 : counts->of[index];
}

uint32_t counts_text(const struct counts *counts, const char *text)
{
	size_t length = strlen(text);

	return counts_of(counts, text, length,
			 kas_hash(KAS_HASH_SEED, text, length));
}

void counts_free(struct counts *counts)
{
	names_free(&counts->names);
	free(counts->of);
	counts->of = NULL;
}
