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

#include "../count/frequency.h"
#include "../count/inputs.h"
#include "../diag.h"
#include "../elf/image.h"
#include "../elf/symbols.h"
#include "../options.h"

/*
 * Why an ambiguous definition can do without an alias. What was written in C is
 * typed and has one; the rest is legal, but there is nobody who could name it.
 */
enum excuse {
	EXCUSE_NONE,
	EXCUSE_WEAK,		/* weak or common */
	EXCUSE_LEVEL,		/* outside of the level */
	EXCUSE_LABEL,		/* no type, no size: a label of an unknown unit */
	EXCUSE_LINKER,		/* like a label, and in no object */
	EXCUSE_VERSION,		/* a version, "f@LIB_1", with or without the rest */
	EXCUSES,
};

static const char * const excuse_texts[EXCUSES] = {
	[EXCUSE_LABEL]	 = "a label of an unknown unit",
	[EXCUSE_LINKER]	 = "made by the linker",
	[EXCUSE_VERSION] = "a version of a symbol",
};

struct bearer {
	uint32_t name;		/* in verification.names */
	uint32_t file;
	uint8_t excuse;
	bool has_alias;
	bool has_line;		/* in its alias, and both are local */
};

/* What is known of a name. */
struct fact {
	uint32_t count;
	uint32_t aliases, lines;	/* bearers that have one */
	uint32_t without[EXCUSES];	/* bearers that have no alias */
};

struct verification {
	const struct options *options;
	struct inputs inputs;
	struct frequency frequency;
	struct names names;	/* of bearers */
	struct fact *facts;	/* by index in names */
	struct names aliases;
	uint32_t *alias_files;	/* by index in aliases: the first file with it */
	struct bearer *bearers;
	size_t bearer_count;
	uint32_t *missing;	/* aliases, by file */
	size_t findings;
	size_t ambiguous, without[EXCUSES];	/* bearers */
	size_t unknown;		/* aliases of bearers that the census does not know */
};

static void finding(struct verification *verification, uint32_t file,
		    const char *name, const char *why)
{
	error(verification->inputs.at[file].path, "%s: %s", name, why);
	verification->findings++;
}

static enum excuse find_excuse(const struct verification *verification,
			       const struct symbol *symbol,
			       const struct image *image)
{
	if (symbol_is_version(symbol))
		return EXCUSE_VERSION;
	if (!symbol_may_have_alias(symbol))
		return EXCUSE_WEAK;
	if (!symbol_is_covered(symbol, image, verification->options->level))
		return EXCUSE_LEVEL;
	return symbol_is_bare(symbol) ? EXCUSE_LABEL : EXCUSE_NONE;
}

/* Has a symbol an alias with a line? What prune names itself has none. */
static bool has_line(const struct symbol *symbol, const struct symbol *alias)
{
	const char *line = strrchr(alias->name + alias->stem, '_');

	return symbol->bind == STB_LOCAL && alias->bind == STB_LOCAL && line &&
	       line[1] >= '1' && line[1] <= '9' &&
	       !line[1 + strspn(line + 1, "0123456789")];
}

static void add_bearer(struct verification *verification, uint32_t file,
		       const struct symbol *symbol,
		       const struct symbols *symbols, const struct image *image)
{
	uint32_t known = verification->names.count;
	struct bearer *bearer;
	uint32_t name;

	name = names_add(&verification->names, symbol->name, symbol->length,
			 symbol->hash);
	if (name == known) {
		verification->facts = grown(verification->facts, known,
					    sizeof(*verification->facts));
		verification->facts[name] = (struct fact){ 0 };
	}
	verification->facts[name].count++;
	verification->facts[name].aliases += symbol->partner != 0;
	verification->bearers = grown(verification->bearers,
				      verification->bearer_count,
				      sizeof(*verification->bearers));
	bearer = &verification->bearers[verification->bearer_count++];
	bearer->name = name;
	bearer->file = file;
	bearer->excuse = find_excuse(verification, symbol, image);
	bearer->has_alias = symbol->partner;
	bearer->has_line = symbol->partner &&
			   has_line(symbol, &symbols->at[symbol->partner]);
	verification->facts[name].lines += bearer->has_line;
}

/* Did the census see a definition? Else its alias may be a version of it. */
static bool is_known(const struct verification *verification,
		     const struct symbol *target)
{
	return frequency_of(&verification->frequency, target->name,
			    target->length, target->hash);
}

