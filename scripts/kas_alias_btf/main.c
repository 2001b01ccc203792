// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias_btf: functions in BTF by their alias.
 *
 * pahole leaves a function out of BTF when others have its name, and fentry, which finds
 * a function by BTF, cannot reach it. By the alias, which is unique, it can: the verifier
 * looks that name up in kallsyms.
 *
 *	IMAGE -> image.c   aliases, and the debug information of their functions
 *	IN    -> btf.c     types  -> index.c
 *	         resolve.c, match.c   types of debug information in BTF
 *	         convention.c         which arguments are where they belong
 *	         functions.c          what is added -> append.c -> OUT
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "functions.h"

static const char help[] =
"Usage: kas_alias_btf [OPTION]... -o OUT IN IMAGE\n"
"\n"
"Copy the BTF of vmlinux or of a module, IN, as pahole made it from IMAGE, to OUT (which may\n"
"be IN), with a function by its alias for each one that has an alias in IMAGE and is not in\n"
"that BTF. All that IN has stays as it is; what is added stands behind it. IMAGE has debug\n"
"information, and the aliases that are to stay.\n"
"\n"
"  -o, --output=OUT     the file to write\n"
"      --base=FILE      what IN is split from: raw BTF, or an ELF file with BTF\n"
"      --separator=.    what ends the symbol in an alias; BTF takes no other\n"
"  -v, --verbose        name the functions that are left out, and say why\n"
"  -h, --help           print this and exit\n"
"  -V, --version        print the version and exit\n"
"\n"
"One line on standard output tells what was added, and what was left out: a function with\n"
"arguments that are not where the calling convention has them, or with a type that BTF lacks\n"
"or has several of. A wrong prototype is worse than none.\n"
"\n"
"Exit status: 0 done, 2 usage, I/O or malformed input.\n";

#ifndef KAS_VERSION
#define KAS_VERSION "1.0"
#endif

struct options {
	const char *output, *base, *input, *image;
	char separator;
	bool verbose;
};

enum { OPTION_BASE = 256, OPTION_SEPARATOR };

static void set_separator(struct options *options, const char *value)
{
	options->separator = kas_parse_separator(value);
	if (!options->separator)
		fatal(PROGRAM, "--separator=%s: not one of %s", value, KAS_SEPARATORS);
	if (options->separator != '.')
		fatal(PROGRAM, "--separator=%s: BTF takes no name with this character: build with the separator '.'",
		      value);
}

static void parse(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{ "base",      required_argument, NULL, OPTION_BASE },
		{ "help",      no_argument,	  NULL, 'h' },
		{ "output",    required_argument, NULL, 'o' },
		{ "separator", required_argument, NULL, OPTION_SEPARATOR },
		{ "verbose",   no_argument,	  NULL, 'v' },
		{ "version",   no_argument,	  NULL, 'V' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	*options = (struct options){ .separator = '.' };
	opterr = 0;
	while ((option = getopt_long(argc, argv, ":o:vhV", known, NULL)) != -1) {
		switch (option) {
		case OPTION_BASE:
			options->base = optarg;
			break;
		case OPTION_SEPARATOR:
			set_separator(options, optarg);
			break;
		case 'o':
			options->output = optarg;
			break;
		case 'v':
			options->verbose = true;
			break;
		case 'h':
			fputs(help, stdout);
			exit(EXIT_CLEAN);
		case 'V':
			puts(PROGRAM " " KAS_VERSION);
			exit(EXIT_CLEAN);
		case ':':
			fatal(PROGRAM, "%s: its value is missing", argv[optind - 1]);
		default:
			fatal(PROGRAM, "%s: no such option: see kas_alias_btf --help",
			      argv[optind - 1]);
		}
	}
	if (!options->output)
		fatal(PROGRAM, "--output is missing: see kas_alias_btf --help");
	if (argc - optind != 2)
		fatal(PROGRAM, "%s: see kas_alias_btf --help", argc - optind < 2 ?
		      "the BTF, or the image that it is of, is missing" : "too many files");
	options->input = argv[optind];
	options->image = argv[optind + 1];
}

static void report(const struct options *options, const struct append *append,
		   const size_t *outcomes)
{
	const char *before = "; left out: ";
	size_t all = 0;
	int i;

	for (i = 0; i < OUTCOMES; i++)
		if (i != NOT_LACKED)
			all += outcomes[i];
	if (!all)
		return;
	printf("%s: %zu of %zu functions added by alias, %zu bytes", options->image,
	       outcomes[ADDED], all,
	       append->type_words * sizeof(*append->types) + append->strings_length);
	for (i = ADDED + 1; i < OUTCOMES; i++) {
		if (i == NOT_LACKED || !outcomes[i])
			continue;
		printf("%s%zu %s", before, outcomes[i], outcome_names[i]);
		before = ", ";
	}
	putchar('\n');
}

static void add_all(const struct options *options, struct append *append,
		    const struct index *index, struct image *image, size_t *outcomes)
{
	bool is_needed = false;
	size_t i;

	for (i = 0; i < image->count && !is_needed; i++)
		is_needed = functions_is_lacked(index, &image->functions[i]);
	if (is_needed)
		image_find_dies(image);
	for (i = 0; i < image->count; i++) {
		struct function *function = &image->functions[i];
		enum outcome outcome = NOT_LACKED;
		const char *type = NULL;

		if (functions_is_lacked(index, function))
			outcome = functions_add(append, index, image->machine, function, &type);
		outcomes[outcome]++;
		if (!options->verbose || outcome == ADDED || outcome == NOT_LACKED)
			continue;
		printf("%s: %s: left out: %s", options->image, function->alias,
		       outcome_names[outcome]);
		if (outcome == TYPE_MISSING || outcome == TYPE_AMBIGUOUS)
			printf(": %s", type);
		putchar('\n');
	}
}

int main(int argc, char **argv)
{
	size_t outcomes[OUTCOMES] = { 0 };
	struct options options;
	struct append append;
	struct btf base, btf;
	struct index index;
	struct image image;

	atexit(close_stdout);
	parse(&options, argc, argv);
	if (options.base)
		btf_open(&base, options.base, NULL, true);
	btf_open(&btf, options.input, options.base ? &base : NULL, false);
	image_open(&image, options.image, options.separator);
	index_build(&index, &btf);
	append_begin(&append, &btf);

	add_all(&options, &append, &index, &image, outcomes);
	append_write(&append, options.output);
	report(&options, &append, outcomes);

	append_end(&append);
	index_free(&index);
	image_close(&image);
	btf_close(&btf);
	if (options.base)
		btf_close(&base);
	return EXIT_CLEAN;
}
