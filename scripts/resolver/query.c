// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which symbols a query means; see query.h.
 */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "paths.h"
#include "query.h"
#include "source.h"
#include "text.h"
#include "words.h"

void hits_add(struct hits *hits, uint32_t index)
{
	hits->at = grown(hits->at, hits->count, sizeof(*hits->at));
	hits->at[hits->count++] = (struct hit){ .index = index };
}

static void add_offset(struct hits *hits, uint32_t index, uint64_t offset)
{
	hits_add(hits, index);
	hits->at[hits->count - 1].offset = offset;
	hits->at[hits->count - 1].has_offset = true;
}

void hits_free(struct hits *hits)
{
	free(hits->at);
	memset(hits, 0, sizeof(*hits));
}

static int compare_hits(const void *one, const void *other)
{
	const struct hit *a = one, *b = other;

	return a->index < b->index ? -1 : a->index > b->index;
}

static void sort_hits(struct hits *hits)
{
	uint32_t i, kept = 0;

	if (!hits->count)
		return;
	qsort(hits->at, hits->count, sizeof(*hits->at), compare_hits);
	for (i = 0; i < hits->count; i++)
		if (!i || hits->at[i].index != hits->at[kept - 1].index)
			hits->at[kept++] = hits->at[i];
	hits->count = kept;
}

/* Of an alias, the symbol itself. */
static uint32_t target(const struct symtab *symtab, uint32_t index)
{
	return symtab->at[index].is_alias ? symtab->at[index].partner : index;
}

bool query_matches_path(const struct source *source, const char *alias,
			const char *path, uint32_t line)
{
	const struct place *place;
	size_t count = places_find(&source->places, alias, &place), length, i;
	uint32_t tag_line;

	/* NAME@TAG, where the kernel's separator is another. */
	if (!strcmp(alias_tag(alias, &length, &tag_line), path))
		return true;
	for (i = 0; i < count; i++) {
		if (line && place[i].line != line)
			continue;
		if (!strcmp(place[i].path, "-"))
			return path_matches_tag(alias, path, line);
		if (path_matches(place[i].path, path) ||
		    path_matches(place[i].unit, path))
			return true;
	}
	return !count && path_matches_tag(alias, path, line);
}

static bool matches_word(const char *word, const char *wanted)
{
	return query_is_pattern(wanted) ? !fnmatch(wanted, word, 0) :
					  !strcmp(word, wanted);
}

/* modprobe and others take "-" for "_" in the name of a module. */
static bool matches_module(const char *name, const char *wanted)
{
	if (query_is_pattern(wanted))
		return !fnmatch(wanted, name, 0);
	for (; *name && *wanted; name++, wanted++)
		if ((*name == '-' ? '_' : *name) != (*wanted == '-' ? '_' : *wanted))
			return false;
	return !*name && !*wanted;
}

/* "name_show" means name_show.isra.0 where there is no other. */
static bool is_clone(const struct sym *sym, const char *name)
{
	size_t length = strlen(name);

	return !strncmp(sym->name, name, length) && sym->name[length] == '.';
}

static bool matches_name(const struct sym *sym, const char *name, bool with_clones)
{
	if (with_clones)
		return is_clone(sym, name);
	return matches_word(sym->name, name) ||
	       (sym->base != sym->name && matches_word(sym->base, name));
}

static bool matches(const struct source *source, const struct sym *sym,
		    const struct query *query, bool with_clones)
{
	const struct symtab *symtab = &source->symtab;

	if (sym->is_alias)
		return false;
	if (query->name && !matches_name(sym, query->name, with_clones))
		return false;
	if (query->module &&
	    !matches_module(symtab->objects[sym->object].name, query->module))
		return false;
	if (query->position && sym->position != query->position)
		return false;
	return !query->path ||
	       (sym->partner != NO_SYMBOL &&
		query_matches_path(source, symtab->at[sym->partner].name,
				   query->path, query->line));
}

