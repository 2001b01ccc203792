// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mark: give the symbols of an object that the plugin had no part in what it gives
 * to those of a compiled one: local symbols their aliases, global ones their
 * markers, and the object the marker of its unit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "../elf/image.h"
#include "../elf/markers.h"
#include "../elf/rewrite.h"
#include "../elf/symbols.h"
#include "../options.h"
#include "../output.h"
#include "asm_source.h"
#include "naming.h"
#include "tags.h"

struct marking {
	const struct options *options;
	struct image image;
	struct symbols symbols;
	struct asm_lines lines;	/* empty: they are not known */
	struct tags tags;	/* empty, too */
	size_t alias_count;
	struct rewrite rewrite;
};

/* The path in the form of a tag, and "_LINE". */
static char *make_tag(const struct options *options, unsigned int line)
{
	const char *path = options->path;
	size_t room = strlen(path) + 1 + sizeof("_4294967295"), length;
	char *tag = xcalloc(room, 1);

	kas_sanitise_path(tag, path);
	length = strlen(tag);
	if (options->with_line)
		snprintf(tag + length, room - length, "_%u", line);
	else if (!strchr(tag, '_'))	/* what a tag is known by, grammar.h */
		strcat(tag, "_");
	return tag;
}

static char *make_alias(const struct marking *marking, uint32_t index)
{
	const struct symbol *symbol = &marking->symbols.at[index];
	const struct options *options = marking->options;
	const char *known = tags_find(&marking->tags, index);
	char *tag = known ? xstrdup(known) :
		    make_tag(options, asm_source_line(&marking->lines, symbol->name,
						      symbol->length));
	char *alias = naming_join(symbol->name, symbol->length, options->separator, tag,
				  options->max_length);

	free(tag);
	return alias;
}

static char *make_unit_marker(const struct options *options)
{
	char *tag = make_tag(options, 0);
	size_t room = sizeof(KAS_UNIT_NAME) + 1 + strlen(tag);
	char *name = xcalloc(room, 1);

	snprintf(name, room, KAS_UNIT_NAME "%c%s", options->separator, tag);
	free(tag);
	return name;
}

static bool has_unit_marker(const struct symbols *symbols, const char *name)
{
	uint32_t i;

	for (i = 0; i < symbols->units.marker_count; i++)
		if (!strcmp(symbols->at[symbols->units.markers[i]].name, name))
			return true;
	return false;
}

static bool is_wanted(const struct marking *marking, const struct symbol *symbol)
{
	/* One that has an alias was marked before. */
	return symbol_may_have_alias(symbol) && !symbol->partner &&
	       symbol_is_covered(symbol, &marking->image,
				 marking->options->level);
}

static void add_copy(struct rewrite *rewrite, uint32_t symbol, const char *name,
		     uint32_t marker_value)
{
	rewrite->copies[rewrite->copy_count++] = (struct rewrite_copy){
		.symbol = symbol,
		.name = name,
		.marker_value = marker_value,
	};
}

static void plan(struct marking *marking)
{
	const struct symbols *symbols = &marking->symbols;
	struct rewrite *rewrite = &marking->rewrite;
	char *unit = make_unit_marker(marking->options);
	uint32_t i;

	rewrite->instead = xcalloc(symbols->count, sizeof(*rewrite->instead));
	rewrite->renamed = xcalloc(symbols->count, sizeof(*rewrite->renamed));
	rewrite->copies = xcalloc(symbols->count + 1, sizeof(*rewrite->copies));
	for (i = 0; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];
		bool is_local = symbol->bind == STB_LOCAL;

		rewrite->instead[i] = i;
		if (!is_wanted(marking, symbol))
			continue;
		add_copy(rewrite, i, make_alias(marking, i),
			 is_local ? 0 : KAS_MARKER_VALUE);
		if (marking->options->verbose)
			printf("%s: %s\n", marking->image.path,
			       rewrite->copies[rewrite->copy_count - 1].name);
	}
	marking->alias_count = rewrite->copy_count;
	if (has_unit_marker(symbols, unit))
		free(unit);
	else
		add_copy(rewrite, 0, unit, KAS_UNIT_VALUE);
}

static void marking_free(struct marking *marking)
{
	size_t i;

	for (i = 0; i < marking->rewrite.copy_count; i++)
		free((char *)marking->rewrite.copies[i].name);
	rewrite_free(&marking->rewrite);
	asm_source_free(&marking->lines);
	tags_free(&marking->tags);
	symbols_free(&marking->symbols);
	image_close(&marking->image);
}

static void read_tags(struct marking *marking)
{
	char *unit = make_tag(marking->options, 0);

	tags_read(&marking->tags, marking->options->tags, marking->symbols.count, unit);
	free(unit);
}

/* What the assembler makes of a source that is all #ifdefs stays as it is. */
static void copy_image(const struct image *image, const char *path)
{
	struct output output;

	output_open(&output, path, &image_kind);
	output_write(&output, image->bytes, image->size);
	output_commit(&output, &image->file);
}

int mark(const struct options *options)
{
	struct marking marking = { .options = options };
	bool has_symbols;

	if (options->file_count != 1)
		fatal(PROGRAM, "mark: more than one file: see kas_alias --help");
	has_symbols = image_open_any(&marking.image, *options->files);
	if (!marking.image.is_relocatable)
		fatal(*options->files, "cannot mark: not an object file");
	if (!has_symbols) {
		copy_image(&marking.image, options->output);
		image_close(&marking.image);
		return EXIT_CLEAN;
	}
	symbols_read(&marking.symbols, &marking.image, options->separator,
		     EVIDENCE_UNITS, NULL);
	markers_resolve(&marking.symbols, &marking.image);
	if (options->with_line && options->source)
		asm_source_read(&marking.lines, options->source);
	if (options->tags)
		read_tags(&marking);
	plan(&marking);
	rewrite_image(&marking.image, &marking.rewrite, options->output);
	if (options->verbose)
		printf("%s: %zu aliases added\n", *options->files,
		       marking.alias_count);
	marking_free(&marking);
	return EXIT_CLEAN;
}
