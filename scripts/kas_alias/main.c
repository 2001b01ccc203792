// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias: which symbol names of a kernel are ambiguous, and what becomes of
 * their aliases.
 *
 *	ELF -> image.c -> symbols.c -> census.c -> frequency.c
 *	                            -> mark.c   -> rewrite.c, output.c -> ELF
 *	                            -> prune.c  -> rewrite.c, output.c -> ELF
 *	                            -> verify.c
 *	                            -> table.c, meanings.c, build.c <- .cmd
 *
 * command/ holds the commands, elf/ what knows ELF, count/ the names and their
 * counts, sources/ what is known of the files that they were written in. grammar.c (the form of an alias) and policy.c (which symbols have one)
 * are parts of the plugin as well.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checker.h"
#include "diag.h"
#include "options.h"

static const struct command commands[] = {
	{ "census", 'c', false, census },
	{ "mark",   'm', false, mark },
	{ "prune",  'p', true,	prune },
	{ "verify", 'v', true,	verify },
	{ "table",  't', false, table },
};

static bool is_one_of(const char *word, const char *one, const char *other)
{
	return !strcmp(word, one) || !strcmp(word, other);
}

int checker_main(int argc, char **argv)
{
	struct options options;
	size_t i;

	atexit(close_stdout);
	if (argc < 2)
		fatal(PROGRAM, "a command is missing: see kas_alias --help");
	if (is_one_of(argv[1], "--help", "-h")) {
		options_help();
		return EXIT_CLEAN;
	}
	if (is_one_of(argv[1], "--version", "-V")) {
		options_version();
		return EXIT_CLEAN;
	}
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		if (strcmp(argv[1], commands[i].name))
			continue;
		options_parse(&options, &commands[i], argc - 1, argv + 1);
		return commands[i].run(&options);
	}
	fatal(PROGRAM, "%s: no such command: see kas_alias --help", argv[1]);
}
