// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All that is known of one symbol; see answer.h.
 */
#include <inttypes.h>
#include <string.h>

#include "answer.h"
#include "source.h"
#include "text.h"

void answer_get(struct answer *answer, const struct source *source,
		const struct hit *hit)
{
	const struct symtab *symtab = &source->symtab;
	const struct sym *sym = &symtab->at[hit->index];
	const char *tag;
	size_t i;

	*answer = (struct answer){
		.source = source,
		.sym = sym,
		.object = &symtab->objects[sym->object],
		.alias = sym_alias(symtab, sym),
		.count = symtab_count(symtab, hit->index),
		.has_offset = hit->has_offset,
		.offset = hit->offset,
	};
	answer->has_address = !symtab->is_hidden && !answer->object->sections;
	if (!answer->alias)
		return;
	tag = alias_tag(answer->alias, &answer->tag_path_length, &answer->line);
	answer->tag_path = tag;
	answer->place_count = places_find(&source->places, answer->alias,
					  &answer->places);
	if (answer->place_count && !strcmp(answer->places->path, "-"))
		answer->place_count = 0;
	if (answer->place_count)
		answer->line = answer->places->line;
	for (i = 0; i < answer->place_count; i++)
		answer->path_count += answer_has_path(answer, i);
}

bool answer_has_path(const struct answer *answer, size_t number)
{
	size_t i;

	for (i = 0; i < number; i++)
		if (!strcmp(answer->places[i].path, answer->places[number].path))
			return false;
	return true;
}

const char *answer_path(const struct answer *answer)
{
	return answer->path_count == 1 ? answer->places->path : NULL;
}

static const char * const field_names[FIELD_COUNT] = {
	"symbol", "place", "module", "address", "size", "sympos", "alias",
};

const char *field_name(enum field field)
{
	return field_names[field];
}

enum field field_parse(const char *word)
{
	enum field field;

	for (field = 0; field < FIELD_COUNT; field++)
		if (!strcmp(field_names[field], word))
			break;
	return field;
}

size_t print_clean(FILE *out, const char *text)
{
	const char *c;

	for (c = text; *c; c++)
		putc(text_clean(*c), out);
	return c - text;
}

static size_t print_symbol(FILE *out, const struct answer *answer)
{
	size_t length = print_clean(out, answer->sym->name);

	if (answer->has_offset && answer->offset)
		length += fprintf(out, "+%#" PRIx64, answer->offset);
	return length;
}

static size_t print_place(FILE *out, const struct answer *answer)
{
	size_t length = 0, i;

	for (i = 0; i < answer->place_count; i++) {
		if (!answer_has_path(answer, i))
			continue;
		if (i)
			length += fprintf(out, "|");
		length += print_clean(out, answer->places[i].path);
		if (answer->line)
			length += fprintf(out, ":%" PRIu32, answer->line);
	}
	if (length)
		return length;
	if (!answer->tag_path)
		return fprintf(out, "-");
	length = fprintf(out, "%.*s", (int)answer->tag_path_length, answer->tag_path);
	if (answer->line)
		length += fprintf(out, ":%" PRIu32, answer->line);
	return length;
}

static size_t print_address(FILE *out, const struct answer *answer)
{
	const struct sym *sym = answer->sym;

	if (answer->object->sections) {
		if (sym->section >= answer->object->section_count)
			return fprintf(out, "-");
		return print_clean(out, answer->object->sections[sym->section]) +
		       fprintf(out, "+%#" PRIx64, sym->address);
	}
	if (!answer->has_address)
		return fprintf(out, "-");
	return fprintf(out, "%016" PRIx64, sym->address);
}

size_t answer_print_field(FILE *out, const struct answer *answer, enum field field)
{
	const struct sym *sym = answer->sym;

	switch (field) {
	case FIELD_SYMBOL:
		return print_symbol(out, answer);
	case FIELD_PLACE:
		return print_place(out, answer);
	case FIELD_MODULE:
		return print_clean(out, answer->object->name);
	case FIELD_ADDRESS:
		return print_address(out, answer);
	case FIELD_SIZE:
		if (sym_size(sym))
			return fprintf(out, "%#" PRIx64, sym_size(sym));
		return fprintf(out, "-");
	case FIELD_POSITION:
		if (sym->position && answer->source->is_kernel)
			return fprintf(out, "%" PRIu32 "/%" PRIu32, sym->position,
				       answer->count);
		return fprintf(out, "-");
	default:
		return answer->alias ? print_clean(out, answer->alias) :
				       (size_t)fprintf(out, "-");
	}
}
