// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias as a person installs it: the commands that answer questions, and
 * those of the checker, scripts/kas_alias, that make aliases what they are.
 *
 * The checker is a program of its own in a kernel's tree, and knows nothing of
 * what is here. This program is built of the objects of both, without the
 * checker's main(): one file to install that cannot be out of step with itself,
 * where a program that starts another would first have to find it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../kas_alias/checker.h"
#include "../kas_alias/diag.h"
#include "arguments.h"

static const struct resolver_command commands[] = {
	{ "find",   'f', 1, -1, "a query is",	    command_find },
	{ "list",   'l', 0, -1, "",		    command_list },
	{ "addr",   'a', 1, -1, "an address is",    command_addr },
	{ "decode", 'd', 0, -1, "",		    command_decode },
	{ "diff",   'D', 2, 2,	"two kernels are",  command_diff },
};

int main(int argc, char **argv)
{
	struct arguments arguments;
	int status;
	size_t i;

	for (i = 0; argc > 1 && i < sizeof(commands) / sizeof(*commands); i++) {
		if (strcmp(argv[1], commands[i].name))
			continue;
		atexit(close_stdout);
		arguments_parse(&arguments, &commands[i], argc - 1, argv + 1);
		status = commands[i].run(&arguments);
		arguments_free(&arguments);
		return status;
	}
	if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))) {
		arguments_help();
		puts("\nTo build with aliases:\n");
		fflush(stdout);
	}
	return checker_main(argc, argv);
}
