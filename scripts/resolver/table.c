// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias table: the true paths of all aliases of a build, for people.
 *
 * The plugin knows them, but writes nothing beside its compiler's output. So the
 * path of each tag is looked up among the files that the build read: one that
 * reads the same with "_" for what is no letter or digit, or two such, a file and
 * the one that includes it. Where several can be meant, the table has them all.
 */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/elf/image.h"
#include "../kas_alias/grammar.h"
#include "../kas_alias/output.h"
#include "arguments.h"
#include "files.h"
#include "source.h"

/* A file and the one that was compiled, in two sets: kernel's and module's. */
struct meaning {
	const char *path, *unit;
	uint32_t path_file, unit_file;
	bool is_foreign;		/* the files are an external module's */
};

struct tabler {
	const struct arguments *arguments;
	struct source source;
	struct files sources, module_sources;
	const char *srctree;
	bool has_tree;			/* all of srctree is in .sources */
	struct output output;
	size_t aliases, unknown, ambiguous;
};

/* What the output replaces has to be a table, too. */
static bool is_table(const char *head, size_t size)
{
	size_t length = strlen(TABLE_HEADER);

	return !memcmp(head, TABLE_HEADER, size < length ? size : length);
}

static const struct output_kind table_kind = { "a table of aliases", is_table };

/* Of one alias; a tag can have few meanings, and rarely more than one. */
struct meanings {
	struct meaning at[16];
	size_t count;
};

static void add_meaning(struct meanings *meanings, const struct files *files,
			uint32_t path, const struct files *unit_files, uint32_t unit)
{
	if (meanings->count == sizeof(meanings->at) / sizeof(*meanings->at))
		return;
	meanings->at[meanings->count++] = (struct meaning){
		.path = files->at[path].path,
		.unit = unit_files->at[unit].path,
		.path_file = path,
		.unit_file = unit,
		.is_foreign = files != unit_files,
	};
}

/* A module's own files are in the tag behind its name. */
static const struct files *set_of(const struct tabler *tabler, const char **part,
				  size_t *length, const char *module)
{
	size_t prefix = strlen(module);

	if (!tabler->module_sources.count || *length <= prefix + 1 ||
	    strncmp(*part, module, prefix) || (*part)[prefix] != '_')
		return &tabler->sources;
	*part += prefix + 1;
	*length -= prefix + 1;
	return &tabler->module_sources;
}

static void find_whole(const struct tabler *tabler, const char *tag, size_t length,
		       const char *module, struct meanings *meanings)
{
	const struct files *files = set_of(tabler, &tag, &length, module);
	uint32_t i;

	for (i = files_first(files, tag, length); i != NO_FILE;
	     i = files_next(files, i, tag, length))
		add_meaning(meanings, files, i, files, i);
}

/* One way to split a tag into a path and its includer's. */
static void find_split(const struct tabler *tabler, const char *path, size_t path_length,
		       const char *unit, size_t unit_length, const char *module,
		       struct meanings *meanings)
{
	const struct files *unit_files = set_of(tabler, &unit, &unit_length, module);
	const struct files *files = set_of(tabler, &path, &path_length, module);
	uint32_t i, j;

	for (i = files_first(unit_files, unit, unit_length); i != NO_FILE;
	     i = files_next(unit_files, i, unit, unit_length))
		for (j = files_first(files, path, path_length); j != NO_FILE;
		     j = files_next(files, j, path, path_length))
			if (files != unit_files ||
			    files_includes(files, tabler->srctree, i, j))
				add_meaning(meanings, files, j, unit_files, i);
}

static void find_meanings(const struct tabler *tabler, const char *tag, size_t length,
			  const char *module, struct meanings *meanings)
{
	size_t i;

	find_whole(tabler, tag, length, module, meanings);
	if (meanings->count)
		return;
	for (i = 1; i + 1 < length; i++)
		if (tag[i] == '_')
			find_split(tabler, tag, i, tag + i + 1, length - i - 1, module,
				   meanings);
}

/* prune puts "IMAGE_" or "IMAGE_2_" before a tag that several symbols have. */
static size_t image_prefix(const char *tag, size_t length, const char *image)
{
	size_t prefix = strlen(image), digits;

	if (length <= prefix + 1 || memcmp(tag, image, prefix) || tag[prefix] != '_')
		return 0;
	digits = strspn(tag + prefix + 1, "0123456789");
	if (digits && tag[prefix + 1 + digits] == '_')
		prefix += digits + 1;
	return prefix + 1 < length ? prefix + 1 : 0;
}

/* The unit's own name is in the symbol table, in front of its local symbols. */
static void keep_units_called(struct meanings *meanings, const char *unit_name)
{
	size_t kept = 0, i;
	struct meaning best[sizeof(meanings->at) / sizeof(*meanings->at)];

	for (i = 0; unit_name && i < meanings->count; i++) {
		const char *slash = strrchr(meanings->at[i].unit, '/');

		if (!strcmp(slash ? slash + 1 : meanings->at[i].unit, unit_name))
			best[kept++] = meanings->at[i];
	}
	if (!kept)
		return;
	memcpy(meanings->at, best, kept * sizeof(*best));
	meanings->count = kept;
}

static int compare_meanings(const void *one, const void *other)
{
	const struct meaning *a = one, *b = other;
	int order = strcmp(a->path, b->path);

	return order ? order : strcmp(a->unit, b->unit);
}

