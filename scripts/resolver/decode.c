// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias decode: which symbol each ambiguous place of a log is in.
 *
 * A log gives a name, most often how far in it and how large it is, which few of
 * the symbols with that name fit. Where it gives an address as well, that decides:
 * what the addresses are off by (KASLR) is told by the log itself or follows
 * from a place whose name is unique.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "answer.h"
#include "arguments.h"
#include "decode.h"
#include "frame.h"
#include "source.h"
#include "text.h"

/* What begins a line that decode has written, and leaves out of its input. */
#define MARK "\t^ "

/* A place without an offset, in a trace, can be one of dozens. */
#define MOST_CANDIDATES 8

#define KERNEL_OFFSET "Kernel Offset: 0x"

/* What each boot begins with: linux_banner[] (init/version-timestamp.c) */
#define BANNER "Linux version "

static void learn(struct shift *shift, uint64_t value)
{
	if (shift->state == SHIFT_UNKNOWN) {
		shift->value = value;
		shift->state = SHIFT_KNOWN;
	} else if (shift->value != value) {
		shift->state = SHIFT_DOUBTFUL;
	}
}

/* A place whose name is unique tells where its object is. */
static void learn_from_frame(struct decoder *decoder, const struct frame *frame)
{
	const struct symtab *symtab = &decoder->source->symtab;
	struct hits hits = { 0 };

	if (!frame->address || !frame->has_offset)
		return;
	query_find_frame(decoder->source, frame, true, &hits);
	if (hits.count == 1 && !symtab->is_hidden) {
		const struct sym *sym = &symtab->at[hits.at->index];

		if (!symtab->objects[sym->object].sections)
			learn(&decoder->shifts[sym->object],
			      frame->address - frame->offset - sym->address);
	}
	hits_free(&hits);
}

static void learn_kaslr(struct decoder *decoder, uint64_t value)
{
	const struct symtab *symtab = &decoder->source->symtab;
	uint32_t i;

	for (i = 0; i < symtab->object_count; i++)
		if (!symtab->objects[i].is_module)
			learn(&decoder->shifts[i], value);
}

/* A kernel is somewhere else after each boot. */
static void forget(struct decoder *decoder)
{
	memset(decoder->shifts, 0,
	       decoder->source->symtab.object_count * sizeof(*decoder->shifts));
	if (decoder->arguments->has_kaslr)
		learn_kaslr(decoder, decoder->arguments->kaslr);
}

static void learn_from_line(struct decoder *decoder, const char *bytes, size_t length)
{
	const char *line = plain_line(&decoder->plain, bytes, length);
	const char *told = strstr(line, KERNEL_OFFSET), *at = line;
	unsigned long long value;
	struct frame frame;

	if (told && text_parse_number(told + strlen(KERNEL_OFFSET), 16, &value))
		learn_kaslr(decoder, value);
	while (frame_next(&frame, line, &at))
		learn_from_frame(decoder, &frame);
}

/* Something that query_find() takes for this symbol and no other. */
static void print_name(const struct answer *answer)
{
	if (answer->alias) {
		print_clean(stdout, answer->alias);
		return;
	}
	print_clean(stdout, answer->object->name);
	putchar(':');
	print_clean(stdout, answer->sym->name);
	if (answer->sym->position && answer->source->is_kernel)
		printf(",%" PRIu32, answer->sym->position);
}

static void print_candidate(const struct decoder *decoder, const struct hit *hit,
			    const char *why)
{
	struct answer answer;

	answer_get(&answer, decoder->source, hit);
	fputs(MARK, stdout);
	if (decoder->arguments->is_coloured)
		fputs("\033[36m", stdout);
	print_name(&answer);
	if (decoder->arguments->is_coloured)
		fputs("\033[0m", stdout);
	putchar(' ');
	answer_print_field(stdout, &answer, FIELD_PLACE);
	putchar(' ');
	answer_print_field(stdout, &answer, FIELD_MODULE);
	printf(" (%s)\n", why);
}

/* A file's name as a word of the shell. */
static void print_word(const char *name)
{
	if (!name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			       "0123456789_.@+:-/,=%")]) {
		fputs(name, stdout);
		return;
	}
	putchar('\'');
	for (; *name; name++) {
		if (*name == '\'')
			fputs("'\\''", stdout);
		else
			putchar(iscntrl((unsigned char)*name) ? '?' : *name);
	}
	putchar('\'');
}

static void print_more(const struct decoder *decoder, const struct frame *frame,
		       uint32_t count)
{
	size_t i;

	printf(MARK "%" PRIu32 " more: kas_alias find", count);
	for (i = 0; i < decoder->arguments->from_count; i++) {
		fputs(" --from=", stdout);
		print_word(decoder->arguments->from[i]);
	}
	printf(" %.*s\n", (int)frame->length, frame->name);
}

static void print_candidates(struct decoder *decoder, const struct frame *frame,
			     const struct hits *hits, const char *why)
{
	char text[64];
	uint32_t i;

	if (hits->count > 1) {
		snprintf(text, sizeof(text), "one of %" PRIu32, hits->count);
		why = text;
		decoder->several_count++;
	}
	for (i = 0; i < hits->count && i < MOST_CANDIDATES; i++)
		print_candidate(decoder, &hits->at[i], why);
	if (i < hits->count)
		print_more(decoder, frame, hits->count - i);
}

