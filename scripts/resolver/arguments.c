// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The command line of the resolver's commands; see arguments.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../kas_alias/command_line.h"
#include "../kas_alias/diag.h"
#include "../kas_alias/options.h"
#include "arguments.h"
#include "recipe.h"
#include "text.h"

static const char help[] =
"Usage: kas_alias find [OPTION]... QUERY...\n"
"       kas_alias list [OPTION]... [QUERY]...\n"
"       kas_alias addr [OPTION]... ADDRESS...\n"
"       kas_alias decode [OPTION]... [FILE]...\n"
"       kas_alias diff [OPTION]... OLD NEW\n"
"\n"
"Find the symbol that is meant, its alias, and the place where it was written.\n"
"\n"
"find: what a spelling means: name, alias, name@path:line, path:name, path:line,\n"
"module:name, address, name+0x12/0x40, or a pattern\n"
"      --field=FIELD    print only symbol, place, module, address, size, sympos or\n"
"                       alias\n"
"      --for=TOOL       print the line to paste: kprobe, ftrace, perf, bpftrace,\n"
"                       libbpf, livepatch, systemtap, gdb or crash\n"
"      --json           print JSON\n"
"      --limit=N        print no more than N; 0: all; default 100 without --json\n"
"      --color=WHEN     auto, always or never\n"
"\n"
"list: all symbols that have an alias, or those of them that are meant\n"
"      --field=FIELD    as above\n"
"      --json           print JSON\n"
"      --color=WHEN     auto, always or never\n"
"\n"
"addr: what is at an address\n"
"      --kaslr=OFFSET   how far the kernel was from where its file has it\n"
"      --field=FIELD    as above\n"
"      --for=TOOL       as above\n"
"      --json           print JSON\n"
"      --color=WHEN     auto, always or never\n"
"\n"
"decode: copy a stack dump, a report or a trace from FILE or standard input, with\n"
"lines below each ambiguous place that tell which symbols it can be\n"
"      --follow         decode each line as it comes, from a log that goes on\n"
"      --kaslr=OFFSET   as above; default: what the text tells\n"
"      --color=WHEN     auto, always or never\n"
"\n"
"diff: what became of the aliases of one kernel in another\n"
"      --all            tell of those that are the same, too\n"
"      --json           print JSON\n"
"\n"
"All commands:\n"
"  -f, --from=FILE      ask FILE, not the running kernel: a copy of /proc/kallsyms,\n"
"                       System.map, vmlinux, a module, a program; can be repeated\n"
"      --table=FILE     the table of true paths; default: System.aliases beside\n"
"                       FILE, or in /lib/modules/VERSION\n"
"      --no-table       use no table\n"
"\n"
"Exit status: 0 one symbol for each query, 1 nothing found (diff: differences),\n"
"2 usage, I/O or malformed input, 3 several symbols for one query.\n";

enum {
	OPTION_ALL = 256,
	OPTION_COLOR,
	OPTION_FIELD,
	OPTION_FOLLOW,
	OPTION_FOR,
	OPTION_JSON,
	OPTION_KASLR,
	OPTION_LIMIT,
	OPTION_NO_TABLE,
	OPTION_TABLE,
};

static const struct command_option known[] = {
	{ { "all",	no_argument,	   NULL, OPTION_ALL },	"D" },
	{ { "color",	required_argument, NULL, OPTION_COLOR },	"flad" },
	{ { "field",	required_argument, NULL, OPTION_FIELD },	"fla" },
	{ { "follow",	no_argument,	   NULL, OPTION_FOLLOW },	"d" },
	{ { "for",	required_argument, NULL, OPTION_FOR },		"fa" },
	{ { "from",	required_argument, NULL, 'f' },			"flad" },
	{ { "json",	no_argument,	   NULL, OPTION_JSON },		"flaD" },
	{ { "kaslr",	required_argument, NULL, OPTION_KASLR },	"ad" },
	{ { "limit",	required_argument, NULL, OPTION_LIMIT },	"f" },
	{ { "no-table",	no_argument,	   NULL, OPTION_NO_TABLE },	"fladD" },
	{ { "table",	required_argument, NULL, OPTION_TABLE },	"flad" },
	{ { "help",	no_argument,	   NULL, 'h' },			"fladD" },
	{ { "version",	no_argument,	   NULL, 'V' },			"fladD" },
};

