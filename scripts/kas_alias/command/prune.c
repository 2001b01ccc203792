// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * prune: in one image, take away the aliases of names that turned out unique,
 * give global symbols theirs, and those that the plugin did not see, and tell
 * equal aliases apart.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../count/frequency.h"
#include "../diag.h"
#include "../elf/image.h"
#include "../elf/markers.h"
#include "../elf/rewrite.h"
#include "../elf/symbols.h"
#include "../options.h"
#include "equal.h"
#include "naming.h"

/* Of a symbol: is it counted, is it ambiguous, is it an alias? */
enum { LOOKUPS_PER_SYMBOL = 3 };

/* An alias that the result has. */
struct kept {
	uint32_t source;	/* the alias or marker it comes from, or 0 */
	uint32_t target;
	bool in_place;		/* the source stays; else the target is copied */
	char *renamed;		/* owned; NULL: the source's name */
};

struct pruning {
	const struct options *options;
	char *image_name;
	struct image image;
	struct symbols symbols;
	struct frequency frequency;
	struct counts unseen;	/* names of this image that the census lacks */
	struct kept *kept;
	size_t kept_count;
	size_t alias_count;	/* before; markers included */
	size_t named_count;	/* kept that the plugin did not write */
	struct rewrite rewrite;
};

static const char *alias_name(const struct pruning *pruning,
			      const struct kept *kept)
{
	return kept->renamed ? kept->renamed :
			       pruning->symbols.at[kept->source].name;
}

static bool is_wanted(const struct pruning *pruning, const struct symbol *target)
{
	const struct options *options = pruning->options;

	if (!symbol_may_have_alias(target) ||
	    !symbol_is_covered(target, &pruning->image, options->level))
		return false;
	return (options->keep_all && target->partner) ||
	       frequency_of(&pruning->frequency, target->name, target->length,
			    target->hash) > 1 ||
	       counts_of(&pruning->unseen, target->name, target->length,
			 target->hash) > 1;
}

/*
 * Can a definition be one that the last link added, of a library say? In a part that
 * is newer than the census each can be new.
 */
static bool may_be_unseen(const struct pruning *pruning,
			  const struct symbol *symbol)
{
	return symbol_may_have_alias(symbol) &&
	       (pruning->options->part || !symbol->partner) &&
	       !symbol_is_bare(symbol) &&
	       frequency_of(&pruning->frequency, symbol->name, symbol->length,
			    symbol->hash) < 2;
}

/*
 * What the census did not see can be ambiguous all the same. Like verify, this
 * leaves out what the linker made, and versions that lost what is behind '@'.
 */
static void count_unseen(struct pruning *pruning)
{
	const struct symbols *symbols = &pruning->symbols;
	struct counts *unseen = &pruning->unseen;
	uint32_t i, index;

	if (!symbols->units.marker_count)
		return;
	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (may_be_unseen(pruning, symbol) &&
		    !frequency_of_versions(&pruning->frequency, symbol->name,
					   symbol->length, symbol->hash))
			counts_add(unseen, symbol->name, symbol->length,
				   symbol->hash, 0);
	}
	for (i = 1; unseen->names.count && i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		if (symbol->class != SYMBOL_PLAIN || !symbol->is_counted ||
		    (symbol_is_bare(symbol) && !symbol->partner))
			continue;
		index = names_find(&unseen->names, symbol->name, symbol->length,
				   symbol->hash);
		if (index != NAMES_NONE)
			unseen->of[index]++;
	}
}

static struct kept *keep(struct pruning *pruning, uint32_t source,
			 uint32_t target)
{
	struct kept *kept;

	pruning->kept = grown(pruning->kept, pruning->kept_count,
			      sizeof(*pruning->kept));
	kept = &pruning->kept[pruning->kept_count++];
	*kept = (struct kept){ .source = source, .target = target };
	return kept;
}

/*
 * An alias stays where it is if its target comes before it. One that is local
 * beside a global target does not, and becomes a copy of that.
 */
