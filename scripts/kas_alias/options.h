/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The command line.
 */
#ifndef KAS_ALIAS_OPTIONS_H
#define KAS_ALIAS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grammar.h"
#include "policy.h"

#ifndef KAS_VERSION
#define KAS_VERSION "1.0"
#endif

struct options {
	/* all commands */
	char separator;
	bool any_separator;	/* none was given */
	enum kas_level level;
	bool verbose;
	/* prune, verify, table */
	const char *names;
	/* prune, verify */
	bool keep_all;
	uint32_t max_length;
	/* prune */
	const char *image;
	bool part;
	/* census, mark, prune, table */
	const char *output;
	/* mark */
	const char *path, *source, *tags;
	bool with_line;
	/* census */
	const char *base, *digests;
	/* table */
	const char *srctree, *objtree, *moddir, *sources;
	bool quiet;
	/* census, verify, table */
	const char *list, *list_end;
	/* what is no option; the rest of argv, ended by NULL */
	char **files;
	size_t file_count;
};

/*
 * A command gets its options checked as far as each by itself can be, and
 * returns an enum exit_code.
 */
struct command {
	const char *name;
	char letter;		/* in options.c's table of who takes what */
	bool needs_names;
	int (*run)(const struct options *options);
};

int census(const struct options *options);
int mark(const struct options *options);
int prune(const struct options *options);
int verify(const struct options *options);
int table(const struct options *options);

/*
 * options_parse() - read the arguments of a command
 * @argv: argv[0] is the command's name
 * Usage errors end in fatal(); --help and --version print and exit.
 */
void options_parse(struct options *options, const struct command *command,
		   int argc, char **argv);

/* options_help(), options_version() - print to stdout. */
void options_help(void);
void options_version(void);

#endif
