// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Options of commands; see command_line.h.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "command_line.h"
#include "diag.h"

bool command_line_takes(const struct command_line *line, int val)
{
	size_t i;

	for (i = 0; i < line->count; i++)
		if (line->known[i].option.val == val)
			return strchr(line->known[i].commands, line->letter);
	return false;
}

/*
 * getopt_long() leaves a letter in optopt, and moves behind a whole word. A long
 * option leaves its val there, or 0 if nothing is known of it.
 */
__attribute__((noreturn))
static void reject(const struct command_line *line, const char *word, const char *why)
{
	bool is_letter = optopt && (!command_line_takes(line, optopt) ||
				    strncmp(word, "--", 2));

	if (is_letter)
		fatal(PROGRAM, "%s: -%c: %s", line->command, optopt, why);
	fatal(PROGRAM, "%s: %s: %s", line->command, word, why);
}

int command_line_next(const struct command_line *line, int argc, char **argv)
{
	struct option *accepted = xcalloc(line->count + 1, sizeof(*accepted));
	char *letters = xcalloc(2 * line->count + 2, 1), *end = letters;
	size_t count = 0, i;
	int val;

	*end++ = ':';
	for (i = 0; i < line->count; i++) {
		const struct option *option = &line->known[i].option;

		if (!command_line_takes(line, option->val))
			continue;
		accepted[count++] = *option;
		if (option->val > UCHAR_MAX)
			continue;
		*end++ = option->val;
		if (option->has_arg)
			*end++ = ':';
	}
	opterr = 0;
	val = getopt_long(argc, argv, letters, accepted, NULL);
	free(accepted);
	free(letters);
	if (val == ':')
		reject(line, argv[optind - 1], "its value is missing");
	if (val == '?')
		reject(line, argv[optind - 1],
		       "not an option of this command: see kas_alias --help");
	return val;
}
