// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * prune: in one image, take away the aliases of names that turned out unique,
 * give global symbols theirs, and tell equal aliases apart.
 *
 * Of several equal aliases, in this image or in others that the census saw, each
 * gets the image's name put in front of its tag; the second and following ones
 * of this image, in the order of .symtab, a number after that:
 *
 *	f@IMAGE_tag, f@IMAGE_2_tag, f@IMAGE_3_tag
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "../count/frequency.h"
#include "../elf/image.h"
#include "../count/inputs.h"
#include "../elf/markers.h"
#include "../count/names.h"
#include "../options.h"
#include "../elf/rewrite.h"
#include "../elf/symbols.h"

/* An alias that the result has. */
struct kept {
	uint32_t source;	/* the alias or marker it comes from */
	uint32_t target;
	bool in_place;		/* the source stays; else the target is copied */
	char *renamed;		/* owned; NULL: the source's name */
};

struct pruning {
	const struct options *options;
	struct image image;
	struct symbols symbols;
	struct names frequent;	/* counted twice or more */
	struct kept *kept;
	size_t kept_count;
	size_t alias_count;	/* before; markers included */
	struct rewrite rewrite;
};

static const char *source_name(const struct pruning *pruning,
			       const struct kept *kept)
{
	return pruning->symbols.at[kept->source].name;
}

static bool is_wanted(const struct pruning *pruning, const struct symbol *target)
{
	const struct options *options = pruning->options;

	if (!symbol_may_have_alias(target) ||
	    !symbol_is_covered(target, &pruning->image, options->level))
		return false;
	return options->keep_all ||
	       names_count(&pruning->frequent, target->name, target->length,
			   target->hash);
}

/*
 * An alias stays where it is if its target comes before it. One that is local
 * beside a global target does not, and becomes a copy of that.
 */
static void keep(struct pruning *pruning, uint32_t source)
{
	const struct symbol *symbol = &pruning->symbols.at[source];
	struct kept *kept;

	pruning->kept = grown(pruning->kept, pruning->kept_count,
			      sizeof(*pruning->kept));
	kept = &pruning->kept[pruning->kept_count++];
	kept->source = source;
	kept->target = symbol->partner;
	kept->in_place = symbol->class == SYMBOL_ALIAS &&
			 symbol->partner < source;
	kept->renamed = NULL;
}

static void choose(struct pruning *pruning)
{
	const struct symbols *symbols = &pruning->symbols;
	uint32_t i;

	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (symbol->class == SYMBOL_EXTRA)
			fatal(pruning->image.path,
			      "malformed input: %s: two aliases of one symbol",
			      symbol->name);
		if (symbol->class != SYMBOL_ALIAS &&
		    symbol->class != SYMBOL_MARKER)
			continue;
		pruning->alias_count++;
		if (symbol->partner &&
		    is_wanted(pruning, &symbols->at[symbol->partner]))
			keep(pruning, i);
	}
}

/* "drivers/a-b.ko" -> "a_b" */
static char *image_tag(const struct options *options)
{
	const char *path = options->image ? options->image : *options->files;
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	size_t length = image_stem(base);
	char *tag = xcalloc(length + 1, 1);

	memcpy(tag, base, length);
	kas_sanitise(tag);
	return tag;
}

static uint32_t add_alias(struct names *aliases, const char *name)
{
	size_t length = strlen(name);
	uint32_t index = names_add(aliases, name, length,
				   kas_hash(KAS_HASH_SEED, name, length));

	aliases->at[index].count++;
	return index;
}

/* The alias @old with the image's name, and a number from 2 up, in its tag. */
static char *compose(const struct pruning *pruning, const struct symbol *old,
		     const char *image_name, uint32_t number)
{
	uint32_t limit = pruning->options->max_length;
	const char *tag = old->name + old->stem + 1;
	size_t room = strlen(image_name) + strlen(tag) + sizeof("_4294967295_");
	char *new_tag = xcalloc(room, 1);
	char *name = xcalloc(limit + 1, 1);

	if (number > 1)
		snprintf(new_tag, room, "%s_%u_%s", image_name, number, tag);
	else
		snprintf(new_tag, room, "%s_%s", image_name, tag);
	if (!kas_join(name, old->name, old->stem, pruning->options->separator,
		      new_tag, limit))
		fatal(pruning->image.path,
		      "cannot rename %s, which is not the only one: the symbol's name leaves no room for a tag within %u bytes",
		      old->name, limit);
	free(new_tag);
	return name;
}

