// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What to say when a query means nothing; see hint.h.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "frame.h"
#include "hint.h"
#include "nearest.h"
#include "query.h"
#include "source.h"

__attribute__((format(printf, 1, 2)))
static char *say(const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		fatal(PROGRAM, "out of memory");
	va_end(arguments);
	return text;
}

static const char no_aliases[] =
	"it has no aliases (CONFIG_GCC_PLUGIN_KAS_ALIAS)";

/* An alias of another kernel: what is it called in this one? */
static char *hint_on_alias(const struct source *source, const char *alias)
{
	const struct symtab *symtab = &source->symtab;
	size_t length;
	uint32_t line;
	const char *tag = alias_tag(alias, &length, &line);
	size_t stem = tag ? (size_t)(tag - 1 - alias) : 0;
	uint32_t first = symtab_first(symtab, alias, stem), found, i, count = 0;

	if (first == NO_SYMBOL) {
		found = nearest_renumbered(source, alias);
		if (found != NO_SYMBOL)
			return say("the nearest of that file is called %s there",
				   symtab->at[found].name);
		return say("no symbol is called %.*s", (int)stem, alias);
	}
	found = nearest_alias(source, alias);
	if (found != NO_SYMBOL)
		return say("in that file %.*s is called %s there", (int)stem, alias,
			   symtab->at[found].name);
	for (i = first; i != NO_SYMBOL; i = symtab->at[i].next)
		count++;
	if (!symtab->alias_count)
		return say("%s: use the address or the position of one of the %" PRIu32
			   " that are called %.*s", no_aliases, count, (int)stem, alias);
	if (count == 1 && symtab->at[first].partner == NO_SYMBOL)
		return say("%.*s is unique there, and needs no alias; whether it is the same, an alias does not tell",
			   (int)stem, alias);
	return say("%" PRIu32 " symbols are called %.*s, none of them in that file",
		   count, (int)stem, alias);
}

static bool has_object(const struct source *source, const char *name)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t i;

	for (i = 0; i < symtab->object_count; i++)
		if (!strcmp(symtab->objects[i].name, name))
			return true;
	return false;
}

static char *hint_on_frame(const struct source *source, const char *name, size_t length)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t i = symtab_first(symtab, name, length), count = 0;

	for (; i != NO_SYMBOL; i = symtab->at[i].next)
		count++;
	if (!count)
		return say("no symbol is called %.*s", (int)length, name);
	return say("%" PRIu32 " %s called %.*s, none of that size or reaching that far: is the frame of another kernel?",
		   count, count == 1 ? "symbol is" : "symbols are", (int)length, name);
}

static char *hint_on_place(const struct source *source, const struct query *query)
{
	uint32_t before, after;

	if (!source->symtab.alias_count)
		return say("%s, so nothing tells the file of a symbol", no_aliases);
	nearest_lines(source, query->path, query->line, &before, &after);
	if (before == NO_SYMBOL && after == NO_SYMBOL)
		return say("no symbol with an alias is in a file of that name; unique names have none");
	if (!query->line)
		return say("no symbol %s%swith an alias is in that file",
			   query->name ? query->name : "", query->name ? " " : "");
	return say("no symbol with an alias begins there; the nearest %s %s",
		   before != NO_SYMBOL && after != NO_SYMBOL ? "are" : "is",
		   before == NO_SYMBOL ? source->symtab.at[after].name :
		   after == NO_SYMBOL ? source->symtab.at[before].name :
		   nearest_pair(source, before, after));
}

static bool has_addresses(const struct source *source)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t i;

	for (i = 0; i < symtab->object_count; i++)
		if (!symtab->objects[i].sections)
			return true;
	return false;
}

char *hint_on_address(const struct source *source, uint64_t address)
{
	if (source->symtab.is_hidden)
		return say("the addresses are hidden: read it as root, or see sysctl kernel.kptr_restrict");
	if (!has_addresses(source))
		return say("it has no addresses, but places in sections: see kas_alias find .text+%#" PRIx64,
			   address);
	return say("no symbol is known to be there");
}

/* A line of several words, one of them a frame */
static bool holds_frame(struct frame *frame, const char *text)
{
	return strpbrk(text, " \t") && frame_next(frame, text, &(const char *){ text }) &&
	       frame->has_offset && !frame->module;
}

static char *hint_on_nothing(const struct source *source, const char *text)
{
	struct query query;
	struct frame frame;
	char *hint;

	if (alias_tag(text, &(size_t){ 0 }, &(uint32_t){ 0 }) &&
	    !strpbrk(text, " \t*?["))
		return hint_on_alias(source, text);
	if (holds_frame(&frame, text))
		return hint_on_frame(source, frame.name, frame.length);
	if (!query_parse(&query, text, QUERY_LAST_COLON))
		hint = NULL;
	else if (query.has_address)
		hint = hint_on_address(source, query.address);
	else if (query.module && !query_is_pattern(query.module) &&
		 !has_object(source, query.module))
		hint = say("no module %s is in it", query.module);
	else if (query.has_offset && query.name)
		hint = hint_on_frame(source, query.name, strlen(query.name));
	else if (query.path)
		hint = hint_on_place(source, &query);
	else
		hint = say("no such symbol");
	query_free(&query);
	return hint;
}

char *hint_for(const struct source *source, const char *query,
	       const struct hits *hits)
{
	if (!hits->count)
		return hint_on_nothing(source, query);
	if (hits->count > 1 && !source->symtab.alias_count && !query_is_pattern(query))
		return say("%s: tell them apart by address or position", no_aliases);
	return NULL;
}
