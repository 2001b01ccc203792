// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kas_alias_dwarf: the tags of an object's symbols, by its debug information.
 *
 * The plugin would have written them, but the compiler did not load it. So kas_alias mark
 * takes them from here.
 *
 *	OBJECT -> units.c -> places.c -> files.c, tag.c -> standard output
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "program.h"
#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "files.h"
#include "places.h"

static const char help[] =
"Usage: kas_alias_dwarf --path PATH [OPTION]... OBJECT\n"
"\n"
"Print the tags that aliases of the symbols of OBJECT have, as far as its debug information\n"
"tells where they were written: lines \"INDEX TAG\", with the symbol's index in the symbol\n"
"table, and behind them a line \"end\". kas_alias mark --tags takes them.\n"
"\n"
"      --path=PATH      how aliases name the source, as for kas_alias mark\n"
"      --tag=line|file  whether tags tell lines; default line\n"
"      --srctree=DIR    what paths of other files start from; default .\n"
"      --objtree=DIR    where the build generates files\n"
"      --module=NAME    the external module that this is for\n"
"      --moddir=DIR     where the files of that module are; default: all of them\n"
"  -h, --help           print this and exit\n"
"  -V, --version        print the version and exit\n"
"\n"
"Exit status: 0 done, 2 usage, I/O or malformed input.\n";

#ifndef KAS_VERSION
#define KAS_VERSION "1.0"
#endif

struct options {
	char *path;		/* in the form of a tag */
	bool with_line;
	struct kas_trees trees;
	const char *object;
};

static void set_tag(struct options *options, const char *value)
{
	options->with_line = !strcmp(value, "line");
	if (!options->with_line && strcmp(value, "file"))
		fatal(PROGRAM, "--tag=%s: not line or file", value);
}

static void set_path(struct options *options, const char *value)
{
	free(options->path);
	options->path = xcalloc(strlen(value) + 2, 1);
	kas_sanitise_path(options->path, value);
}

static void parse(struct options *options, int argc, char **argv)
{
	enum { PATH = 256, TAG, SRCTREE, OBJTREE, MODULE, MODDIR };
	static const struct option known[] = {
		{ "help",    no_argument,	NULL, 'h' },
		{ "moddir",  required_argument, NULL, MODDIR },
		{ "module",  required_argument, NULL, MODULE },
		{ "objtree", required_argument, NULL, OBJTREE },
		{ "path",    required_argument, NULL, PATH },
		{ "srctree", required_argument, NULL, SRCTREE },
		{ "tag",     required_argument, NULL, TAG },
		{ "version", no_argument,	NULL, 'V' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	*options = (struct options){ .with_line = true };
	opterr = 0;
	while ((option = getopt_long(argc, argv, ":hV", known, NULL)) != -1) {
		switch (option) {
		case PATH:
			set_path(options, optarg);
			break;
		case TAG:
			set_tag(options, optarg);
			break;
		case SRCTREE:
			options->trees.srctree = optarg;
			break;
		case OBJTREE:
			options->trees.objtree = optarg;
			break;
		case MODULE:
			options->trees.module = optarg;
			break;
		case MODDIR:
			options->trees.moddir = optarg;
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
			fatal(PROGRAM, "%s: no such option: see kas_alias_dwarf --help",
			      argv[optind - 1]);
		}
	}
	if (!options->path)
		fatal(PROGRAM, "--path is missing: see kas_alias_dwarf --help");
	if (options->trees.moddir && !options->trees.module)
		fatal(PROGRAM, "--moddir needs --module: see kas_alias_dwarf --help");
	if (argc - optind != 1)
		fatal(PROGRAM, "%s: see kas_alias_dwarf --help",
		      argc == optind ? "the object is missing" : "too many files");
	options->object = argv[optind];
}

/*
 * Where several units were linked, each main file is told from what --path names, as if
 * that one included it. NULL: they are the same.
 */
static const char *file_of(const struct places *places, const struct place *place)
{
	return place->file || !places->has_several_units ? place->file : place->unit;
}

static char *make_tag(const struct options *options, const struct kas_roots *roots,
		      const struct place *place, const char *file)
{
	const unsigned int *line = options->with_line ? &place->line : NULL;
	char *path, *tag;

	if (!file)
		return kas_tag(options->path, NULL, line);
	path = files_tag_path(roots, place->directory, file);
	tag = kas_tag(path, options->path, line);
	free(path);
	return tag;
}

int main(int argc, char **argv)
{
	struct options options;
	struct places places;
	struct kas_roots roots;
	char *cwd = getcwd(NULL, 0);
	int count, i;

	atexit(close_stdout);
	parse(&options, argc, argv);
	options.trees.cwd = cwd ? cwd : "/";
	kas_roots_init(&roots, &options.trees);
	places_open(&places, options.object);

	count = places_symbol_count(&places);
	for (i = 1; i < count; i++) {
		const struct place *place = places_find(&places, i);
		char *tag;

		if (!place)
			continue;
		tag = make_tag(&options, &roots, place, file_of(&places, place));
		printf("%d %s\n", i, tag);
		free(tag);
	}
	puts("end");

	places_close(&places);
	kas_roots_free(&roots);
	free(options.path);
	free(cwd);
	return EXIT_CLEAN;
}