static void keep_alias(struct pruning *pruning, uint32_t source)
{
	const struct symbol *symbol = &pruning->symbols.at[source];
	struct kept *kept = keep(pruning, source, symbol->partner);

	kept->in_place = symbol->class != SYMBOL_MARKER &&
			 symbol->partner < source;
}

/* A definition that the plugin did not see, or under another name. */
static void name_target(struct pruning *pruning, uint32_t target)
{
	const struct options *options = pruning->options;
	const struct symbols *symbols = &pruning->symbols;
	char *name = naming_by_object(symbols, target, options->separator,
				      options->max_length);

	if (!name)
		name = naming_by_image(symbols, target, pruning->image_name,
				       options->separator, options->max_length);
	if (!name)
		return;
	keep(pruning, 0, target)->renamed = name;
	pruning->named_count++;
	if (options->verbose)
		printf("%s: named %s\n", pruning->image.path, name);
}

static void choose(struct pruning *pruning)
{
	const struct symbols *symbols = &pruning->symbols;
	uint32_t i;

	for (i = 1; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];
		const struct symbol *partner = &symbols->at[symbol->partner];

		switch (symbol->class) {
		case SYMBOL_EXTRA:
			fatal(pruning->image.path,
			      "malformed input: %s: two aliases of one symbol",
			      symbol->name);
		case SYMBOL_ALIAS:
		case SYMBOL_MARKER:
			pruning->alias_count++;
			if (symbol->partner && is_wanted(pruning, partner))
				keep_alias(pruning, i);
			break;
		case SYMBOL_PLAIN:
			if ((!symbol->partner ||
			     partner->class == SYMBOL_RENAMED) &&
			    is_wanted(pruning, symbol))
				name_target(pruning, i);
			break;
		}
	}
}

__attribute__((noreturn))
static void refuse_census(const struct pruning *pruning,
			  const struct symbol *symbol, const char *what)
{
	fatal(pruning->options->names,
	      "cannot prune %s by it: %s %s: it is of something else, or older: make it again (kas_alias census)",
	      pruning->image.path, what, symbol->name);
}

/*
 * What has an alias in an object, the census counted when it read the object; and
 * linking makes no symbol two.
 */
static void check_census(const struct pruning *pruning)
{
	const struct symbols *symbols = &pruning->symbols;
	struct counts seen = { 0 };
	uint32_t index, count, i;

	for (i = 1; i < symbols->count; i++) {
		const struct symbol *target = &symbols->at[i];

		if (target->class != SYMBOL_PLAIN || !target->partner ||
		    !target->is_counted || target->bind != STB_LOCAL ||
		    symbols->at[target->partner].class != SYMBOL_ALIAS)
			continue;
		count = frequency_of(&pruning->frequency, target->name,
				     target->length, target->hash);
		if (!count)
			refuse_census(pruning, target, "it does not know");
		index = counts_add(&seen, target->name, target->length,
				   target->hash, 1);
		if (seen.of[index] > count)
			refuse_census(pruning, target, "it counted fewer of");
	}
	counts_free(&seen);
}

static uint32_t add_text(struct counts *counts, const char *text)
{
	size_t length = strlen(text);

	return counts_add(counts, text, length,
			  kas_hash(KAS_HASH_SEED, text, length), 1);
}

static uint32_t alias_count(const struct pruning *pruning, const char *name)
{
	size_t length = strlen(name);

	return frequency_of_alias(&pruning->frequency, name, length,
				  kas_hash(KAS_HASH_SEED, name, length));
}

static void rename_one(struct pruning *pruning, struct counts *aliases,
		       struct kept *kept, uint32_t *number)
{
	const struct equal_naming naming = {
		pruning->image_name, pruning->options->separator,
		pruning->options->max_length,
	};
	const char *old = alias_name(pruning, kept);
	size_t stem = kas_stem_length(old, naming.separator);
	char *name = equal_compose(&naming, old, stem, ++*number);

	while (counts_text(aliases, name) || alias_count(pruning, name)) {
		free(name);
		name = equal_compose(&naming, old, stem, ++*number);
	}
	free(kept->renamed);
	kept->renamed = name;
	add_text(aliases, name);
}

