// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * census: how often each name is defined in all that is loaded together.
 *
 * Every definition that can be looked up counts, whatever its binding. Aliases
 * are counted as well, but listed only if two are equal: then prune has to tell
 * them apart, and can do so for each image by itself.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "../count/frequency.h"
#include "../elf/image.h"
#include "../count/inputs.h"
#include "../count/names.h"
#include "../options.h"
#include "../output.h"
#include "../elf/symbols.h"

/* What make would read otherwise than it was written. */
#define SPECIAL_TO_MAKE " \t#:=$%\\"

struct census {
	struct names names;	/* marked: to be written, however often counted */
	uint32_t *uses;		/* the names of all images, one after the other */
	size_t use_count;
};

static void count(struct census *census, const struct symbol *symbol, bool listed)
{
	uint32_t index = names_add(&census->names, symbol->name, symbol->length,
				   symbol->hash);
	struct name *name = &census->names.at[index];

	name->count++;
	name->mark |= listed;
	census->uses = grown(census->uses, census->use_count,
			     sizeof(*census->uses));
	census->uses[census->use_count++] = index;
}

static void count_object(struct census *census, const char *path, char separator)
{
	struct symbols symbols;
	struct image image;
	uint32_t i;

	image_open(&image, path);
	symbols_read(&symbols, &image, separator);
	for (i = 1; i < symbols.count; i++) {
		const struct symbol *symbol = &symbols.at[i];

		if (symbol->class == SYMBOL_EXTRA)
			fatal(path, "malformed input: %s: two aliases of one symbol",
			      symbol->name);
		if (symbol->class == SYMBOL_PLAIN && symbol->is_counted)
			count(census, symbol, true);
		else if (symbol->class == SYMBOL_ALIAS ||
			 symbol->class == SYMBOL_MARKER)
			count(census, symbol, false);
	}
	symbols_free(&symbols);
	image_close(&image);
}

static void add_base(void *data, const char *text, size_t length, uint32_t times)
{
	struct name *name = names_find(data, text, length,
				       kas_hash(KAS_HASH_SEED, text, length));

	if (name)
		name->count += times;
}

/* Equal for the same set of ambiguous names and equal aliases, in any order. */
static uint64_t digest(const struct census *census, size_t from, size_t to)
{
	uint64_t sum = 0;
	size_t i;

	for (i = from; i < to; i++) {
		const struct name *name = &census->names.at[census->uses[i]];

		if (name->count >= 2)
			sum += name->hash;
	}
	return sum;
}

/* @ends: for each object, where its names end in census->uses */
static void write_digests(struct output *output, const struct census *census,
			  const struct inputs *inputs, const size_t *ends)
{
	size_t first, last, from = 0;

	for (first = 0; first < inputs->count; first = last) {
		const char *path = inputs->at[first].path;

		for (last = first; last < inputs->count &&
		     inputs->at[last].image == inputs->at[first].image; last++)
			;
		if (strpbrk(path, SPECIAL_TO_MAKE))
			fatal(path,
			      "cannot name a make variable after this path: it holds one of '%s'",
			      SPECIAL_TO_MAKE);
		fprintf(output->stream, "kas-digest-%.*s := %016" PRIx64 "\n",
			(int)image_stem(path), path,
			digest(census, from, ends[last - 1]));
		from = ends[last - 1];
	}
}

int census(const struct options *options)
{
	struct output output, digests;
	struct census census = { 0 };
	struct inputs inputs;
	size_t *ends, i;

	inputs_read(&inputs, options);
	ends = xcalloc(inputs.count, sizeof(*ends));
	for (i = 0; i < inputs.count; i++) {
		count_object(&census, inputs.at[i].path, options->separator);
		ends[i] = census.use_count;
	}
	if (options->base)
		frequency_read(options->base, add_base, &census.names);
	for (i = 0; i < census.names.count; i++)
		census.names.at[i].mark |= census.names.at[i].count >= 2;

	output_open(&output, options->output);
	frequency_write(&output, &census.names);
	if (options->digests) {
		output_open(&digests, options->digests);
		write_digests(&digests, &census, &inputs, ends);
		output_commit(&digests, output_mode());
	}
	output_commit(&output, output_mode());
	if (options->verbose)
		printf("%zu objects, %zu symbols and aliases, %u different names\n",
		       inputs.count, census.use_count, census.names.count);

	free(ends);
	free(census.uses);
	names_free(&census.names);
	inputs_free(&inputs);
	return EXIT_CLEAN;
}