static void rename_equal(struct pruning *pruning)
{
	char *image_name = image_tag(pruning->options);
	struct names aliases = { 0 };
	size_t i;

	for (i = 0; i < pruning->kept_count; i++)
		add_alias(&aliases, source_name(pruning, &pruning->kept[i]));
	for (i = 0; i < pruning->kept_count; i++) {
		struct kept *kept = &pruning->kept[i];
		const struct symbol *old = &pruning->symbols.at[kept->source];
		struct name *name = names_find(&aliases, old->name, old->length,
					       old->hash);

		if (name->count < 2 &&
		    !names_count(&pruning->frequent, old->name, old->length,
				 old->hash))
			continue;
		do {
			free(kept->renamed);
			kept->renamed = compose(pruning, old, image_name,
						++name->mark);
		} while (names_find(&aliases, kept->renamed,
				    strlen(kept->renamed),
				    kas_hash(KAS_HASH_SEED, kept->renamed,
					     strlen(kept->renamed))));
		add_alias(&aliases, kept->renamed);
	}
	names_free(&aliases);
	free(image_name);
}

static void plan_rewrite(struct pruning *pruning)
{
	const struct symbols *symbols = &pruning->symbols;
	struct rewrite *rewrite = &pruning->rewrite;
	uint32_t i;

	rewrite->instead = xcalloc(symbols->count, sizeof(*rewrite->instead));
	rewrite->renamed = xcalloc(symbols->count, sizeof(*rewrite->renamed));
	rewrite->copies = xcalloc(pruning->kept_count, sizeof(*rewrite->copies));
	for (i = 0; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (symbol->class == SYMBOL_ALIAS)
			rewrite->instead[i] = symbol->partner;
		else if (symbol->class == SYMBOL_MARKER ||
			 symbol->class == SYMBOL_UNIT ||
			 symbol->class == SYMBOL_DERIVED)
			rewrite->instead[i] = REWRITE_REMOVE;
		else
			rewrite->instead[i] = i;
	}
	for (i = 0; i < pruning->kept_count; i++) {
		const struct kept *kept = &pruning->kept[i];

		if (kept->in_place) {
			rewrite->instead[kept->source] = kept->source;
			rewrite->renamed[kept->source] = kept->renamed;
			continue;
		}
		rewrite->copies[rewrite->copy_count].symbol = kept->target;
		rewrite->copies[rewrite->copy_count++].name =
			kept->renamed ? kept->renamed :
					source_name(pruning, kept);
	}
}

static void pruning_free(struct pruning *pruning)
{
	size_t i;

	for (i = 0; i < pruning->kept_count; i++)
		free(pruning->kept[i].renamed);
	free(pruning->kept);
	free(pruning->rewrite.instead);
	free(pruning->rewrite.renamed);
	free(pruning->rewrite.copies);
	names_free(&pruning->frequent);
	symbols_free(&pruning->symbols);
	image_close(&pruning->image);
}

int prune(const struct options *options)
{
	struct pruning pruning = { .options = options };

	if (options->file_count != 1)
		fatal(PROGRAM, "prune: more than one file: see kas_alias --help");
	frequency_load(options->names, &pruning.frequent, 2);
	image_open(&pruning.image, *options->files);
	symbols_read(&pruning.symbols, &pruning.image, options->separator);

	markers_resolve(&pruning.symbols, &pruning.image);
	choose(&pruning);
	rename_equal(&pruning);
	plan_rewrite(&pruning);
	rewrite_image(&pruning.image, &pruning.rewrite, options->output);
	if (options->verbose)
		printf("%s: %zu of %zu aliases kept\n", *options->files,
		       pruning.kept_count, pruning.alias_count);
	pruning_free(&pruning);
	return EXIT_CLEAN;
}