static void rename_equal(struct pruning *pruning)
{
	uint32_t *numbers = xcalloc(pruning->kept_count, sizeof(*numbers));
	uint32_t *names = xcalloc(pruning->kept_count, sizeof(*names));
	struct counts aliases = { 0 };
	size_t i;

	for (i = 0; i < pruning->kept_count; i++)
		names[i] = add_text(&aliases,
				    alias_name(pruning, &pruning->kept[i]));
	for (i = 0; i < pruning->kept_count; i++) {
		struct kept *kept = &pruning->kept[i];

		if (aliases.of[names[i]] > 1 ||
		    alias_count(pruning, alias_name(pruning, kept)) > 1)
			rename_one(pruning, &aliases, kept, &numbers[names[i]]);
	}
	counts_free(&aliases);
	free(numbers);
	free(names);
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

		switch (symbol->class) {
		case SYMBOL_ALIAS:
		case SYMBOL_RENAMED:
			rewrite->instead[i] = symbol->partner;
			break;
		case SYMBOL_MARKER:
		case SYMBOL_UNIT:
		case SYMBOL_DERIVED:
			rewrite->instead[i] = REWRITE_REMOVE;
			break;
		default:
			rewrite->instead[i] = i;
		}
	}
	for (i = 0; i < pruning->kept_count; i++) {
		const struct kept *kept = &pruning->kept[i];

		if (kept->in_place) {
			rewrite->instead[kept->source] = kept->source;
			rewrite->renamed[kept->source] = kept->renamed;
			continue;
		}
		rewrite->copies[rewrite->copy_count++] = (struct rewrite_copy){
			.symbol = kept->target,
			.name = alias_name(pruning, kept),
		};
	}
}

static void pruning_free(struct pruning *pruning)
{
	size_t i;

	for (i = 0; i < pruning->kept_count; i++)
		free(pruning->kept[i].renamed);
	free(pruning->kept);
	free(pruning->image_name);
	rewrite_free(&pruning->rewrite);
	frequency_free(&pruning->frequency);
	counts_free(&pruning->unseen);
	symbols_free(&pruning->symbols);
	image_close(&pruning->image);
}

/* One name of it would lead to what was, the others to the result. */
static void refuse_hard_links(const char *path)
{
	struct stat status;

	if (stat(path, &status)) {
		if (errno != ENOENT)
			fatal(path, "cannot write: %s", strerror(errno));
		return;
	}
	if (S_ISREG(status.st_mode) && status.st_nlink > 1)
		fatal(path,
		      "cannot write: the file has %lu names (hard links), of which the others would keep what it was: write to another file and copy that over it",
		      (unsigned long)status.st_nlink);
}

int prune(const struct options *options)
{
	struct pruning pruning = { .options = options };
	const char *input = *options->files;

	if (options->file_count != 1)
		fatal(PROGRAM, "prune: more than one file: see kas_alias --help");
	refuse_hard_links(options->output);
	pruning.image_name = equal_image(options->image ? options->image : input);
	image_open(&pruning.image, input);
	if (options->names)
		frequency_open(&pruning.frequency, options->names,
			       options->separator,
			       LOOKUPS_PER_SYMBOL * pruning.image.symbol_count);
	symbols_read(&pruning.symbols, &pruning.image, options->separator,
		     EVIDENCE_BOTH, &pruning.frequency);
	if (!options->part)
		check_census(&pruning);

	markers_resolve(&pruning.symbols, &pruning.image);
	count_unseen(&pruning);
	choose(&pruning);
	rename_equal(&pruning);
	plan_rewrite(&pruning);
	rewrite_image(&pruning.image, &pruning.rewrite, options->output);
	if (options->verbose)
		printf("%s: %zu of %zu aliases kept, %zu added\n", input,
		       pruning.kept_count - pruning.named_count,
		       pruning.alias_count, pruning.named_count);
	pruning_free(&pruning);
	return EXIT_CLEAN;
}
