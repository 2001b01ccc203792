/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Options of commands, of which each takes some.
 */
#ifndef KAS_ALIAS_COMMAND_LINE_H
#define KAS_ALIAS_COMMAND_LINE_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

/* An option and the letters of the commands that take it. */
struct command_option {
	struct option option;	/* its val is a letter that works too, or above 255 */
	const char *commands;
};

/* What a command line is read by. All of it is the caller's. */
struct command_line {
	const char *command;	/* its name, for messages */
	char letter;		/* ... and its letter in the table */
	const struct command_option *known;
	size_t count;
};

/* command_line_takes() - does the command take the option of this val? */
bool command_line_takes(const struct command_line *line, int val);

/*
 * command_line_next() - read the next option
 * @argv: argv[0] is the command's name; what is no option moves to its end
 * Returns its val, with its value in optarg, or -1 behind the last, with the first
 * word that is no option at optind. An option that the command does not take, and
 * a value that is missing or needless, end in fatal().
 */
int command_line_next(const struct command_line *line, int argc, char **argv);

#endif