void arguments_help(void)
{
	fputs(help, stdout);
}

static uint64_t parse_number(const char *option, const char *word,
			     unsigned int base, uint64_t most)
{
	const char *digits = base == 16 && !strncmp(word, "0x", 2) ? word + 2 : word;
	unsigned long long value;
	const char *end = text_parse_number(digits, base, &value);

	if (!end || *end || value > most)
		fatal(PROGRAM, "--%s=%s: not a number", option, word);
	return value;
}

static void set_colour(struct arguments *arguments, const char *word)
{
	bool is_terminal = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");

	if (strcmp(word, "auto") && strcmp(word, "always") && strcmp(word, "never"))
		fatal(PROGRAM, "--color=%s: not auto, always or never", word);
	arguments->is_coloured = *word == 'a' && (word[1] == 'l' || is_terminal);
}

static void set_output_form(struct arguments *arguments, int option, const char *value)
{
	switch (option) {
	case OPTION_FIELD:
		arguments->field = field_parse(value);
		if (arguments->field == FIELD_COUNT)
			fatal(PROGRAM, "--field=%s: not symbol, place, module, address, size, sympos or alias",
			      value);
		break;
	case OPTION_FOR:
		arguments->recipe = recipe_find(value);
		if (!arguments->recipe)
			fatal(PROGRAM, "--for=%s: not one of %s", value, recipe_tools());
		break;
	case OPTION_JSON:
		arguments->is_json = true;
		break;
	case OPTION_COLOR:
		set_colour(arguments, value);
		break;
	case OPTION_LIMIT:
		arguments->limit = parse_number("limit", value, 10, UINT32_MAX);
		arguments->has_limit = true;
		break;
	case OPTION_FOLLOW:
		arguments->is_followed = true;
		break;
	case OPTION_ALL:
		arguments->is_whole = true;
		break;
	}
}

static void set(struct arguments *arguments, int option, char *value)
{
	switch (option) {
	case 'f':
		arguments->from = grown(arguments->from, arguments->from_count,
					sizeof(*arguments->from));
		arguments->from[arguments->from_count++] = value;
		break;
	case OPTION_TABLE:
		arguments->table = value;
		break;
	case OPTION_NO_TABLE:
		arguments->table = "";
		break;
	case OPTION_KASLR:
		arguments->kaslr = parse_number("kaslr", value, 16, UINT64_MAX);
		arguments->has_kaslr = true;
		break;
	case 'h':
		arguments_help();
		exit(EXIT_FOUND);
	case 'V':
		options_version();
		exit(EXIT_FOUND);
	default:
		set_output_form(arguments, option, value);
	}
}

static void check(const struct arguments *arguments, const struct resolver_command *command)
{
	int count = arguments->word_count;

	if (count < command->least)
		fatal(PROGRAM, "%s: %s missing: see kas_alias %s --help", command->name,
		      command->words, command->name);
	if (command->most >= 0 && count > command->most)
		fatal(PROGRAM, "%s: %s: one word too many: see kas_alias %s --help",
		      command->name, arguments->words[command->most], command->name);
	if (arguments->is_json + !!arguments->recipe +
	    (arguments->field != FIELD_COUNT) > 1)
		fatal(PROGRAM, "%s: --json, --for and --field exclude each other",
		      command->name);
}

void arguments_parse(struct arguments *arguments, const struct resolver_command *command,
		     int argc, char **argv)
{
	const struct command_line line = {
		command->name, command->letter, known, sizeof(known) / sizeof(*known),
	};
	int option;

	*arguments = (struct arguments){
		.command = command->name,
		.field = FIELD_COUNT,
		.is_aligned = isatty(STDOUT_FILENO),
	};
	set_colour(arguments, "auto");
	while ((option = command_line_next(&line, argc, argv)) != -1)
		set(arguments, option, optarg);
	arguments->words = argv + optind;
	arguments->word_count = argc - optind;
	check(arguments, command);
}

void arguments_free(struct arguments *arguments)
{
	free(arguments->from);
}
