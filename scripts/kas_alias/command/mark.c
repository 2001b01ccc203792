// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mark: give the symbols of an object that was assembled what the compiler
 * plugin gives to those of a compiled one: local symbols their aliases, global
 * ones their markers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asm_source.h"
#include "../diag.h"
#include "../elf/image.h"
#include "../elf/markers.h"
#include "../options.h"
#include "../output.h"
#include "../elf/rewrite.h"
#include "../elf/symbols.h"

struct marking {
	const struct options *options;
	struct image image;
	struct symbols symbols;
	struct names lines;	/* empty: no lines are wanted */
	struct rewrite rewrite;
};

/* The path in the form of a tag, and "_LINE". */
static char *make_tag(const struct marking *marking, const struct symbol *symbol)
{
	const char *path = marking->options->path;
	size_t room = strlen(path) + sizeof("_4294967295");
	char *tag = xcalloc(room, 1);

	strcpy(tag, path);
	kas_sanitise(tag);
	if (marking->options->with_line)
		snprintf(tag + strlen(path), room - strlen(path), "_%u",
			 asm_source_line(&marking->lines, symbol->name,
					 strlen(symbol->name)));
	return tag;
}

static char *make_alias(const struct marking *marking,
			const struct symbol *symbol)
{
	const struct options *options = marking->options;
	char *alias = xcalloc(options->max_length + 1, 1);
	char *tag = make_tag(marking, symbol);

	if (!kas_join(alias, symbol->name, symbol->length, options->separator,
		      tag, options->max_length))
		fatal(marking->image.path,
		      "cannot alias %s: its name leaves no room for a tag within %u bytes",
		      symbol->name, options->max_length);
	free(tag);
	return alias;
}

static void plan(struct marking *marking)
{
	const struct symbols *symbols = &marking->symbols;
	struct rewrite *rewrite = &marking->rewrite;
	uint32_t i;

	rewrite->instead = xcalloc(symbols->count, sizeof(*rewrite->instead));
	rewrite->renamed = xcalloc(symbols->count, sizeof(*rewrite->renamed));
	rewrite->copies = xcalloc(symbols->count, sizeof(*rewrite->copies));
	for (i = 0; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->at[i];

		rewrite->instead[i] = i;
		/* One that has an alias was marked before. */
		if (!symbol_may_have_alias(symbol) || symbol->partner)
			continue;
		rewrite->copies[rewrite->copy_count++] = (struct rewrite_copy){
			.symbol = i,
			.name = make_alias(marking, symbol),
			.as_marker = symbol->bind != STB_LOCAL,
		};
	}
}

static void marking_free(struct marking *marking)
{
	size_t i;

	for (i = 0; i < marking->rewrite.copy_count; i++)
		free((char *)marking->rewrite.copies[i].name);
	free(marking->rewrite.instead);
	free(marking->rewrite.renamed);
	free(marking->rewrite.copies);
	names_free(&marking->lines);
	symbols_free(&marking->symbols);
	image_close(&marking->image);
}

/* What the assembler makes of a source that is all #ifdefs stays as it is. */
static void copy_image(const struct image *image, const char *path)
{
	struct output output;

	output_open(&output, path);
	output_write(&output, image->bytes, image->size);
	output_commit(&output, image->mode);
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
	symbols_read(&marking.symbols, &marking.image, options->separator);
	markers_resolve(&marking.symbols, &marking.image);
	if (options->with_line)
		asm_source_read(&marking.lines, options->source);
	plan(&marking);
	rewrite_image(&marking.image, &marking.rewrite, options->output);
	marking_free(&marking);
	return EXIT_CLEAN;
}
