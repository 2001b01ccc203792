// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias find, list, addr: from what a person says to the symbol.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "arguments.h"
#include "hint.h"
#include "print.h"
#include "query.h"
#include "recipe.h"
#include "source.h"
#include "text.h"

/* What a person can still read through. */
#define DEFAULT_LIMIT 100

static void note(const struct source *source, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void note(const struct source *source, const char *format, ...)
{
	va_list arguments;

	fflush(stdout);
	va_start(arguments, format);
	fprintf(stderr, "%s: note: ", source->path);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
}

/* What a list without addresses does not tell. */
static void note_hidden(const struct source *source)
{
	if (source->symtab.is_hidden)
		note(source, "all addresses are hidden, so are sizes: read it as root, or see sysctl kernel.kptr_restrict");
}

/* Returns false if there is no line for one of them. */
static bool print_recipes(const struct source *source, const struct recipe *recipe,
			  const struct hit *hits, uint32_t count)
{
	bool is_complete = true;
	uint32_t i;

	for (i = 0; i < count; i++) {
		struct answer answer;
		const char *why;
		char *name;

		answer_get(&answer, source, &hits[i]);
		why = recipe_print(stdout, recipe, &answer);
		if (!why)
			continue;
		fflush(stdout);
		name = text_cleaned(answer.alias ?: answer.sym->name);
		error(source->path, "%s: %s", name, why);
		free(name);
		is_complete = false;
	}
	return is_complete;
}

static void print_field(const struct source *source, enum field field,
			const struct hit *hits, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++) {
		struct answer answer;

		answer_get(&answer, source, &hits[i]);
		answer_print_field(stdout, &answer, field);
		putchar('\n');
	}
}

static bool print_hits(const struct arguments *arguments, const struct source *source,
		       const char *query, const struct hits *hits)
{
	uint32_t count = hits->count;
	bool is_complete = true;

	if (arguments->limit && count > arguments->limit)
		count = arguments->limit;
	if (arguments->recipe)
		is_complete = print_recipes(source, arguments->recipe, hits->at, count);
	else if (arguments->field != FIELD_COUNT)
		print_field(source, arguments->field, hits->at, count);
	else
		print_table(source, hits->at, count, arguments->is_aligned,
			    arguments->is_coloured);
	if (count < hits->count) {
		char *shown = text_cleaned(query);

		note(source, "%s: %" PRIu32 " more: say more, or use --limit=0", shown,
		     hits->count - count);
		free(shown);
	}
	return is_complete;
}

static int status_of(const struct hits *hits)
{
	return hits->count > 1 ? EXIT_SEVERAL : hits->count ? EXIT_FOUND : EXIT_NOTHING;
}

/* The one that matters most to a caller: trouble, nothing, several, one. */
static int worst(int one, int other)
{
	static const int ranks[] = {
		[EXIT_FOUND] = 0, [EXIT_SEVERAL] = 1, [EXIT_NOTHING] = 2, [EXIT_ERROR] = 3,
	};

	return ranks[one] > ranks[other] ? one : other;
}

/* What names nothing that there could be is no question to a source. */
static bool is_bad_query(const char *text, const struct hits *hits)
{
	struct query query;
	bool is_query;

	if (hits->count)
		return false;
	is_query = query_parse(&query, text, QUERY_LAST_COLON);
	query_free(&query);
	return !is_query;
}

static void refuse_query(const struct arguments *arguments, const char *text)
{
	char *shown = text_cleaned(text);

	error(PROGRAM, "%s: '%s': it names no symbol, file, module or address",
	      arguments->command, shown);
	free(shown);
}

static void tell(const struct source *source, const char *query, const char *hint,
		 bool is_error)
{
	char *shown = text_cleaned(query), *text = text_cleaned(hint);

	if (is_error)
		error(source->path, "%s: nothing found: %s", shown, text);
	else
		note(source, "%s: %s", shown, text);
	free(shown);
	free(text);
}

/* @hint: what to say of the answer, or NULL */
static int answer_query(const struct arguments *arguments, const struct source *source,
			const char *query, const struct hits *hits, const char *hint,
			bool is_first)
{
	int status = status_of(hits);

	if (arguments->is_json) {
		json_result(stdout, source, query, hits, hint, is_first);
	} else {
		if (!print_hits(arguments, source, query, hits))
			status = EXIT_ERROR;
		fflush(stdout);
		if (hint)
			tell(source, query, hint, !hits->count);
	}
	return status;
}