static void check_alias(struct verification *verification, uint32_t file,
			const struct symbol *alias, const struct symbol *target)
{
	uint32_t known = verification->aliases.count, index;
	char why[4096];

	if (!is_known(verification, target))
		return;
	index = names_add(&verification->aliases, alias->name, alias->length,
			  alias->hash);
	if (index == known) {
		verification->alias_files = grown(verification->alias_files, known,
				sizeof(*verification->alias_files));
		verification->alias_files[index] = file;
	} else {
		snprintf(why, sizeof(why), "the same alias is in %s",
			 verification->inputs.at[
				verification->alias_files[index]].path);
		finding(verification, file, alias->name, why);
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
		if (is_known(verification, &symbols->at[symbol->partner]))
			finding(verification, file, symbol->name,
				"second alias of one symbol");
		break;
	case SYMBOL_RENAMED:
	case SYMBOL_ORPHAN:
		finding(verification, file, symbol->name,
			"alias without a symbol of that name at its place");
		break;
	case SYMBOL_ALIAS:
		check_alias(verification, file, symbol,
			    &symbols->at[symbol->partner]);
		break;
	case SYMBOL_PLAIN:
		if (symbol->is_counted)
			add_bearer(verification, file, symbol, symbols, image);
		break;
	}
}

static void read_file(struct verification *verification, uint32_t file)
{
	struct symbols symbols;
	struct image image;
	uint32_t i;

	image_open(&image, verification->inputs.at[file].path);
	symbols_read(&symbols, &image, verification->options->separator,
		     EVIDENCE_CENSUS, &verification->frequency);
	for (i = 1; i < symbols.count; i++)
		check_symbol(verification, file, &symbols.at[i], &symbols, &image);
	symbols_free(&symbols);
	image_close(&image);
}

static uint32_t census_count(const struct verification *verification,
			     uint32_t index)
{
	const struct name *name = &verification->names.at[index];

	return frequency_of(&verification->frequency, name->text, name->length,
			    name->hash);
}

/*
 * Some excuses depend on all bearers of a name.
 *
 * Symbols that the linker script makes in the last link ("__start_f") are in no
 * object, so the census counts too few, and there is no source to name.
 *
 * gold and lld leave out of .symtab what follows the name of a version; so many
 * symbols of the name are versions that look like others.
 */
static void settle_excuse(struct verification *verification,
			  struct bearer *bearer)
{
	struct fact *fact = &verification->facts[bearer->name];
	const struct name *name = &verification->names.at[bearer->name];

	if (bearer->has_alias)
		return;
	if (bearer->excuse <= EXCUSE_LABEL &&
	    fact->without[EXCUSE_VERSION] <
	    frequency_of_versions(&verification->frequency, name->text,
				  name->length, name->hash))
		bearer->excuse = EXCUSE_VERSION;
	else if (bearer->excuse == EXCUSE_LABEL &&
		 census_count(verification, bearer->name) < 2)
		bearer->excuse = EXCUSE_LINKER;
	fact->without[bearer->excuse]++;
}

/* What is none of the source's makes no other symbol ambiguous. */
static bool is_ambiguous(const struct verification *verification, uint32_t index)
{
	const struct fact *fact = &verification->facts[index];

	return fact->count - fact->without[EXCUSE_LINKER] -
	       fact->without[EXCUSE_VERSION] >= 2 ||
	       census_count(verification, index) >= 2;
}

/* What is legal, has no alias, and should be known to somebody. */
static void note_excused(struct verification *verification, uint32_t index)
{
	const struct fact *fact = &verification->facts[index];
	enum excuse excuse;

	if (fact->count < 2)
		return;
	for (excuse = EXCUSE_LABEL; excuse < EXCUSES; excuse++) {
		if (!fact->without[excuse])
			continue;
		verification->without[excuse] += fact->without[excuse];
		printf("%s: no alias: %s, %u of %u\n",
		       verification->names.at[index].text, excuse_texts[excuse],
		       fact->without[excuse], fact->count);
	}
}

/*
 * Several aliases with lines of a name that the census does not know: the plugin
 * wrote them, so the census is no longer of these files. A single one can be a
 * version (symbols.h).
 */
