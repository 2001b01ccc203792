// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The command line; see options.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command_line.h"
#include "diag.h"
#include "options.h"

#define MOST_MAX_LENGTH 65535

static const char help[] =
"Usage: kas_alias mark --path PATH -o OUT [OPTION]... IN\n"
"       kas_alias census -o OUT [OPTION]... [FILE]...\n"
"       kas_alias prune --names NAMES -o OUT [OPTION]... IN\n"
"       kas_alias verify --names NAMES [OPTION]... [FILE]...\n"
"       kas_alias table -o OUT [OPTION]... [FILE]...\n"
"\n"
"Count the symbol names of a kernel and its modules, drop the aliases of those\n"
"that turned out unique, prove that all others have one, and list where they were\n"
"written.\n"
"\n"
"mark: copy the object IN, which was made without the plugin, to OUT (which may be\n"
"IN), with aliases for the symbols that it defines\n"
"  -o, --output=OUT     the file to write\n"
"      --path=PATH      how aliases name the source; \".\" and \"..\" are resolved\n"
"      --source=FILE    its assembler source, to find the lines of the symbols in it;\n"
"                       without it aliases have line 0\n"
"      --tags=FILE      what debug information tells, as kas_alias_dwarf wrote it\n"
"      --tag=line|file  whether aliases tell lines; default line\n"
"\n"
"census: write how often each name is defined, as lines \"name:count\"\n"
"  -o, --output=OUT     the file to write\n"
"      --base=FILE      add the counts of an earlier census to the names found\n"
"      --digests=FILE   write make variables kas-digest-IMAGE too, which change\n"
"                       when the set of an image's ambiguous names does\n"
"      --list=FILE      read lines with the objects of an image each; a FILE\n"
"                       given as an argument is an image of one object\n"
"      --list-end=LINE  the list must end in this line: it is a pipe, whose\n"
"                       writer may fail\n"
"\n"
"prune: copy the image IN to OUT (which may be IN) without needless aliases\n"
"  -n, --names=NAMES    the census\n"
"  -o, --output=OUT     the file to write\n"
"      --image=NAME     what tells equal aliases of several images apart;\n"
"                       default: the name of IN\n"
"      --keep-all       keep the aliases of unique names too\n"
"      --part           IN is a part that was built again after the census, or, without\n"
"                       --names, before there was one\n"
"\n"
"verify: prove that in the images FILE every ambiguous symbol has one alias\n"
"  -n, --names=NAMES    the census\n"
"      --keep-all       accept the aliases of unique names\n"
"      --list=FILE      read the names of images from FILE too\n"
"      --list-end=LINE  the list must end in this line\n"
"\n"
"table: write the true paths of all aliases in the images FILE\n"
"  -o, --output=OUT     the file to write\n"
"      --srctree=DIR    where the sources are; default .\n"
"      --objtree=DIR    where the build is, whose .cmd files tell what it read\n"
"      --moddir=DIR     where the sources of an external module are\n"
"      --files=FILE     read the names of the sources, one a line, from FILE\n"
"  -n, --names=NAMES    the census, which tells what is no alias\n"
"      --list=FILE      read the names of images from FILE too\n"
"      --list-end=LINE  the list must end in this line\n"
"  -q, --quiet          do not tell how many paths are not known, or not for sure\n"
"\n"
"All commands:\n"
"      --separator=@|.  what ends the symbol in an alias; default @ (table: any)\n"
"      --level=LEVEL    functions, data (written by a person; the default) or\n"
"                       all: which symbols have aliases (census counts the same\n"
"                       at each level)\n"
"      --max-length=N   the longest alias, in bytes; default 511\n"
"  -v, --verbose        say more\n"
"  -h, --help           print this and exit\n"
"  -V, --version        print the version and exit\n"
"\n"
"Exit status: 0 clean, 1 findings (verify), 2 usage, I/O or malformed input.\n";

enum {
	OPTION_BASE = 256,
	OPTION_DIGESTS,
	OPTION_FILES,
	OPTION_IMAGE,
	OPTION_KEEP_ALL,
	OPTION_LEVEL,
	OPTION_LIST,
	OPTION_LIST_END,
	OPTION_MAX_LENGTH,
	OPTION_MODDIR,
	OPTION_OBJTREE,
	OPTION_PART,
	OPTION_PATH,
	OPTION_SEPARATOR,
	OPTION_SOURCE,
	OPTION_SRCTREE,
	OPTION_TAG,
	OPTION_TAGS,
};