static void begin(const struct arguments *arguments, struct source *source)
{
	source_open(source, arguments->from, arguments->from_count, arguments->table);
	if (arguments->is_json)
		json_begin(stdout, source, arguments->command);
}

static void finish(const struct arguments *arguments, struct source *source)
{
	if (arguments->is_json)
		json_end(stdout);
	source_close(source);
}

static int find_one(const struct arguments *arguments, const struct source *source,
		    const char *query, bool is_first)
{
	struct hits hits = { 0 };
	char *hint;
	int status;

	query_find(source, query, &hits);
	hint = hint_for(source, query, &hits);
	status = answer_query(arguments, source, query, &hits, hint, is_first);
	if (is_bad_query(query, &hits)) {
		refuse_query(arguments, query);
		status = EXIT_ERROR;
	}
	free(hint);
	hits_free(&hits);
	return status;
}

int command_find(const struct arguments *arguments)
{
	struct arguments chosen = *arguments;
	struct source source;
	int status = EXIT_FOUND;
	size_t i;

	if (!chosen.has_limit && !chosen.is_json)
		chosen.limit = DEFAULT_LIMIT;
	begin(&chosen, &source);
	for (i = 0; i < chosen.word_count; i++)
		status = worst(status, find_one(&chosen, &source, chosen.words[i], !i));
	if (!chosen.is_json)
		note_hidden(&source);
	finish(&chosen, &source);
	return status;
}

static int addr_one(const struct arguments *arguments, const struct source *source,
		    const char *word, bool is_first)
{
	const char *digits = strncmp(word, "0x", 2) ? word : word + 2;
	struct hits hits = { 0 };
	unsigned long long address;
	const char *end = text_parse_number(digits, 16, &address);
	char *hint;
	int status;

	if (!end || *end)
		fatal(PROGRAM, "addr: %s: not a hexadecimal address", word);
	query_find_address(source, address - arguments->kaslr, &hits);
	hint = hits.count ? NULL : hint_on_address(source, address);
	status = answer_query(arguments, source, word, &hits, hint, is_first);
	free(hint);
	hits_free(&hits);
	return status;
}

int command_addr(const struct arguments *arguments)
{
	struct source source;
	int status = EXIT_FOUND;
	size_t i;

	begin(arguments, &source);
	for (i = 0; i < arguments->word_count; i++)
		status = worst(status, addr_one(arguments, &source, arguments->words[i], !i));
	finish(arguments, &source);
	return status;
}

static void keep_aliased(const struct symtab *symtab, struct hits *hits)
{
	uint32_t i, kept = 0;

	for (i = 0; i < hits->count; i++)
		if (symtab->at[hits->at[i].index].partner != NO_SYMBOL)
			hits->at[kept++] = hits->at[i];
	hits->count = kept;
}

static void find_all(const struct symtab *symtab, struct hits *hits)
{
	uint32_t i;

	for (i = 0; i < symtab->count; i++)
		if (!symtab->at[i].is_alias)
			hits_add(hits, i);
}

static int list_one(const struct arguments *arguments, const struct source *source,
		    const char *query, bool is_first)
{
	struct hits hits = { 0 };
	int status = EXIT_NOTHING;

	if (query)
		query_find(source, query, &hits);
	else
		find_all(&source->symtab, &hits);
	if (query && is_bad_query(query, &hits)) {
		refuse_query(arguments, query);
		status = EXIT_ERROR;
	}
	keep_aliased(&source->symtab, &hits);
	if (arguments->is_json)
		json_result(stdout, source, query, &hits, NULL, is_first);
	else
		print_hits(arguments, source, query, &hits);
	if (hits.count)
		status = EXIT_FOUND;
	hits_free(&hits);
	return status;
}

static void say_why_nothing(const struct source *source)
{
	if (source->symtab.alias_count)
		error(source->path, "no symbol with an alias is meant");
	else
		error(source->path, "it has no aliases (CONFIG_GCC_PLUGIN_KAS_ALIAS)");
}

int command_list(const struct arguments *arguments)
{
	struct source source;
	int status = EXIT_FOUND;
	size_t i;

	begin(arguments, &source);
	if (!arguments->word_count)
		status = list_one(arguments, &source, NULL, true);
	for (i = 0; i < arguments->word_count; i++)
		status = worst(status, list_one(arguments, &source,
						arguments->words[i], !i));
	if (!arguments->is_json && status == EXIT_NOTHING)
		say_why_nothing(&source);
	finish(arguments, &source);
	return status;
}