static void find_everywhere(const struct source *source, const struct query *query,
			    bool with_clones, struct hits *hits)
{
	uint32_t i;

	for (i = 0; i < source->symtab.count; i++)
		if (matches(source, &source->symtab.at[i], query, with_clones))
			hits_add(hits, i);
}

static void find_named(const struct source *source, const struct query *query,
		       struct hits *hits)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t i;

	if (!query->name || query_is_pattern(query->name)) {
		find_everywhere(source, query, false, hits);
		return;
	}
	for (i = symtab_first(symtab, query->name, strlen(query->name));
	     i != NO_SYMBOL; i = symtab->at[i].next)
		if (matches(source, &symtab->at[i], query, false))
			hits_add(hits, i);
	if (symtab->name_count)		/* some are called otherwise in the source */
		find_everywhere(source, query, false, hits);
	if (!hits->count)
		find_everywhere(source, query, true, hits);
}

void query_find_address(const struct source *source, uint64_t address,
			struct hits *hits)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t object, found, count, i;

	for (object = 0; object < symtab->object_count; object++) {
		if (symtab->objects[object].sections)
			continue;	/* has no addresses yet */
		count = symtab_at_address(symtab, object, 0, address, &found);
		for (i = 0; i < count; i++) {
			uint32_t index = symtab->order[found + i];

			if (!symtab->at[index].is_alias)
				add_offset(hits, index, address - symtab->at[index].address);
		}
	}
	sort_hits(hits);
}

/* ".text+0x12", in a module's file */
static void find_in_section(const struct source *source, const struct query *query,
			    struct hits *hits)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t object, section, found, count, i;

	for (object = 0; object < symtab->object_count; object++) {
		for (section = 1; section < symtab->objects[object].section_count; section++) {
			if (strcmp(symtab->objects[object].sections[section], query->name))
				continue;
			count = symtab_at_address(symtab, object, section,
						  query->offset, &found);
			for (i = 0; i < count; i++) {
				uint32_t index = symtab->order[found + i];
				uint64_t start = symtab->at[index].address;

				if (!symtab->at[index].is_alias)
					add_offset(hits, index, query->offset - start);
			}
		}
	}
}

/*
 * A kernel prints the distance to the next symbol for a size. What a call that
 * never returns has left on the stack is the very end: offset and size are equal.
 */
static bool fits(const struct sym *sym, uint64_t offset, uint64_t size)
{
	uint64_t limit = sym->span ? sym->span : sym->size;

	if (sym->span && size && sym->span != size && sym->size != size)
		return false;
	return !limit || offset < limit || (size && offset <= size);
}

void query_find_place(const struct source *source, const char *name,
		      const char *module, uint64_t offset, uint64_t size,
		      struct hits *hits)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t i;

	for (i = symtab_first(symtab, name, strlen(name)); i != NO_SYMBOL;
	     i = symtab->at[i].next) {
		uint32_t index = target(symtab, i);
		const struct sym *sym = &symtab->at[index];
		const struct object *object = &symtab->objects[sym->object];

		if (module && (*module ? !object->is_module ||
				 !matches_module(object->name, module) :
				 object->is_module))
			continue;
		if (fits(sym, offset, size))
			add_offset(hits, index, offset);
	}
	sort_hits(hits);
}

void query_find_frame(const struct source *source, const struct frame *frame, bool whole,
		      struct hits *hits)
{
	bool is_told = source->is_kernel && (frame->module || frame->has_offset);
	char *name = xstrndup(frame->name, frame->length);
	char *module = is_told ? xstrndup(frame->module ?: "", frame->module_length) : NULL;

	query_find_place(source, name, module, whole ? 0 : frame->offset,
			 whole ? 0 : frame->size, hits);
	free(name);
	free(module);
}

