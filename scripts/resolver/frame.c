// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The places in code that a line names; see frame.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "frame.h"
#include "text.h"

/* In a 32-bit kernel; fewer digits are no address. */
#define LEAST_DIGITS 8

/* More than six arguments with their names and types take (FTRACE_REGS_MAX_ARGS). */
#define MOST_ARGUMENTS 1024

static bool is_first_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_byte(char c)
{
	return is_first_byte(c) || (c >= '0' && c <= '9') || c == '.' || c == '$' ||
	       c == '@';
}

static const char *skip_blanks(const char *c)
{
	while (*c == ' ' || *c == '\t')
		c++;
	return c;
}

static const char *parse_hex(const char *text, size_t least, uint64_t *value)
{
	unsigned long long number;
	const char *end;

	if (text_starts_with(text, "0x"))
		text += 2;
	end = text_parse_number(text, 16, &number);
	if (!end || (size_t)(end - text) < least)
		return NULL;
	*value = number;
	return end;
}

/* "+0x12/0x40", "+0x12"; returns what follows */
static const char *parse_offset(struct frame *frame, const char *c)
{
	const char *end, *size = NULL;

	if (!text_starts_with(c, "+0x"))
		return c;
	end = parse_hex(c + 1, 1, &frame->offset);
	if (!end)
		return c;
	frame->has_offset = true;
	if (text_starts_with(end, "/0x"))
		size = parse_hex(end + 1, 1, &frame->size);
	return size ?: end;
}

/* " [rtc_core]", " [rtc_core 1f2e...]", " ([rtc_core])" */
static const char *parse_module(struct frame *frame, const char *c)
{
	const char *from = skip_blanks(c), *end;
	size_t length;

	if (text_starts_with(from, "(["))
		from++;
	if (*from != '[' || !is_first_byte(from[1]))
		return c;
	from++;
	end = strchr(from, ']');
	if (!end)
		return c;
	length = strcspn(from, " ]");
	if (length != strlen("kernel.kallsyms") || !text_starts_with(from, "kernel.kallsyms")) {
		frame->module = from;
		frame->module_length = length;
	}
	return end[1] == ')' ? end + 2 : end + 1;
}

/*
 * " (/lib/modules/6.12/kernel/hello.ko.xz)"; what is in another file, such as a
 * program, is in none of our modules
 */
static const char *parse_file(struct frame *frame, const char *c)
{
	static const char * const of_kernel[] = { "vmlinux", "kallsyms", "kcore" };
	const char *from = skip_blanks(c), *end, *base, *dot;
	size_t i;

	if (!text_starts_with(from, "(/"))
		return c;
	end = strchr(from, ')');
	if (!end)
		return c;
	base = (const char *)memrchr(from, '/', end - from) + 1;
	for (i = 0; i < sizeof(of_kernel) / sizeof(*of_kernel); i++)
		if (text_starts_with(base, of_kernel[i]))
			return end + 1;
	dot = memchr(base, '.', end - base);
	if (dot && (text_starts_with(dot, ".ko)") || text_starts_with(dot, ".ko."))) {
		frame->module = base;
		frame->module_length = dot - base;
	} else {
		frame->module = from + 1;	/* a path: no module is called so */
		frame->module_length = end - frame->module;
	}
	return end + 1;
}

/* " <ffffffff814018d0>", " at ffffffff814018e2"; returns what follows */
static const char *parse_address_behind(struct frame *frame, const char *c)
{
	const char *from = skip_blanks(c), *end;

	if (text_starts_with(from, "at "))
		from += 3;
	else if (*from == '<')
		from++;
	else
		return c;
	end = parse_hex(from, LEAST_DIGITS, &frame->address);
	if (!end)
		return c;
	return *end == '>' ? end + 1 : end;
}

