// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Answers as JSON; see print.h. The form is a promise: a member can be added,
 * none goes away or changes its meaning.
 */
#include <inttypes.h>

#include "answer.h"
#include "print.h"
#include "source.h"

#define JSON_VERSION 1

#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD, for what is no UTF-8 */

/* The length of one character, 0: it is none. Table 3-7 of Unicode. */
static size_t utf8_length(const unsigned char *c)
{
	size_t length = *c < 0x80 ? 1 : *c < 0xc2 ? 0 : *c < 0xe0 ? 2 : *c < 0xf0 ? 3 :
			*c < 0xf5 ? 4 : 0, i;

	for (i = 1; i < length; i++)
		if ((c[i] & 0xc0) != 0x80)
			return 0;
	if ((*c == 0xe0 && c[1] < 0xa0) || (*c == 0xed && c[1] > 0x9f) ||
	    (*c == 0xf0 && c[1] < 0x90) || (*c == 0xf4 && c[1] > 0x8f))
		return 0;
	return length;
}

void json_string(FILE *out, const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	size_t length;

	if (!text) {
		fputs("null", out);
		return;
	}
	putc('"', out);
	for (; *c; c += length ? length : 1) {
		length = utf8_length(c);
		if (*c == '"' || *c == '\\')
			fprintf(out, "\\%c", *c);
		else if (*c < ' ' || *c == 0x7f)
			fprintf(out, "\\u%04x", *c);
		else if (length)
			fwrite(c, 1, length, out);
		else
			fputs(REPLACEMENT, out);
	}
	putc('"', out);
}

static void member(FILE *out, const char *name, const char *value)
{
	fprintf(out, ",\"%s\":", name);
	json_string(out, value);
}

static void number(FILE *out, const char *name, bool is_known, uint64_t value)
{
	if (is_known)
		fprintf(out, ",\"%s\":%" PRIu64, name, value);
	else
		fprintf(out, ",\"%s\":null", name);
}

static const char *boolean(bool value)
{
	return value ? "true" : "false";
}

static void print_paths(FILE *out, const struct answer *answer)
{
	size_t i;

	fputs(",\"paths\":[", out);
	for (i = 0; i < answer->place_count; i++) {
		if (!answer_has_path(answer, i))
			continue;
		fputs(i ? "," : "", out);
		json_string(out, answer->places[i].path);
	}
	putc(']', out);
}

static void print_address(FILE *out, const struct answer *answer)
{
	const struct object *object = answer->object;
	const struct sym *sym = answer->sym;
	bool is_in_section = object->sections && sym->section < object->section_count;

	/* More than a JSON number can be relied on to hold. */
	if (answer->has_address)
		fprintf(out, ",\"address\":\"0x%" PRIx64 "\"", sym->address);
	else
		fputs(",\"address\":null", out);
	member(out, "section", is_in_section ? object->sections[sym->section] : NULL);
	number(out, "section_offset", is_in_section, sym->address);
	number(out, "size", sym_size(sym), sym_size(sym));
	number(out, "offset", answer->has_offset, answer->offset);
}

static void print_answer(FILE *out, const struct answer *answer)
{
	const struct sym *sym = answer->sym;
	bool is_kernel = answer->source->is_kernel;

	fputs("{\"symbol\":", out);
	json_string(out, sym->name);
	member(out, "alias", answer->alias);
	member(out, "path", answer_path(answer));
	print_paths(out, answer);
	number(out, "line", answer->line, answer->line);
	member(out, "unit", answer->place_count == 1 ? answer->places->unit : NULL);
	member(out, "module", answer->object->name);
	print_address(out, answer);
	member(out, "type", sym_is_text(sym) ? "function" : "data");
	number(out, "sympos", sym->position && is_kernel, sym->position);
	number(out, "count", true, answer->count);
	putc('}', out);
}

void json_begin(FILE *out, const struct source *source, const char *command)
{
	fprintf(out, "{\"version\":%d,\"command\":", JSON_VERSION);
	json_string(out, command);
	member(out, "source", source->path);
	fprintf(out, ",\"aliases\":%" PRIu32 ",\"hidden\":%s,\"table\":%s,\"results\":[",
		source->symtab.alias_count, boolean(source->symtab.is_hidden),
		boolean(source->places.count));
}

void json_result(FILE *out, const struct source *source, const char *query,
		 const struct hits *hits, const char *hint, bool is_first)
{
	uint32_t i;

	fprintf(out, "%s\n{\"query\":", is_first ? "" : ",");
	json_string(out, query);
	member(out, "status", hits->count > 1 ? "several" : hits->count ? "one" : "none");
	member(out, "hint", hint);
	fputs(",\"symbols\":[", out);
	for (i = 0; i < hits->count; i++) {
		struct answer answer;

		answer_get(&answer, source, &hits->at[i]);
		fputs(i ? ",\n" : "\n", out);
		print_answer(out, &answer);
	}
	fputs("]}", out);
}

void json_end(FILE *out)
{
	fputs("\n]}\n", out);
}
