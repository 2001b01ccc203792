// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * census: how often each name is defined in all that is loaded together.
 *
 * Every definition that can be looked up counts, whatever its binding. Aliases
 * are counted as well, but listed only if two are equal, or if prune must not give
 * their name to another: then prune has to tell them apart, and can do so for each
 * image by itself.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../count/counts.h"
#include "../count/frequency.h"
#include "../count/inputs.h"
#include "../diag.h"
#include "../elf/image.h"
#include "../elf/symbols.h"
#include "../options.h"
#include "../output.h"
#include "equal.h"
#include "naming.h"

/* What make would read otherwise than it was written. */
#define BLANKS " \t\r\n\v\f"
#define SPECIAL_TO_MAKE "#:=$%\\"

/* One definition, or one alias, of an object. */
struct use {
	uint32_t index;		/* in names or in aliases */
	uint32_t stem;		/* of an alias; 0: a name */
};

struct census {
	const struct options *options;
	struct inputs inputs;
	struct counts names, aliases;
	struct use *uses;	/* of all objects, one after the other */
	size_t use_count;
	size_t *ends;		/* for each object, where its uses end */
	struct counts reserved;
};

static void add_use(struct census *census, uint32_t index, uint32_t stem)
{
	census->uses = grown(census->uses, census->use_count,
			     sizeof(*census->uses));
	census->uses[census->use_count++] = (struct use){ index, stem };
}

static void count_name(struct census *census, const struct symbol *symbol)
{
	add_use(census, counts_add(&census->names, symbol->name, symbol->length,
				   symbol->hash, 1), 0);
}

static void count_alias(struct census *census, const char *name, uint32_t length,
			uint64_t hash, uint32_t stem)
{
	add_use(census, counts_add(&census->aliases, name, length, hash, 1), stem);
}

/* The alias that prune will make, if the symbol turns out ambiguous. */
static void count_future_alias(struct census *census,
			       const struct symbols *symbols, uint32_t symbol)
{
	const struct options *options = census->options;
	char *name = naming_by_object(symbols, symbol, options->separator,
				      options->max_length);
	uint32_t length;

	if (!name)
		return;
	length = strlen(name);
	count_alias(census, name, length, kas_hash(KAS_HASH_SEED, name, length),
		    kas_stem_length(name, options->separator));
	free(name);
}

static void count_symbol(struct census *census, const char *path,
			 const struct symbols *symbols, uint32_t i)
{
	const struct symbol *symbol = &symbols->at[i];

	switch (symbol->class) {
	case SYMBOL_EXTRA:
		fatal(path, "malformed input: %s: two aliases of one symbol",
		      symbol->name);
	case SYMBOL_PLAIN:
		if (symbol->is_counted)
			count_name(census, symbol);
		if (symbol->bind == STB_LOCAL)
			count_future_alias(census, symbols, i);
		break;
	case SYMBOL_ALIAS:
	case SYMBOL_MARKER:
		count_alias(census, symbol->name, symbol->length, symbol->hash,
			    symbol->stem);
		break;
	}
}

/* Has it the form of an alias, of a symbol that is there? */
static bool looks_like_alias(const struct census *census, const struct symbol *symbol)
{
	const char *name = symbol->name;
	const char *tag = kas_find_tag(name, census->options->separator);
	size_t stem = tag ? tag - 1 - name : 0;

	return symbol->class == SYMBOL_PLAIN && symbol->bind == STB_LOCAL && tag &&
	       counts_of(&census->names, name, stem, kas_hash(KAS_HASH_SEED, name, stem));
}

/* With their markers, prune takes what tells aliases from versions of symbols. */
static void warn_if_pruned(const struct census *census, const char *path,
			   const struct symbols *symbols)
{
	uint32_t count = 0, i;

	for (i = 1; !symbols->units.marker_count && i < symbols->count; i++)
		count += looks_like_alias(census, &symbols->at[i]);
	if (count)
		warning(path, "%" PRIu32 " of its names look like aliases, and count as names: if this was pruned already, take the census of what it was linked from",
			count);
}

static void count_object(struct census *census, const char *path)
{
	struct symbols symbols;
	struct image image;
	uint32_t i;

	image_open(&image, path);
	symbols_read(&symbols, &image, census->options->separator,
		     EVIDENCE_UNITS, NULL);
	for (i = 1; i < symbols.count; i++)
		count_symbol(census, path, &symbols, i);
	warn_if_pruned(census, path, &symbols);
	symbols_free(&symbols);
	image_close(&image);
}

static void add_times(struct counts *counts, const char *text, size_t length,
		      uint32_t times)
{
	uint64_t hash = kas_hash(KAS_HASH_SEED, text, length);

	if (counts_of(counts, text, length, hash))
		counts_add(counts, text, length, hash, times);
}

/* What the kernel reserved is so for its modules, too. */
static void add_base(void *data, const char *text, size_t length, uint32_t times)
{
	struct census *census = data;

	add_times(&census->names, text, length, times);
	if (*text != census->options->separator || length < 2)
		return;
	text++;
	length--;
	if (times > 1)
		add_times(&census->aliases, text, length, times);
	else
		counts_add(&census->reserved, text, length,
			   kas_hash(KAS_HASH_SEED, text, length), 1);
}

/* Where the uses of the image end that begins with object @first. */
static size_t next_image(const struct census *census, size_t first)
{
	const struct input *at = census->inputs.at;
	size_t next = first;

	while (next < census->inputs.count && at[next].image == at[first].image)
		next++;
	return next;
}

