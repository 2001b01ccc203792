// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ELF files, read by each command, and by one after the other.
 */
#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "grammar.h"
#include "sandbox.h"
#include "diag.h"

static char *inputs[] = { "in.o", NULL, NULL };

/* The last bytes of an input say how the rest is read. */
static struct options read_options(const uint8_t *controls)
{
	struct options options = {
		.separator = controls[0] & 1 ? '.' : '@',
		.level = (controls[0] >> 1 & 3) % 3,
		.keep_all = controls[0] & 8,
		.with_line = !(controls[0] & 16),
		.max_length = controls[0] & 32 ? KAS_LEAST_MAX_LENGTH + (controls[1] & 15) :
						 KAS_MAX_LENGTH,
		.verbose = controls[0] & 64,
		.files = inputs,
		.file_count = 1,
	};

	return options;
}

static int run_census(struct options options, char **files, size_t count, size_t size)
{
	options.output = "names";
	options.digests = "digests";
	options.files = files;
	options.file_count = count;
	return sandbox_run(census, &options, size * count);
}

static int run_mark(struct options options, size_t size)
{
	options.path = "a.c";
	options.output = "out.o";
	return sandbox_run(mark, &options, size);
}

static int run_prune(struct options options, size_t size)
{
	options.names = "names";
	options.output = "out.o";
	return sandbox_run(prune, &options, size);
}

static int run_verify(struct options options, char **files, size_t size)
{
	options.names = "names";
	options.files = files;
	return sandbox_run(verify, &options, size);
}

/* Those of "in.o", or some. */
static void make_names(const struct options *options, uint8_t how, size_t size)
{
	static const char some[] =
		"@f@a_c_1:2\n@g@a_c_3:1\nf:2\nf@LIB:1\ng:2\nonly:1\n";
	char *twice[] = { "in.o", "in.o", NULL };

	if (how & 1 && run_census(*options, twice, 1 + (how >> 1 & 1), size) == EXIT_CLEAN)
		return;
	sandbox_write("names", some, sizeof(some) - 1);
}

/* Write the ELF file of an input; returns what follows it, or NULL if that is missing. */
static const uint8_t *take_input(const uint8_t *data, size_t size)
{
	if (size < FUZZ_CONTROLS)
		return NULL;
	sandbox_remove("out.o");
	sandbox_write("in.o", data, size - FUZZ_CONTROLS);
	return data + size - FUZZ_CONTROLS;
}

static uint8_t one[FUZZ_MOST * 64], other[FUZZ_MOST * 64];

struct loaded {
	const uint8_t *bytes;
	size_t size;
	bool is_64bit, is_big_endian;
};

static uint64_t number(const struct loaded *file, uint64_t at, unsigned int width)
{
	uint64_t value = 0;
	unsigned int i;

	must(at <= file->size && width <= file->size - at, "a header beyond the end");
	for (i = 0; i < width; i++)
		value = value << 8 |
			file->bytes[at + (file->is_big_endian ? i : width - 1 - i)];
	return value;
}

