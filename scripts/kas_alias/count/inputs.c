// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which images a command reads; see inputs.h.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "inputs.h"

static void add(struct inputs *inputs, const char *path, size_t image)
{
	inputs->at = grown(inputs->at, inputs->count, sizeof(*inputs->at));
	inputs->at[inputs->count++] = (struct input){ path, image };
}

char *inputs_text(const char *path, size_t *size)
{
	char *text = NULL;
	size_t room = 0;
	ssize_t length;
	FILE *list = fopen(path, "r");

	if (!list)
		fatal(path, "cannot open: %s", strerror(errno));
	errno = 0;
	length = getdelim(&text, &room, '\0', list);
	if (length < 0 && !feof(list))
		fatal(path, "cannot read: %s", strerror(errno));
	if (length < 0) {	/* an empty file */
		free(text);
		fclose(list);
		*size = 0;
		return xcalloc(1, 1);
	}
	if (memchr(text, '\0', length) || getc(list) != EOF)
		fatal(path, "malformed list: holds a NUL byte");
	fclose(list);
	*size = length;
	return text;
}

/* Who writes into a pipe can fail and leave a list that is too short. */
static void check_end(const char *path, char *text, size_t size, const char *end)
{
	size_t length = end ? strlen(end) : 0;

	if (size && text[size - 1] != '\n')
		fatal(path, "malformed list: no newline at its end: truncated?");
	if (!end)
		return;
	if (size < length + 1 || memcmp(text + size - length - 1, end, length) ||
	    (size > length + 1 && text[size - length - 2] != '\n'))
		fatal(path, "malformed list: it does not end in the line \"%s\": truncated?",
		      end);
	text[size - length - 1] = '\0';
}

static void read_list(struct inputs *inputs, const struct options *options,
		      size_t image)
{
	char *line, *word, *end_of_line, *end_of_word;
	size_t size;

	inputs->text = inputs_text(options->list, &size);
	check_end(options->list, inputs->text, size, options->list_end);
	for (line = strtok_r(inputs->text, "\n", &end_of_line); line;
	     line = strtok_r(NULL, "\n", &end_of_line), image++)
		for (word = strtok_r(line, " \t", &end_of_word); word;
		     word = strtok_r(NULL, " \t", &end_of_word))
			add(inputs, word, image);
}

void inputs_read(struct inputs *inputs, const struct options *options)
{
	size_t i;

	memset(inputs, 0, sizeof(*inputs));
	for (i = 0; i < options->file_count; i++)
		add(inputs, options->files[i], i);
	if (options->list)
		read_list(inputs, options, i);
}

void inputs_free(struct inputs *inputs)
{
	free(inputs->at);
	free(inputs->text);
}

size_t image_stem(const char *path)
{
	static const char * const suffixes[] = { ".ko", ".o" };
	size_t length = strlen(path), i;

	for (i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		size_t suffix = strlen(suffixes[i]);

		if (length > suffix && !strcmp(path + length - suffix, suffixes[i]))
			return length - suffix;
	}
	return length;
}