struct equal_list {
	struct equal_use *uses;
	size_t count;
	uint32_t *last;		/* by alias: its last use here, plus 1 */
	char **images;
	size_t image_count;
};

static void add_equal(struct equal_list *list, const struct use *use)
{
	size_t image = list->image_count - 1;
	uint32_t *last = &list->last[use->index];

	if (*last && list->uses[*last - 1].image == image) {
		list->uses[*last - 1].times++;
		return;
	}
	list->uses = grown(list->uses, list->count, sizeof(*list->uses));
	list->uses[list->count++] = (struct equal_use){
		use->index, use->stem, 1, image,
	};
	*last = list->count;
}

static void reserve(struct census *census)
{
	const struct options *options = census->options;
	struct equal_list list = { 0 };
	size_t first, next, from = 0, i;

	list.last = xcalloc(census->aliases.names.count, sizeof(*list.last));
	for (first = 0; first < census->inputs.count; first = next) {
		next = next_image(census, first);
		list.images = grown(list.images, list.image_count,
				    sizeof(*list.images));
		list.images[list.image_count++] =
			equal_image(census->inputs.at[first].path);
		for (; from < census->ends[next - 1]; from++) {
			const struct use *use = &census->uses[from];

			if (use->stem && census->aliases.of[use->index] > 1)
				add_equal(&list, use);
		}
	}
	equal_reserve(&census->reserved, &census->aliases, list.uses, list.count,
		      list.images, options->separator, options->max_length);
	for (i = 0; i < list.image_count; i++)
		free(list.images[i]);
	free(list.images);
	free(list.uses);
	free(list.last);
}

/* An alias as the frequency file has it. */
static void list_alias(struct census *census, const struct name *name,
		       uint32_t times)
{
	char *text = xcalloc(name->length + 2, 1);

	*text = census->options->separator;
	memcpy(text + 1, name->text, name->length);
	counts_add(&census->names, text, name->length + 1,
		   kas_hash(KAS_HASH_SEED, text, name->length + 1), times);
	free(text);
}

static void list_aliases(struct census *census)
{
	const struct counts *aliases = &census->aliases;
	const struct counts *reserved = &census->reserved;
	uint32_t i;

	for (i = 0; i < aliases->names.count; i++)
		if (aliases->of[i] > 1)
			list_alias(census, &aliases->names.at[i], aliases->of[i]);
	for (i = 0; i < reserved->names.count; i++) {
		const struct name *name = &reserved->names.at[i];

		if (counts_of(aliases, name->text, name->length, name->hash) < 2)
			list_alias(census, name, 1);
	}
}

/*
 * Equal for the same set of ambiguous names and equal aliases, in any order. What
 * equal aliases become depends on the reserved names as well.
 */
static uint64_t digest(const struct census *census, size_t from, size_t to)
{
	const struct names *reserved = &census->reserved.names;
	bool has_equal = false;
	uint64_t sum = 0;
	size_t i;

	for (i = from; i < to; i++) {
		const struct use *use = &census->uses[i];
		const struct counts *counts = use->stem ? &census->aliases :
							  &census->names;

		if (counts->of[use->index] < 2)
			continue;
		sum += counts->names.at[use->index].hash;
		has_equal |= use->stem;
	}
	for (i = 0; has_equal && i < reserved->count; i++)
		sum += reserved->at[i].hash;
	return sum;
}

static void write_digests(struct output *output, const struct census *census)
{
	size_t first, next, from = 0;

	for (first = 0; first < census->inputs.count; first = next) {
		const char *path = census->inputs.at[first].path;

		next = next_image(census, first);
		if (strpbrk(path, BLANKS SPECIAL_TO_MAKE))
			fatal(path,
			      "cannot name a make variable after this path: it holds a blank, a line's end or one of %s",
			      SPECIAL_TO_MAKE);
		output_format(output, "kas-digest-%.*s := %016" PRIx64 "\n",
			      (int)image_stem(path), path,
			      digest(census, from, census->ends[next - 1]));
		from = census->ends[next - 1];
	}
}

static bool is_digests(const char *head, size_t size)
{
	static const char begin[] = "kas-digest-";
	size_t length = sizeof(begin) - 1;

	return !memcmp(head, begin, size < length ? size : length);
}

static void write_files(struct census *census)
{
	static const struct output_kind digests_kind = {
		"a file of digests", is_digests,
	};
	const struct options *options = census->options;
	struct output output, digests;

	output_open(&output, options->output, &frequency_kind);
	if (options->digests) {
		output_open(&digests, options->digests, &digests_kind);
		write_digests(&digests, census);
	}
	list_aliases(census);
	frequency_write(&output, &census->names);
	if (options->digests)
		output_commit(&digests, NULL);
	output_commit(&output, NULL);
}

int census(const struct options *options)
{
	struct census census = { .options = options };
	size_t i;

	inputs_read(&census.inputs, options);
	census.ends = xcalloc(census.inputs.count, sizeof(*census.ends));
	for (i = 0; i < census.inputs.count; i++) {
		count_object(&census, census.inputs.at[i].path);
		census.ends[i] = census.use_count;
	}
	if (options->verbose)
		printf("%zu objects, %zu symbols and aliases, %u different names\n",
		       census.inputs.count, census.use_count,
		       census.names.names.count + census.aliases.names.count);
	if (options->base)
		frequency_read(options->base, add_base, &census);
	reserve(&census);
	write_files(&census);

	free(census.ends);
	free(census.uses);
	counts_free(&census.names);
	counts_free(&census.aliases);
	counts_free(&census.reserved);
	inputs_free(&census.inputs);
	return EXIT_CLEAN;
}
