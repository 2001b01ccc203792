// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lists of symbols: /proc/kallsyms or a copy of it, System.map, what nm prints.
 *
 *	ffffffff8138bca0 t name_show
 *	ffffffffa052102c t name_show	[hello]
 */
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "source.h"

/* Whatever the kernel's limit is, it is far below this. */
#define LONGEST_NAME 65535

#define NO_OBJECT UINT32_MAX

struct reader {
	struct source *source;
	const char *path;
	size_t line;
	uint32_t object;	/* of the line before, or NO_OBJECT */
	uint64_t last;		/* address of the line before */
	bool is_ascending;	/* all the file, whatever the object */
	uint32_t module_symbols;
};

__attribute__((noreturn))
static void malformed(const struct reader *reader, const char *why)
{
	fatal(reader->path, "line %zu: %s: not a list of symbols as /proc/kallsyms, System.map or nm have it",
	      reader->line, why);
}

static char *skip_blanks(char *c)
{
	while (*c == ' ' || *c == '\t')
		c++;
	return c;
}

static char *skip_word(char *c)
{
	return c + strcspn(c, " \t");
}

/* "[hello]" at the end of a line; returns its name, or NULL for vmlinux. */
static char *parse_module(const struct reader *reader, char *c)
{
	char *end;

	if (!*c)
		return NULL;
	end = skip_word(c);
	if (*c != '[' || end - c < 3 || end[-1] != ']' || *skip_blanks(end))
		malformed(reader, "more than address, type, name and [module]");
	end[-1] = '\0';
	return c + 1;
}

/*
 * The kernel lists vmlinux first, then one module after the other, each as its
 * symbol table has it. A list that was sorted tells nothing of that.
 */
static void note_order(struct reader *reader, uint32_t object, uint64_t address)
{
	struct symtab *symtab = &reader->source->symtab;
	bool is_module = symtab->objects[object].is_module;

	if (reader->object == NO_OBJECT) {
		reader->last = address;
	} else if (object != reader->object) {
		symtab->objects[reader->object].is_left = true;
		if (symtab->objects[object].is_left || !is_module)
			symtab->is_sorted = true;
	} else if (address < reader->last && !is_module) {
		symtab->is_unordered = true;
	}
	if (address < reader->last)
		reader->is_ascending = false;
	reader->module_symbols += is_module;
	reader->object = object;
	reader->last = address;
}

static void parse_line(struct reader *reader, char *line, size_t length)
{
	struct symtab *symtab = &reader->source->symtab;
	unsigned long long address = 0;
	char *type, *name, *end, *module;
	uint32_t object;

	if (strlen(line) != length)
		malformed(reader, "a NUL");
	type = skip_blanks((char *)text_parse_number(line, 16, &address) ?: line);
	if (!*type || (type[1] != ' ' && type[1] != '\t') ||
	    !strchr("aAbBcCdDgGiIlLnNpPrRsStTuUvVwW?-", *type))
		malformed(reader, "no address and type");
	if (type == skip_blanks(line) && !strchr("UvwV", *type))
		malformed(reader, "no address");
	name = skip_blanks(type + 1);
	end = skip_word(name);
	if (end == name || end - name > LONGEST_NAME)
		malformed(reader, end == name ? "no name" : "a name that is too long");
	module = parse_module(reader, skip_blanks(end));
	*end = '\0';
	if (type == skip_blanks(line) || *type == 'U')
		return;		/* not defined here */

	object = reader->object;
	if (object == NO_OBJECT ||
	    strcmp(symtab->objects[object].name, module ?: "vmlinux"))
		object = source_object(reader->source, reader->path, module ?: "vmlinux",
				       module);
	symtab_add(symtab, name, end - name, address, *type, object);
	note_order(reader, object, address);
}

void read_list(struct source *source, const char *path, struct text *text)
{
	struct reader reader = {
		.source = source,
		.path = path,
		.object = NO_OBJECT,
		.is_ascending = true,
	};
	char *at = text->bytes, *end = text->bytes + text->size, *line;
	ptrdiff_t length;

	source->is_kernel = true;
	while ((length = text_row(&at, end, &line)) >= 0) {
		reader.line++;
		if (length)
			parse_line(&reader, line, length);
	}
	if (reader.is_ascending && reader.last &&
	    reader.module_symbols > 2 * source->symtab.object_count)
		source->symtab.is_sorted = true;
}