static void print_misfit(const struct frame *frame, uint32_t count, const char *where)
{
	printf(MARK "none of the %" PRIu32 " called %.*s is %s: is the log of another kernel?\n",
	       count, (int)frame->length, frame->name, where);
}

/* Is there anything to tell of these symbols that their name does not? */
static bool is_worth_it(const struct symtab *symtab, const struct hits *hits)
{
	return hits->count > 1 ||
	       (hits->count && symtab->at[hits->at->index].partner != NO_SYMBOL);
}

static void decode_frame(struct decoder *decoder, const struct frame *frame,
			 const char *line)
{
	const struct symtab *symtab = &decoder->source->symtab;
	struct hits all = { 0 }, hits = { 0 };
	const char *why = "no other fits", *misfit = "of that size";

	query_find_frame(decoder->source, frame, true, &all);
	decoder->frame_count += all.count > 0;
	if (is_worth_it(symtab, &all)) {
		query_find_frame(decoder->source, frame, false, &hits);
		if (hits.count)
			misfit = "at that address";
		drop_ruled_out(decoder, frame, &hits);
		if (choose_by_address(decoder, frame, &hits))
			why = "by its address";
		else if (hits.count > 1 && choose_by_file(decoder, frame, line, &hits))
			why = "by the file";
		else if (all.count == 1)
			why = judge_address(decoder, frame, all.at) == NOT_THERE ?
			      "its address does not fit" : "by its name";
		decoder->misfit_count += !hits.count;
		if (hits.count)
			print_candidates(decoder, frame, &hits, why);
		else
			print_misfit(frame, all.count, misfit);
	}
	hits_free(&all);
	hits_free(&hits);
}

static void decode_line(struct decoder *decoder, const char *bytes, size_t length)
{
	const char *line = plain_line(&decoder->plain, bytes, length), *at = line;
	struct frame frame;

	fwrite(bytes, 1, length, stdout);
	putchar('\n');
	while (frame_next(&frame, line, &at))
		decode_frame(decoder, &frame, line);
}

static bool is_own_line(const char *line, size_t length)
{
	return length >= strlen(MARK) && !memcmp(line, MARK, strlen(MARK));
}

typedef void do_line_t(struct decoder *decoder, const char *line, size_t length);

static void for_each_line(struct decoder *decoder, char *from, char *end, do_line_t *do_line)
{
	ptrdiff_t length;
	char *line;

	while ((length = text_line(&from, end, &line)) >= 0)
		if (!is_own_line(line, length))
			do_line(decoder, line, length);
}

/* Where the log of the next boot begins. */
static char *boot_end(char *from, char *end)
{
	char *newline = memchr(from, '\n', end - from);
	char *banner = newline ? memmem(newline, end - newline, BANNER, strlen(BANNER)) : NULL;

	return banner ? (char *)memrchr(newline, '\n', banner - newline) + 1 : end;
}

/* What a line tells of addresses counts for it and for those that follow. */
static void follow_file(struct decoder *decoder, const char *path)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	if (!file)
		fatal(path, "cannot open: %s", strerror(errno));
	while ((length = getline(&line, &room, file)) >= 0) {
		if (length && line[length - 1] == '\n')
			length--;
		if (is_own_line(line, length))
			continue;
		if (memmem(line, length, BANNER, strlen(BANNER)))
			forget(decoder);
		learn_from_line(decoder, line, length);
		decode_line(decoder, line, length);
		if (fflush(stdout))
			fatal(PROGRAM, "cannot write to standard output: %s", strerror(errno));
	}
	if (ferror(file))
		fatal(path, "cannot read: %s", strerror(errno));
	fclose(file);
	free(line);
}

/* What addresses are off by can be told at the very end: where a kernel panics. */
static void decode_file(struct decoder *decoder, const char *path)
{
	struct text text;
	char *from, *end, *next;

	text_read_log(&text, path);
	end = text.bytes + text.size;
	for (from = text.bytes; from < end; from = next) {
		next = boot_end(from, end);
		if (from > text.bytes)
			forget(decoder);
		for_each_line(decoder, from, next, learn_from_line);
		for_each_line(decoder, from, next, decode_line);
	}
	text_free(&text);
}

int command_decode(const struct arguments *arguments)
{
	struct source source;
	struct decoder decoder = {
		.arguments = arguments,
		.source = &source,
	};
	void (*decode)(struct decoder *decoder, const char *path);
	size_t i;

	source_open(&source, arguments->from, arguments->from_count, arguments->table);
	decoder.shifts = xcalloc(source.symtab.object_count, sizeof(*decoder.shifts));
	forget(&decoder);
	decode = arguments->is_followed ? follow_file : decode_file;
	if (!arguments->word_count)
		decode(&decoder, "/dev/stdin");
	for (i = 0; i < arguments->word_count; i++)
		decode(&decoder, arguments->words[i]);
	if (!decoder.frame_count)
		error(source.path, "no place in the text is one of its symbols");
	free(decoder.shifts);
	free(decoder.plain.text);
	source_close(&source);
	if (!decoder.frame_count || decoder.misfit_count)
		return EXIT_NOTHING;
	return decoder.several_count ? EXIT_SEVERAL : EXIT_FOUND;
}