/* "[<ffffffff814018e2>] ", "[<c01018e2>] (", "ffffffff814018e2 ", "0xffffffff814018e2: " */
static void parse_address_before(struct frame *frame, const char *line)
{
	const char *end = frame->name, *from;

	while (end > line && strchr(" \t>](:?", end[-1]))
		end--;
	for (from = end; from > line && (is_name_byte(from[-1])); )
		from--;
	if (end == frame->name || from == end)
		return;
	if (parse_hex(from, LEAST_DIGITS, &frame->address) != end)
		frame->address = 0;
}

/* "(dev=0x1, rq=(struct rq)[0x2:0x3])"; returns what follows, or NULL */
static const char *skip_arguments(const char *text)
{
	const char *c;
	int depth = 0;

	for (c = text; *c && c - text < MOST_ARGUMENTS; c++) {
		depth += (*c == '(') - (*c == ')');
		if (!depth)
			return c + 1;
	}
	return NULL;
}

static bool is_behind(const char *line, const char *name, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(name - line) >= length && text_starts_with(name - length, word);
}

/* " from unique_one+0x12/0x80", ") from [<c01018e2>] (unique_one+0x12/0x80)" */
static bool is_returning(const char *behind)
{
	static const char from[] = " from ";

	if (*behind == ')')
		behind++;
	if (!text_starts_with(behind, from))
		return false;
	behind += strlen(from);
	if (text_starts_with(behind, "[<"))
		return true;
	while (is_name_byte(*behind))
		behind++;
	return text_starts_with(behind, "+0x");
}

/*
 * Is this the name of a function although no offset follows it?
 * @behind: what follows the name and its module or address
 */
static bool is_called(const char *line, const struct frame *frame, const char *behind)
{
	const char *name = frame->name;

	if (is_behind(line, name, "<-") || is_behind(line, name, "=> ") ||
	    is_behind(line, name, "} /* "))
		return true;
	if (is_returning(behind) || text_starts_with(behind, "()") ||
	    text_starts_with(skip_blanks(behind), "<-"))
		return true;
	if (*behind == '(') {
		const char *end = skip_arguments(behind);

		return end && (*end == ';' || text_starts_with(end, " {") ||
			       text_starts_with(end, " <-"));
	}
	return text_starts_with(skip_blanks(name + frame->length), "at ") &&
	       line[strspn(line, " \t")] == '#';
}

bool frame_next(struct frame *frame, const char *line, const char **at)
{
	const char *c = *at, *end, *behind;

	for (; *c; c = end) {
		end = c + 1;
		if (!is_first_byte(*c) || (c > line && is_name_byte(c[-1])))
			continue;
		while (is_name_byte(*end))
			end++;
		*frame = (struct frame){ .name = c, .length = end - c };
		behind = parse_offset(frame, end);
		behind = parse_module(frame, behind);
		behind = parse_file(frame, behind);
		behind = parse_address_behind(frame, behind);
		if (!frame->module)	/* crash has it last */
			behind = parse_module(frame, behind);
		if (!frame->has_offset && !is_called(line, frame, behind))
			continue;
		if (!frame->address)
			parse_address_before(frame, line);
		*at = end;
		return true;
	}
	*at = c;
	return false;
}

static const char *word_before(const char *line, const char *end, size_t *length)
{
	const char *from;

	while (end > line && end[-1] == ' ')
		end--;
	for (from = end; from > line && from[-1] != ' '; )
		from--;
	*length = end - from;
	return from;
}

char *frame_warned_path(const struct frame *frame, const char *line)
{
	size_t length, before_length;
	const char *word = word_before(line, frame->name, &length);
	const char *before = word_before(line, word, &before_length);
	char *path, *colon;

	if (length == 2 && !memcmp(word, "at", 2))
		path = xstrndup(before, before_length);
	else if (before_length == 2 && !memcmp(before, "at", 2))
		path = xstrndup(word, length);
	else
		return NULL;
	colon = strrchr(path, ':');
	if (!colon || !colon[1] || colon[1 + strspn(colon + 1, "0123456789")]) {
		free(path);
		return NULL;
	}
	*colon = '\0';
	return path;
}