static void check_known(struct verification *verification,
			const struct bearer *bearer)
{
	if (census_count(verification, bearer->name))
		return;
	verification->unknown++;
	if (bearer->has_line && verification->facts[bearer->name].lines >= 2)
		finding(verification, bearer->file,
			verification->names.at[bearer->name].text,
			"has an alias, and the census does not know its name: it is of something else, or older: make it again (kas_alias census)");
}

static void check_bearer(struct verification *verification,
			 const struct bearer *bearer)
{
	const char *name = verification->names.at[bearer->name].text;
	char why[256];

	if (!is_ambiguous(verification, bearer->name)) {
		if (bearer->has_alias && !verification->options->keep_all &&
		    census_count(verification, bearer->name))
			finding(verification, bearer->file, name,
				"has an alias, but its name is unique");
		return;
	}
	verification->ambiguous++;
	if (bearer->has_alias) {
		check_known(verification, bearer);
		return;
	}
	if (bearer->excuse == EXCUSE_WEAK || bearer->excuse == EXCUSE_LEVEL)
		verification->without[bearer->excuse]++;
	if (bearer->excuse != EXCUSE_NONE)
		return;
	snprintf(why, sizeof(why),
		 "is ambiguous and has no alias: %u of that name here, %u in the census",
		 verification->facts[bearer->name].count,
		 census_count(verification, bearer->name));
	finding(verification, bearer->file, name, why);
	verification->missing[bearer->file]++;
}

/* The likeliest reason, which no single finding shows. */
static void hint_at_plugin(const struct verification *verification)
{
	size_t i;

	for (i = 0; i < verification->inputs.count; i++)
		if (verification->missing[i])
			fprintf(stderr, "%s: note: without an alias: %u; all objects have to be compiled with kas_alias_plugin.so or marked by kas_alias mark, and with -flto the command that links has to name the plugin too\n",
				verification->inputs.at[i].path,
				verification->missing[i]);
}

static void print_names(const struct verification *verification)
{
	uint32_t i;

	for (i = 0; i < verification->names.count; i++)
		if (is_ambiguous(verification, i))
			printf("%s: %u here, %u in the census, %u aliases\n",
			       verification->names.at[i].text,
			       verification->facts[i].count,
			       census_count(verification, i),
			       verification->facts[i].aliases);
}

static void print_summary(const struct verification *verification)
{
	const size_t *without = verification->without;
	uint32_t ambiguous_names = 0, i;

	for (i = 0; i < verification->names.count; i++)
		ambiguous_names += is_ambiguous(verification, i);
	printf("%zu files: %zu symbols, %u names, %u ambiguous; %zu symbols with an ambiguous name, %zu aliases; without: weak %zu, outside the level %zu, linker-made %zu, labels %zu, versions %zu; findings: %zu\n",
	       verification->inputs.count, verification->bearer_count,
	       verification->names.count, ambiguous_names,
	       verification->ambiguous,
	       verification->aliases.count + verification->unknown,
	       without[EXCUSE_WEAK], without[EXCUSE_LEVEL],
	       without[EXCUSE_LINKER], without[EXCUSE_LABEL],
	       without[EXCUSE_VERSION], verification->findings);
}

static void verification_free(struct verification *verification)
{
	free(verification->missing);
	free(verification->facts);
	free(verification->bearers);
	free(verification->alias_files);
	names_free(&verification->aliases);
	names_free(&verification->names);
	frequency_free(&verification->frequency);
	inputs_free(&verification->inputs);
}

int verify(const struct options *options)
{
	struct verification verification = { .options = options };
	size_t findings, i;

	frequency_open(&verification.frequency, options->names,
		       options->separator, SIZE_MAX);
	inputs_read(&verification.inputs, options);
	for (i = 0; i < verification.inputs.count; i++)
		read_file(&verification, i);
	for (i = 0; i < verification.bearer_count; i++)
		settle_excuse(&verification, &verification.bearers[i]);
	verification.missing = xcalloc(verification.inputs.count,
				       sizeof(*verification.missing));
	for (i = 0; i < verification.bearer_count; i++)
		check_bearer(&verification, &verification.bearers[i]);
	hint_at_plugin(&verification);
	for (i = 0; i < verification.names.count; i++)
		note_excused(&verification, i);
	if (options->verbose)
		print_names(&verification);
	print_summary(&verification);
	findings = verification.findings;
	verification_free(&verification);
	return findings ? EXIT_FINDINGS : EXIT_CLEAN;
}