/* "_text+0x38bca0": kprobes and perf count beyond the end of a symbol. */
static void find_distant(const struct source *source, const struct query *query,
			 struct hits *hits)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t first = symtab_first(symtab, query->name, strlen(query->name));

	if (first == NO_SYMBOL || symtab->at[first].next != NO_SYMBOL ||
	    symtab->is_hidden || query->size)
		return;
	query_find_address(source, symtab->at[first].address + query->offset, hits);
}

static void find_frame(const struct source *source, const struct query *query,
		       struct hits *hits)
{
	struct query plain = *query;
	uint32_t i, kept = 0;

	if (*query->name == '.')
		find_in_section(source, query, hits);
	if (hits->count)
		return;
	plain.has_offset = false;
	find_named(source, &plain, hits);
	for (i = 0; i < hits->count; i++) {
		struct hit *hit = &hits->at[i];

		hit->has_offset = true;
		hit->offset = query->offset;
		if (fits(&source->symtab.at[hit->index], query->offset, query->size))
			hits->at[kept++] = *hit;
	}
	hits->count = kept;
	if (!kept && !query->path && !query->module)
		find_distant(source, query, hits);
}

static bool is_printed_as(const char *name, const char *text)
{
	for (; *name && *text; name++, text++)
		if (text_clean(*name) != *text)
			return false;
	return !*name && !*text;
}

static void add_target(const struct symtab *symtab, uint32_t index, bool is_alias,
		       struct hits *hits)
{
	if (!is_alias || symtab->at[index].is_alias)
		hits_add(hits, target(symtab, index));
}

void query_find_name(const struct source *source, const char *name, bool is_alias,
		     struct hits *hits)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t i = symtab_first(symtab, name, strlen(name));

	if (i != NO_SYMBOL) {
		for (; i != NO_SYMBOL; i = symtab->at[i].next)
			add_target(symtab, i, is_alias, hits);
	} else if (strchr(name, text_clean(' '))) {
		for (i = 0; i < symtab->count; i++)
			if (is_printed_as(symtab->at[i].name, name))
				add_target(symtab, i, is_alias, hits);
	}
}

/* "NAME@tag+0x12": an alias holds an "@" that is no FUNCTION@FILE. */
static void find_alias_frame(const struct source *source, const struct query *query,
			     const char *text, struct hits *hits)
{
	const char *plus = strrchr(text, '+');
	char *alias;

	if (!query->has_offset || !plus)
		return;
	alias = xstrndup(text, plus - text);
	query_find_place(source, alias, query->module, query->offset, query->size, hits);
	free(alias);
}

void query_find_spelling(const struct source *source, const char *text,
			 struct hits *hits)
{
	enum query_reading reading;

	for (reading = 0; reading < QUERY_READINGS && !hits->count; reading++) {
		struct query query;

		if (query_parse(&query, text, reading)) {
			find_alias_frame(source, &query, text, hits);
			if (hits->count)
				;
			else if (query.has_address)
				query_find_address(source, query.address, hits);
			else if (query.has_offset && query.name)
				find_frame(source, &query, hits);
			else
				find_named(source, &query, hits);
		}
		query_free(&query);
		if (!strchr(text, ':'))
			break;
	}
}

/* A place without a line, as it is printed where no table has the path: all of a tag. */
static void find_tag(const struct source *source, const char *tag, struct hits *hits)
{
	const struct symtab *symtab = &source->symtab;
	uint32_t line, i;
	size_t length;

	for (i = 0; i < symtab->count; i++)
		if (symtab->at[i].is_alias &&
		    !strcmp(alias_tag(symtab->at[i].name, &length, &line), tag))
			hits_add(hits, target(symtab, i));
}

void query_find(const struct source *source, const char *text, struct hits *hits)
{
	query_find_name(source, text, false, hits);
	if (!hits->count)
		query_find_spelling(source, text, hits);
	if (!hits->count)
		find_tag(source, text, hits);
	if (!hits->count)
		words_find(source, text, hits);
	sort_hits(hits);
}
