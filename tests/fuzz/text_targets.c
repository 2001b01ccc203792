// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Text that the checker reads: frequency files, lists, assembler sources, tags, and
 * what an output would replace. With an object of the directory of seeds, "a.o".
 */
#include <stdlib.h>
#include <string.h>

#include "count/frequency.h"
#include "diag.h"
#include "fuzz.h"
#include "grammar.h"
#include "sandbox.h"

static char *objects[] = { "a.o", NULL };
static size_t object_size;

static struct options default_options(void)
{
	struct options options = {
		.separator = '@',
		.level = KAS_LEVEL_ALL,
		.max_length = KAS_MAX_LENGTH,
		.with_line = true,
		.files = objects,
		.file_count = 1,
	};
	const char *path = getenv("FUZZ_OBJECT");
	static uint8_t object[FUZZ_MOST];

	if (object_size)
		return options;
	must(path, "FUZZ_OBJECT is no object");
	object_size = sandbox_read(path, object, sizeof(object));
	must(object_size < sizeof(object), "FUZZ_OBJECT cannot be read");
	sandbox_write("a.o", object, object_size);
	sandbox_write("b.o", object, object_size);
	return options;
}

static void fuzz_names(const uint8_t *data, size_t size)
{
	struct options options = default_options();
	size_t input = object_size + size;

	sandbox_write("text", data, size);
	options.names = "text";
	options.output = "out.o";
	sandbox_remove("out.o");
	sandbox_run(prune, &options, input);
	options.keep_all = true;
	sandbox_run(verify, &options, input);
	options.base = "text";
	options.output = "names";
	sandbox_run(census, &options, input);
}

typedef uint32_t count_of(const struct frequency *frequency, const char *text,
			  size_t length, uint64_t hash);

/* A name, what begins like it, and what goes on after it. No name is empty. */
static void compare_counts(const struct frequency *loaded, const struct frequency *searched,
			   const struct name *name)
{
	static count_of *const kinds[] = {
		frequency_of, frequency_of_alias, frequency_of_versions,
	};
	char *text = xcalloc(name->length + 1, 1);
	size_t length, i;

	memcpy(text, name->text, name->length);
	text[name->length] = '@';
	for (length = name->length > 1 ? name->length - 1 : 1; length <= name->length + 1; length++)
		for (i = 0; i < 3; i++) {
			uint64_t hash = kas_hash(KAS_HASH_SEED, text, length);

			must(kinds[i](loaded, text, length, hash) ==
			     kinds[i](searched, text, length, hash),
			     "a search gives another count than the whole file");
		}
	free(text);
}

static int look_up(const struct options *options)
{
	struct frequency loaded, searched;
	const struct counts *tables[] = {
		&loaded.names, &loaded.aliases, &loaded.versions,
	};
	size_t i, j;

	frequency_open(&loaded, options->names, options->separator, SIZE_MAX);
	frequency_open(&searched, options->names, options->separator, 0);
	for (i = 0; i < 3; i++)
		for (j = 0; j < tables[i]->names.count; j++)
			compare_counts(&loaded, &searched, &tables[i]->names.at[j]);
	frequency_free(&searched);
	frequency_free(&loaded);
	return EXIT_CLEAN;
}

/* Two ways to ask one file. */
static void fuzz_lookup(const uint8_t *data, size_t size)
{
	struct options options = default_options();

	sandbox_write("text", data, size);
	options.names = "text";
	sandbox_run(look_up, &options, size * 2);
	options.separator = '.';
	sandbox_run(look_up, &options, size * 2);
}

static void fuzz_list(const uint8_t *data, size_t size)
{
	struct options options = default_options();

	/* Each object that it names is one more input. */
	sandbox_write("text", data, size);
	options.list = "text";
	options.file_count = 0;
	options.output = "names";
	options.list_end = size % 2 ? "END" : NULL;
	if (sandbox_run(census, &options, (1 + size / 4) * object_size) == EXIT_CLEAN) {
		options.names = "names";
		options.output = NULL;
		must(sandbox_run(verify, &options, (1 + size / 4) * object_size) !=
		     EXIT_TROUBLE, "verify refuses what census took");
	}
}

static void fuzz_source(const uint8_t *data, size_t size)
{
	struct options options = default_options();

	sandbox_write("text", data, size);
	options.source = "text";
	options.path = "a.S";
	options.output = "out.o";
	sandbox_remove("out.o");
	must(sandbox_run(mark, &options, object_size + size) == EXIT_CLEAN,
	     "a source is refused");
}

/* What debug information tells: a list is taken or refused as a whole. */
static void fuzz_tags(const uint8_t *data, size_t size)
{
	struct options options = default_options();

	sandbox_write("text", data, size);
	options.tags = "text";
	options.path = "a.c";
	options.output = "out.o";
	options.with_line = size % 2;
	sandbox_remove("out.o");
	if (sandbox_run(mark, &options, object_size + size) != EXIT_CLEAN)
		return;
	must(size >= 4 && !memcmp(data + size - 4, "end\n", 4), "a list without an end is taken");
}

/* An output is replaced by another, or stays what it is. */
static void fuzz_replaced(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "old-names", "old-digests" };
	struct options options = default_options();
	static uint8_t now[FUZZ_MOST + 1];
	size_t i;

	for (i = 0; i < 2; i++)
		sandbox_write(names[i], data, size);
	options.output = names[0];
	options.digests = names[1];
	if (sandbox_run(census, &options, object_size + size) == EXIT_CLEAN)
		return;
	for (i = 0; i < 2; i++)
		must(sandbox_read(names[i], now, sizeof(now)) == (long)size &&
		     !memcmp(now, data, size), "refused, and changed");
}

const struct fuzz_target text_targets[] = {
	{ "names", fuzz_names, false },
	{ "lookup", fuzz_lookup, false },
	{ "list", fuzz_list, false },
	{ "source", fuzz_source, false },
	{ "tags", fuzz_tags, false },
	{ "replaced", fuzz_replaced, false },
	{ NULL, NULL, false },
};
