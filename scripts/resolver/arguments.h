/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The command line of the resolver's commands.
 */
#ifndef KAS_RESOLVER_ARGUMENTS_H
#define KAS_RESOLVER_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answer.h"

/* What a script can tell apart; see the manual for what each command means. */
enum {
	EXIT_FOUND = 0,
	EXIT_NOTHING = 1,
	EXIT_ERROR = 2,		/* as EXIT_TROUBLE of the checker */
	EXIT_SEVERAL = 3,
};

struct recipe;

struct arguments {
	const char *command;
	char **from;			/* --from, given any number of times */
	size_t from_count;
	const char *table;		/* NULL: the one that is there */
	bool is_json;
	bool is_coloured;		/* on a terminal, or if asked for */
	bool is_aligned;
	enum field field;		/* only this one; FIELD_COUNT: all */
	const struct recipe *recipe;
	uint32_t limit;			/* 0: none */
	bool has_limit;
	uint64_t kaslr;			/* what addresses are off by */
	bool has_kaslr;
	bool is_whole;			/* diff --all */
	bool is_followed;		/* decode --follow */
	/* what is no option; the rest of argv, ended by NULL */
	char **words;
	size_t word_count;
};

struct resolver_command {
	const char *name;
	char letter;			/* in arguments.c's table of who takes what */
	int least, most;		/* words; -1: any number */
	const char *words;		/* what they are called if they are missing */
	int (*run)(const struct arguments *arguments);
};

int command_find(const struct arguments *arguments);
int command_addr(const struct arguments *arguments);
int command_list(const struct arguments *arguments);
int command_decode(const struct arguments *arguments);
int command_diff(const struct arguments *arguments);

/*
 * arguments_parse() - read the arguments of a command
 * @argv: argv[0] is the command's name
 * Usage errors end in fatal(); --help and --version print and exit. To be given back
 * with arguments_free().
 */
void arguments_parse(struct arguments *arguments, const struct resolver_command *command,
		     int argc, char **argv);

void arguments_free(struct arguments *arguments);

/* arguments_help() - print to stdout */
void arguments_help(void);

#endif