#define MEMBER(file, at, type, member) ((file)->is_64bit ?			\
	number(file, (at) + offsetof(Elf64_##type, member),			\
	       sizeof(((Elf64_##type *)0)->member)) :				\
	number(file, (at) + offsetof(Elf32_##type, member),			\
	       sizeof(((Elf32_##type *)0)->member)))

static uint64_t section(const struct loaded *file, uint32_t index)
{
	return MEMBER(file, 0, Ehdr, e_shoff) +
	       index * (file->is_64bit ? sizeof(Elf64_Shdr) : sizeof(Elf32_Shdr));
}

static uint32_t count_sections(const struct loaded *file)
{
	uint32_t count = MEMBER(file, 0, Ehdr, e_shnum);

	return count ? count : MEMBER(file, section(file, 0), Shdr, sh_size);
}

static bool is_loaded(const struct loaded *file, uint64_t header)
{
	uint32_t type = MEMBER(file, header, Shdr, sh_type);

	return MEMBER(file, header, Shdr, sh_flags) & SHF_ALLOC &&
	       type != SHT_NOBITS && type != SHT_NULL && type != SHT_REL &&
	       type != SHT_RELA && type != SHT_GROUP;
}

/* What is loaded of a result is what is loaded of its input. */
static void compare_loaded(const struct loaded *in, const struct loaded *out)
{
	uint32_t count = count_sections(in), i;

	must(count == count_sections(out), "another number of sections");
	for (i = 1; i < count; i++) {
		uint64_t old = section(in, i), new = section(out, i);
		uint64_t from, to, size;

		if (!is_loaded(in, old))
			continue;
		from = MEMBER(in, old, Shdr, sh_offset);
		to = MEMBER(out, new, Shdr, sh_offset);
		size = MEMBER(in, old, Shdr, sh_size);
		must(size == MEMBER(out, new, Shdr, sh_size), "another size");
		must(from <= in->size && size <= in->size - from &&
		     to <= out->size && size <= out->size - to, "beyond the end");
		must(!memcmp(in->bytes + from, out->bytes + to, size),
		     "loaded bytes changed");
	}
}

/* Pairs for a judge that is not ours: tests/fuzz/oracle. */
static void keep_pair(const uint8_t *in, size_t in_size, const uint8_t *out,
		      size_t out_size)
{
	static const char *directory;
	static unsigned int number;
	char name[4096];
	int end;

	if (!directory)
		directory = getenv("FUZZ_PAIRS") ? getenv("FUZZ_PAIRS") : "";
	if (!*directory)
		return;
	for (end = 0; end < 2; end++) {
		snprintf(name, sizeof(name), "%s/%d-%u.%s", directory, getpid(),
			 number, end ? "out" : "in");
		sandbox_write(name, end ? out : in, end ? out_size : in_size);
	}
	number++;
}

static bool check_result(void)
{
	long in_size = sandbox_read("in.o", one, sizeof(one));
	long out_size = sandbox_read("out.o", other, sizeof(other));
	struct loaded in = { one, in_size, false, false };
	struct loaded out = { other, out_size, false, false };

	must(out_size >= 0, "success without an output");
	if (out_size == sizeof(other))	/* not all of it */
		return false;
	in.is_64bit = out.is_64bit = one[EI_CLASS] == ELFCLASS64;
	in.is_big_endian = out.is_big_endian = one[EI_DATA] == ELFDATA2MSB;
	compare_loaded(&in, &out);
	keep_pair(one, in_size, other, out_size);
	return true;
}

static void no_output(const char *name)
{
	must(access(name, F_OK), "an output in spite of an error");
}

static void fuzz_census(const uint8_t *data, size_t size)
{
	const uint8_t *controls = take_input(data, size);
	char *twice[] = { "in.o", "in.o", NULL };

	if (!controls)
		return;
	sandbox_remove("names");
	if (run_census(read_options(controls), twice, 1 + (controls[2] & 1),
		       size) != EXIT_CLEAN)
		no_output("names");
}

static void fuzz_mark(const uint8_t *data, size_t size)
{
	const uint8_t *controls = take_input(data, size);
	struct options options;

	if (!controls)
		return;
	options = read_options(controls);
	if (run_mark(options, size) != EXIT_CLEAN)
		no_output("out.o");
	else
		check_result();
}

static void fuzz_prune(const uint8_t *data, size_t size)
{
	const uint8_t *controls = take_input(data, size);
	struct options options;
	char *result[] = { "out.o", NULL };

	if (!controls)
		return;
	options = read_options(controls);
	make_names(&options, controls[2], size);
	if (run_prune(options, size) != EXIT_CLEAN)
		no_output("out.o");
	else if (check_result())
		must(run_verify(options, result, size * 4) != EXIT_TROUBLE,
		     "verify cannot read what prune wrote");
}

static void fuzz_verify(const uint8_t *data, size_t size)
{
	const uint8_t *controls = take_input(data, size);
	struct options options;

	if (!controls)
		return;
	options = read_options(controls);
	make_names(&options, controls[2], size);
	run_verify(options, inputs, size);
}

/* mark, census, prune, verify, as a build does. */
static void fuzz_flow(const uint8_t *data, size_t size)
{
	const uint8_t *controls = take_input(data, size);
	char *result[] = { "out.o", NULL };
	struct options options;
	long marked;

	if (!controls)
		return;
	options = read_options(controls);
	options.level = KAS_LEVEL_ALL;
	if (run_mark(options, size) != EXIT_CLEAN)
		return;
	marked = sandbox_read("out.o", other, sizeof(other));
	if (marked == sizeof(other))
		return;
	sandbox_write("in.o", other, marked);
	if (run_census(options, inputs, 1, marked) == EXIT_CLEAN &&
	    run_prune(options, marked) == EXIT_CLEAN && check_result())
		must(run_verify(options, result, marked) != EXIT_TROUBLE,
		     "verify cannot read what prune wrote");
}

const struct fuzz_target elf_targets[] = {
	{ "census", fuzz_census, true },
	{ "mark", fuzz_mark, true },
	{ "prune", fuzz_prune, true },
	{ "verify", fuzz_verify, true },
	{ "flow", fuzz_flow, true },
	{ NULL, NULL, false },
};