static void resolve(struct tabler *tabler, const char *alias, const char *module,
		    const char *unit_name, struct meanings *meanings, uint32_t *line)
{
	char image[NAME_MAX + 1];
	size_t length, prefix;
	const char *tag = alias_tag(alias, &length, line);

	meanings->count = 0;
	find_meanings(tabler, tag, length, module, meanings);
	if (!meanings->count && !tabler->has_tree) {
		/* Such as a grammar's "#line", which names a file that no compiler read. */
		tabler->has_tree = true;
		files_add_tree(&tabler->sources, tabler->srctree);
		find_meanings(tabler, tag, length, module, meanings);
	}
	snprintf(image, sizeof(image), "%s", module);
	kas_sanitise(image);
	prefix = image_prefix(tag, length, image);
	if (!meanings->count && prefix)
		find_meanings(tabler, tag + prefix, length - prefix, module, meanings);
	if (meanings->count > 1)
		keep_units_called(meanings, unit_name);
	qsort(meanings->at, meanings->count, sizeof(*meanings->at), compare_meanings);
}

struct row {
	const char *alias, *module, *unit_name;
};

static int compare_rows(const void *one, const void *other)
{
	return strcmp(((const struct row *)one)->alias, ((const struct row *)other)->alias);
}

/* All aliases of an image, with the unit that each stands behind. */
static struct row *collect(const struct source *source, const struct image *image,
			   struct row *rows, size_t *count)
{
	const struct symtab *symtab = &source->symtab;
	const char *unit_name = NULL;
	uint32_t i;

	for (i = 1; i < image->symbol_count; i++) {
		struct image_symbol symbol;
		uint32_t first;

		image_symbol(image, i, &symbol);
		if (symbol.type == STT_FILE)
			unit_name = symbol.name;
		if (symbol.section == IMAGE_ABSOLUTE)
			continue;
		first = symtab_first(symtab, symbol.name, strlen(symbol.name));
		if (first == NO_SYMBOL || !symtab->at[first].is_alias)
			continue;
		rows = grown(rows, *count, sizeof(*rows));
		rows[(*count)++] = (struct row){
			.alias = symbol.name,
			.module = symtab->objects[symtab->at[first].object].name,
			.unit_name = symbol.bind == STB_LOCAL ? unit_name : NULL,
		};
	}
	return rows;
}

static void write_row(struct tabler *tabler, const struct row *row)
{
	struct output *out = &tabler->output;
	struct meanings meanings;
	uint32_t line;
	size_t i;

	resolve(tabler, row->alias, row->module, row->unit_name, &meanings, &line);
	tabler->aliases++;
	tabler->unknown += !meanings.count;
	tabler->ambiguous += meanings.count > 1;
	if (!meanings.count)
		output_format(out, "%s\t-\t%" PRIu32 "\t%s\t-\n", row->alias, line, row->module);
	for (i = 0; i < meanings.count; i++)
		output_format(out, "%s\t%s\t%" PRIu32 "\t%s\t%s\n", row->alias,
			meanings.at[i].path, line, row->module, meanings.at[i].unit);
}

static void find_sources(struct tabler *tabler)
{
	const struct arguments *arguments = tabler->arguments;
	char *real = realpath(tabler->srctree, NULL);

	if (arguments->files)
		files_add_list(&tabler->sources, arguments->files);
	if (arguments->objtree) {
		/* A build in the tree writes relative paths, one aside whole ones. */
		if (real && strcmp(tabler->srctree, "."))
			tabler->srctree = source_keep(&tabler->source, real, strlen(real));
		files_add_build(&tabler->sources, arguments->objtree, tabler->srctree);
	}
	if (!tabler->sources.count) {
		files_add_tree(&tabler->sources, tabler->srctree);
		tabler->has_tree = true;
	}
	if (arguments->moddir)
		files_add_tree(&tabler->module_sources, arguments->moddir);
	free(real);
}

static void report(const struct tabler *tabler)
{
	const char *path = tabler->arguments->output;

	if (tabler->unknown)
		fprintf(stderr, "%s: note: of %zu of %zu aliases the source was not found: give all sources with --srctree, --objtree or --files\n",
			path, tabler->unknown, tabler->aliases);
	if (tabler->ambiguous)
		fprintf(stderr, "%s: note: %zu of %zu aliases can be of several files; the table has all of them\n",
			path, tabler->ambiguous, tabler->aliases);
}

int command_table(const struct arguments *arguments)
{
	struct tabler tabler = {
		.arguments = arguments,
		.srctree = arguments->srctree ?: ".",
	};
	struct row *rows = NULL;
	size_t count = 0, i;

	source_open(&tabler.source, arguments->words, arguments->word_count, "");
	if (tabler.source.text_count)
		fatal(arguments->words[0], "a list of symbols does not do: give vmlinux and modules, or a program");
	find_sources(&tabler);
	for (i = 0; i < tabler.source.image_count; i++)
		rows = collect(&tabler.source, tabler.source.images[i], rows, &count);
	if (count)
		qsort(rows, count, sizeof(*rows), compare_rows);

	output_open(&tabler.output, arguments->output, &table_kind);
	output_format(&tabler.output, TABLE_HEADER "%d\n" TABLE_COLUMNS "\n", TABLE_VERSION);
	for (i = 0; i < count; i++)
		write_row(&tabler, &rows[i]);
	output_commit(&tabler.output, NULL);
	report(&tabler);

	free(rows);
	files_free(&tabler.sources);
	files_free(&tabler.module_sources);
	source_close(&tabler.source);
	return EXIT_FOUND;
}
