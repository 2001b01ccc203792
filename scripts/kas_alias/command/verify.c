// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * verify: the proof, from the files as they are on disk, that
 *
 *	- every ambiguous symbol has exactly one alias,
 *	- no other symbol has one,
 *	- no two aliases are equal, in whatever images,
 *	- nothing is left of what only an object may hold.
 *
 * All files are read first, as a name can be ambiguous because of the last one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "../count/frequency.h"
#include "../elf/image.h"
#include "../count/inputs.h"
#include "../count/names.h"
#include "../options.h"
#include "../elf/symbols.h"

/* How a definition answers the question why it has no alias. */
enum answer {
	ANSWER_NONE,		/* it should have one if it is ambiguous */
	ANSWER_WEAK,		/* weak or common */
	ANSWER_LEVEL,		/* outside of the level */
};

struct bearer {
	uint32_t name;		/* in verification.names */
	uint32_t file;
	uint8_t answer;
	bool has_alias;
	bool may_be_linkers;
};

/* What is known of a name beside its count in the files. */
struct fact {
	uint32_t aliases;
	uint32_t linkers;	/* bearers that look as if the linker made them */
};

struct verification {
	const struct options *options;
	struct inputs inputs;
	struct names census;
	struct names names;	/* of bearers */
	struct names aliases;	/* .mark: the file it was seen in first, plus 1 */
	struct bearer *bearers;
	size_t bearer_count;
	struct fact *facts;	/* by index in names */
	uint32_t *missing;	/* aliases, by file */
	size_t findings;
	size_t ambiguous, weak, linkers, outside;	/* bearers */
};

static void finding(struct verification *verification, uint32_t file,
		    const char *name, const char *why)
{
	error(verification->inputs.at[file].path, "%s: %s", name, why);
	verification->findings++;
}

static enum answer answer(const struct verification *verification,
			  const struct symbol *symbol, const struct image *image)
{
	if (!symbol_may_have_alias(symbol))
		return ANSWER_WEAK;
	if (!symbol_is_covered(symbol, image, verification->options->level))
		return ANSWER_LEVEL;
	return ANSWER_NONE;
}

static void add_bearer(struct verification *verification, uint32_t file,
		       const struct symbol *symbol, const struct image *image)
{
	struct bearer *bearer;
	uint32_t name;

	name = names_add(&verification->names, symbol->name, symbol->length,
			 symbol->hash);
	verification->names.at[name].count++;
	verification->bearers = grown(verification->bearers,
				      verification->bearer_count,
				      sizeof(*verification->bearers));
	bearer = &verification->bearers[verification->bearer_count++];
	bearer->name = name;
	bearer->file = file;
	bearer->answer = answer(verification, symbol, image);
	bearer->has_alias = symbol->partner;
	bearer->may_be_linkers = symbol->type == STT_NOTYPE && !symbol->size &&
				 symbol->bind != STB_WEAK;
}

static void check_alias(struct verification *verification, uint32_t file,
			const struct symbol *alias, const struct symbol *target)
{
	uint32_t index = names_add(&verification->aliases, alias->name,
				   alias->length, alias->hash);
	struct name *name = &verification->aliases.at[index];
	char why[4096];

	if (name->count++) {
		snprintf(why, sizeof(why), "the same alias is in %s",
			 verification->inputs.at[name->mark - 1].path);
		finding(verification, file, alias->name, why);
	} else {
		name->mark = file + 1;
	}
	if (alias->length > verification->options->max_length)
		finding(verification, file, alias->name,
			"alias longer than --max-length");
	if (!symbol_may_have_alias(target))
		finding(verification, file, alias->name,
			"alias of a symbol that never gets one");
}

static void check_symbol(struct verification *verification, uint32_t file,
			 const struct symbol *symbol,
			 const struct symbols *symbols, const struct image *image)
{
	switch (symbol->class) {
	case SYMBOL_OTHER:
		break;
	case SYMBOL_MARKER:
	case SYMBOL_UNIT:
		finding(verification, file, symbol->name,
			"a marker is left: the image was not pruned");
		break;
	case SYMBOL_DERIVED:
		finding(verification, file, symbol->name,
			"made of an alias, and left");
		break;
	case SYMBOL_EXTRA:
		finding(verification, file, symbol->name,
			"second alias of one symbol");
		break;
	case SYMBOL_ALIAS:
		check_alias(verification, file, symbol,
			    &symbols->at[symbol->partner]);
		break;
	case SYMBOL_PLAIN:
		/* Versions of global symbols can have the form, f@LIB_1. */
		if (symbol->stem && symbol->bind == STB_LOCAL &&
		    verification->options->separator == '@')
			finding(verification, file, symbol->name,
				"alias without a symbol of that name at its place");
		else if (symbol->is_counted)
			add_bearer(verification, file, symbol, image);
		break;
	}
}

static void read_file(struct verification *verification, uint32_t file)
{
	struct symbols symbols;
	struct image image;
	uint32_t i;

	image_open(&image, verification->inputs.at[file].path);
	symbols_read(&symbols, &image, verification->options->separator);
	for (i = 1; i < symbols.count; i++)
		check_symbol(verification, file, &symbols.at[i], &symbols, &image);
	symbols_free(&symbols);
	image_close(&image);
}

