// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * table: the true paths of all aliases of a build, for people.
 *
 * The plugin knows them, but writes nothing beside its compiler's output. So the
 * path of each tag is looked up among the files that the build read: one that
 * reads the same with "_" for what is no letter or digit, or two such, a file and
 * the one that includes it. Where several can be meant, the table has them all.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../count/frequency.h"
#include "../count/inputs.h"
#include "../diag.h"
#include "../elf/module.h"
#include "../elf/symbols.h"
#include "../options.h"
#include "../output.h"
#include "../sources/meanings.h"
#include "../sources/table.h"

struct row {
	const char *alias, *image;
	const char *unit;		/* as STT_FILE has it, or NULL */
	uint32_t stem;			/* length of what is before the separator */
};

struct table {
	const struct options *options;
	struct frequency frequency;	/* empty without --names */
	struct names texts;		/* what rows point to */
	struct row *rows;
	size_t count;
	struct sources sources;
	struct output output;
	size_t unknown, ambiguous;	/* aliases */
};

/* What the output replaces has to be a table, too. */
static bool is_table(const char *head, size_t size)
{
	size_t length = strlen(TABLE_HEADER);

	return !memcmp(head, TABLE_HEADER, size < length ? size : length);
}

static const struct output_kind table_kind = { "a table of aliases", is_table };

static const char *keep(struct table *table, const char *text)
{
	size_t length = strlen(text);
	uint32_t index = names_add(&table->texts, text, length,
				   kas_hash(KAS_HASH_SEED, text, length));

	return table->texts.at[index].text;
}

/*
 * The unit of the symbol that an alias is of. What prune made of a marker stands
 * behind that of another.
 */
static const char *unit_of(const struct symbols *symbols, const struct symbol *alias)
{
	const struct unit_group *group;

	if (symbols->at[alias->partner].bind != STB_LOCAL)
		return NULL;
	group = units_group(&symbols->units, alias->partner);
	return group->first ? symbols->at[group->first].name : NULL;
}

static void collect(struct table *table, const struct image *image, const char *name,
		    char separator)
{
	struct symbols symbols;
	uint32_t i;

	symbols_read(&symbols, image, separator, EVIDENCE_CENSUS, &table->frequency);
	for (i = 1; i < symbols.count; i++) {
		const struct symbol *symbol = &symbols.at[i];
		const char *unit;

		if (symbol->class != SYMBOL_ALIAS)
			continue;
		unit = unit_of(&symbols, symbol);
		table->rows = grown(table->rows, table->count, sizeof(*table->rows));
		table->rows[table->count++] = (struct row){
			.alias = keep(table, symbol->name),
			.image = name,
			.unit = unit ? keep(table, unit) : NULL,
			.stem = symbol->stem,
		};
	}
	symbols_free(&symbols);
}

static void read_image(struct table *table, const char *path)
{
	const struct options *options = table->options;
	const char *name, *separator;
	struct image image;
	char *text;

	image_open(&image, path);
	text = image_name(&image);
	name = keep(table, text);
	free(text);
	for (separator = KAS_SEPARATORS; *separator; separator++)
		if (options->any_separator || *separator == options->separator)
			collect(table, &image, name, *separator);
	image_close(&image);
}

static int compare_rows(const void *one, const void *other)
{
	const struct row *a = one, *b = other;
	int order = strcmp(a->alias, b->alias);

	return order ? order : strcmp(a->image, b->image);
}

static void find_sources(struct table *table)
{
	const struct options *options = table->options;
	struct sources *sources = &table->sources;

	sources->tree = options->srctree;
	if (options->sources)
		files_add_list(&sources->others, options->sources);
	if (options->objtree)
		build_open(&sources->build, options->objtree, options->srctree);
	if (options->moddir)
		files_add_tree(&sources->module, options->moddir);
}

static void write_row(struct table *table, const struct row *row)
{
	struct output *out = &table->output;
	struct tag tag = {
		.text = row->alias + row->stem + 1,
		.image = row->image,
		.unit = row->unit,
	};
	struct meanings meanings = { .count = 0 };
	uint32_t line;
	size_t i;

	line = kas_tag_line(tag.text, &tag.length);
	meanings_find(&meanings, &table->sources, &tag);
	table->unknown += !meanings.count;
	table->ambiguous += meanings.count > 1;
	if (!meanings.count)
		output_format(out, "%s\t-\t%" PRIu32 "\t%s\t-\n", row->alias, line, row->image);
	for (i = 0; i < meanings.count; i++)
		output_format(out, "%s\t%s\t%" PRIu32 "\t%s\t%s\n", row->alias,
			      meanings.at[i].path, line, row->image, meanings.at[i].unit);
	meanings_free(&meanings);
}

static void report(const struct table *table)
{
	const char *path = table->options->output;

	if (table->options->verbose)
		printf("%zu aliases, %zu of a source that is not known, %zu of several\n",
		       table->count, table->unknown, table->ambiguous);
	if (table->options->quiet)
		return;
	if (table->unknown)
		fprintf(stderr, "%s: note: of %zu of %zu aliases the source was not found: give all sources with --srctree, --objtree or --files\n",
			path, table->unknown, table->count);
	if (table->ambiguous)
		fprintf(stderr, "%s: note: %zu of %zu aliases can be of several files; the table has all of them\n",
			path, table->ambiguous, table->count);
}

int table(const struct options *options)
{
	struct table table = { .options = options };
	struct inputs inputs;
	size_t i;

	inputs_read(&inputs, options);
	if (options->names)
		frequency_open(&table.frequency, options->names, options->separator, SIZE_MAX);
	for (i = 0; i < inputs.count; i++)
		read_image(&table, inputs.at[i].path);
	if (table.count)
		qsort(table.rows, table.count, sizeof(*table.rows), compare_rows);
	find_sources(&table);

	output_open(&table.output, options->output, &table_kind);
	output_format(&table.output, TABLE_HEADER "%d\n" TABLE_COLUMNS "\n", TABLE_VERSION);
	for (i = 0; i < table.count; i++)
		write_row(&table, &table.rows[i]);
	output_commit(&table.output, NULL);
	report(&table);

	free(table.rows);
	sources_free(&table.sources);
	names_free(&table.texts);
	frequency_free(&table.frequency);
	inputs_free(&inputs);
	return EXIT_CLEAN;
}