static const struct command_option known[] = {
	{ { "base",	  required_argument, NULL, OPTION_BASE },	"c" },
	{ { "digests",	  required_argument, NULL, OPTION_DIGESTS },	"c" },
	{ { "files",	  required_argument, NULL, OPTION_FILES },	"t" },
	{ { "image",	  required_argument, NULL, OPTION_IMAGE },	"p" },
	{ { "keep-all",	  no_argument,	     NULL, OPTION_KEEP_ALL },	"pv" },
	{ { "level",	  required_argument, NULL, OPTION_LEVEL },	"cmpvt" },
	{ { "list",	  required_argument, NULL, OPTION_LIST },	"cvt" },
	{ { "list-end",	  required_argument, NULL, OPTION_LIST_END },	"cvt" },
	{ { "max-length", required_argument, NULL, OPTION_MAX_LENGTH },	"cmpvt" },
	{ { "moddir",	  required_argument, NULL, OPTION_MODDIR },	"t" },
	{ { "names",	  required_argument, NULL, 'n' },		"pvt" },
	{ { "objtree",	  required_argument, NULL, OPTION_OBJTREE },	"t" },
	{ { "output",	  required_argument, NULL, 'o' },		"cmpt" },
	{ { "part",	  no_argument,	     NULL, OPTION_PART },	"p" },
	{ { "path",	  required_argument, NULL, OPTION_PATH },	"m" },
	{ { "quiet",	  no_argument,	     NULL, 'q' },		"t" },
	{ { "separator",  required_argument, NULL, OPTION_SEPARATOR },	"cmpvt" },
	{ { "source",	  required_argument, NULL, OPTION_SOURCE },	"m" },
	{ { "srctree",	  required_argument, NULL, OPTION_SRCTREE },	"t" },
	{ { "tag",	  required_argument, NULL, OPTION_TAG },	"m" },
	{ { "tags",	  required_argument, NULL, OPTION_TAGS },	"m" },
	{ { "verbose",	  no_argument,	     NULL, 'v' },		"cmpvt" },
	{ { "help",	  no_argument,	     NULL, 'h' },		"cmpvt" },
	{ { "version",	  no_argument,	     NULL, 'V' },		"cmpvt" },
};

void options_help(void)
{
	fputs(help, stdout);
}

void options_version(void)
{
	puts("kas_alias " KAS_VERSION);
}

static uint32_t parse_length(const char *word)
{
	char *end;
	unsigned long value = strtoul(word, &end, 10);

	if (*word < '0' || *word > '9' || *end || value < KAS_LEAST_MAX_LENGTH ||
	    value > MOST_MAX_LENGTH)
		fatal(PROGRAM, "--max-length=%s: not a number from %d to %d",
		      word, KAS_LEAST_MAX_LENGTH, MOST_MAX_LENGTH);
	return value;
}

static void set_separator(struct options *options, const char *value)
{
	options->separator = kas_parse_separator(value);
	if (!options->separator)
		fatal(PROGRAM, "--separator=%s: not one of %s", value, KAS_SEPARATORS);
	options->any_separator = false;
}

/* Of table alone */
static void set_source(struct options *options, int option, const char *value)
{
	switch (option) {
	case OPTION_FILES:
		options->sources = value;
		break;
	case OPTION_MODDIR:
		options->moddir = value;
		break;
	case OPTION_OBJTREE:
		options->objtree = value;
		break;
	case OPTION_SRCTREE:
		options->srctree = value;
		break;
	case 'q':
		options->quiet = true;
		break;
	}
}

static void set(struct options *options, int option, const char *value)
{
	switch (option) {
	case OPTION_BASE:
		options->base = value;
		break;
	case OPTION_DIGESTS:
		options->digests = value;
		break;
	case OPTION_IMAGE:
		options->image = value;
		break;
	case OPTION_KEEP_ALL:
		options->keep_all = true;
		break;
	case OPTION_LEVEL:
		if (!kas_level_parse(value, &options->level))
			fatal(PROGRAM, "--level=%s: not functions, data or all",
			      value);
		break;
	case OPTION_LIST:
		options->list = value;
		break;
	case OPTION_LIST_END:
		options->list_end = value;
		break;
	case OPTION_MAX_LENGTH:
		options->max_length = parse_length(value);
		break;
	case OPTION_PART:
		options->part = true;
		break;
	case OPTION_PATH:
		options->path = value;
		break;
	case OPTION_SOURCE:
		options->source = value;
		break;
	case OPTION_TAG:
		options->with_line = !strcmp(value, "line");
		if (!options->with_line && strcmp(value, "file"))
			fatal(PROGRAM, "--tag=%s: not line or file", value);
		break;
	case OPTION_TAGS:
		options->tags = value;
		break;
	case OPTION_SEPARATOR:
		set_separator(options, value);
		break;
	case 'n':
		options->names = value;
		break;
	case 'o':
		options->output = value;
		break;
	case 'v':
		options->verbose = true;
		break;
	case 'h':
		options_help();
		exit(EXIT_CLEAN);
	case 'V':
		options_version();
		exit(EXIT_CLEAN);
	default:
		set_source(options, option, value);
	}
}

static void require(const struct command *command, const void *value,
		    const char *what)
{
	if (!value)
		fatal(PROGRAM, "%s: %s is missing: see kas_alias --help",
		      command->name, what);
}

void options_parse(struct options *options, const struct command *command,
		   int argc, char **argv)
{
	const struct command_line line = {
		command->name, command->letter, known, sizeof(known) / sizeof(*known),
	};
	int option;

	*options = (struct options){
		.separator = KAS_SEPARATORS[0],
		.any_separator = true,
		.srctree = ".",
		.level = KAS_LEVEL_DATA,
		.max_length = KAS_MAX_LENGTH,
		.with_line = true,
	};
	while ((option = command_line_next(&line, argc, argv)) != -1)
		set(options, option, optarg);
	options->files = argv + optind;
	options->file_count = argc - optind;

	if (command->needs_names && !options->part)
		require(command, options->names, "--names");
	if (command_line_takes(&line, OPTION_PATH))
		require(command, options->path, "--path");
	if (command_line_takes(&line, 'o'))
		require(command, options->output, "--output");
	if (!options->list)
		require(command, *options->files, "a file");
}