static uint32_t census_count(const struct verification *verification,
			     const struct name *name)
{
	return names_count(&verification->census, name->text, name->length,
			   name->hash);
}

/*
 * Symbols that the linker script makes in the last link ("__start_f") are in no
 * object, so the census counts too few, and there is no source to name.
 */
static bool is_linkers(const struct verification *verification,
		       const struct bearer *bearer)
{
	return bearer->may_be_linkers && !bearer->has_alias &&
	       census_count(verification,
			    &verification->names.at[bearer->name]) < 2;
}

/* Beside what the linker made, which makes no other symbol ambiguous. */
static bool is_ambiguous(const struct verification *verification, uint32_t index)
{
	const struct name *name = &verification->names.at[index];

	return name->count - verification->facts[index].linkers >= 2 ||
	       census_count(verification, name) >= 2;
}

static void gather_facts(struct verification *verification)
{
	size_t i;

	verification->facts = xcalloc(verification->names.count,
				      sizeof(*verification->facts));
	for (i = 0; i < verification->bearer_count; i++) {
		const struct bearer *bearer = &verification->bearers[i];
		struct fact *fact = &verification->facts[bearer->name];

		fact->aliases += bearer->has_alias;
		fact->linkers += is_linkers(verification, bearer);
	}
}

static void note_linkers(struct verification *verification)
{
	uint32_t i;

	for (i = 0; i < verification->names.count; i++) {
		const struct name *name = &verification->names.at[i];
		uint32_t linkers = verification->facts[i].linkers;

		if (!linkers || name->count < 2)
			continue;
		verification->linkers += linkers;
		printf("%s: no alias: made by the linker, %u of %u\n",
		       name->text, linkers, name->count);
	}
}

static void check_bearer(struct verification *verification,
			 const struct bearer *bearer)
{
	const struct name *name = &verification->names.at[bearer->name];
	char why[256];

	if (!is_ambiguous(verification, bearer->name)) {
		if (bearer->has_alias && !verification->options->keep_all)
			finding(verification, bearer->file, name->text,
				"has an alias, but its name is unique");
		return;
	}
	verification->ambiguous++;
	if (bearer->has_alias)
		return;
	switch (bearer->answer) {
	case ANSWER_WEAK:
		verification->weak++;
		break;
	case ANSWER_LEVEL:
		verification->outside++;
		break;
	case ANSWER_NONE:
		snprintf(why, sizeof(why),
			 "is ambiguous and has no alias: %u of that name here, %u in the census",
			 name->count, census_count(verification, name));
		finding(verification, bearer->file, name->text, why);
		verification->missing[bearer->file]++;
	}
}

/* The likeliest reason, which no single finding shows. */
static void hint_at_plugin(const struct verification *verification)
{
	size_t i;

	for (i = 0; i < verification->inputs.count; i++)
		if (verification->missing[i])
			fprintf(stderr, "%s: note: without an alias: %u; all objects have to be compiled with kas_alias_plugin.so, and with -flto the command that links has to name it too\n",
				verification->inputs.at[i].path,
				verification->missing[i]);
}

static void print_names(const struct verification *verification)
{
	uint32_t i;

	for (i = 0; i < verification->names.count; i++) {
		const struct name *name = &verification->names.at[i];

		if (is_ambiguous(verification, i))
			printf("%s: %u here, %u in the census, %u aliases\n",
			       name->text, name->count,
			       census_count(verification, name),
			       verification->facts[i].aliases);
	}
}

static void print_summary(const struct verification *verification)
{
	uint32_t ambiguous_names = 0, i;

	for (i = 0; i < verification->names.count; i++)
		ambiguous_names += is_ambiguous(verification, i);
	printf("%zu files: %zu symbols, %u names, %u ambiguous; %zu symbols with an ambiguous name, %u aliases; without: weak %zu, outside the level %zu, linker-made %zu; findings: %zu\n",
	       verification->inputs.count, verification->bearer_count,
	       verification->names.count, ambiguous_names,
	       verification->ambiguous, verification->aliases.count,
	       verification->weak, verification->outside,
	       verification->linkers, verification->findings);
}

int verify(const struct options *options)
{
	struct verification verification = { .options = options };
	size_t i;

	frequency_load(options->names, &verification.census, 1);
	inputs_read(&verification.inputs, options);
	for (i = 0; i < verification.inputs.count; i++)
		read_file(&verification, i);
	gather_facts(&verification);
	verification.missing = xcalloc(verification.inputs.count,
				       sizeof(*verification.missing));
	for (i = 0; i < verification.bearer_count; i++)
		check_bearer(&verification, &verification.bearers[i]);
	hint_at_plugin(&verification);
	note_linkers(&verification);
	if (options->verbose)
		print_names(&verification);
	print_summary(&verification);

	free(verification.missing);
	free(verification.facts);
	free(verification.bearers);
	names_free(&verification.aliases);
	names_free(&verification.names);
	names_free(&verification.census);
	inputs_free(&verification.inputs);
	return verification.findings ? EXIT_FINDINGS : EXIT_CLEAN;
}
