// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What runs the targets; see fuzz.h. Linked with libFuzzer, its options follow the
 * name of the target, which stands in the environment as FUZZ_TARGET:
 *
 *	FUZZ_TARGET=prune .build/fuzz/libfuzzer CORPUS -max_total_time=60
 *
 * and without, as make check has it:
 *
 *	.build/fuzz/replay TARGET CORPUS RUNS	(no TARGET: the names of all)
 *	.build/fuzz/replay TARGET FILE		(one input as it is)
 */
#undef exit
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "sandbox.h"

static const struct fuzz_target *const tables[] = {
	elf_targets, text_targets, plugin_targets,
};

static const struct fuzz_target *target;

void must(bool condition, const char *what)
{
	if (condition)
		return;
	dprintf(STDERR_FILENO, "fuzz: error: %s\n", what);
	abort();
}

static const struct fuzz_target *find_target(const char *name)
{
	const struct fuzz_target *found;
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (found = tables[i]; found->name; found++)
			if (!strcmp(found->name, name))
				return found;
	fprintf(stderr, "fuzz: error: %s: no such target\n", name);
	exit(2);
}

const char *__asan_default_options(void)
{
	return "quarantine_size_mb=8:malloc_context_size=5:allocator_may_return_null=1";
}

static size_t mutate_once(uint8_t *bytes, size_t size, size_t most, uint64_t *state);

static size_t mutate(uint8_t *bytes, size_t size, size_t most, unsigned int seed)
{
	uint64_t state = seed * 2 + 1ULL;
	uint32_t times = 1 + random_below(&state, 4);

	for (; times; times--)
		size = mutate_once(bytes, size, most, &state);
	return size;
}

#ifdef LIBFUZZER

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most);
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most,
			       unsigned int seed);

static size_t mutate_once(uint8_t *bytes, size_t size, size_t most, uint64_t *state)
{
	if (target->is_elf && random_below(state, 4))
		return mutate_elf(bytes, size, most, state);
	if (!random_below(state, 4))
		return mutate_bytes(bytes, size, most, state);
	return LLVMFuzzerMutate(bytes, size, most);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = getenv("FUZZ_TARGET");

	(void)argc;
	(void)argv;
	target = find_target(name ? name : "");
	sandbox_init();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (size <= FUZZ_MOST)
		target->run(bytes, size);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most,
			       unsigned int seed)
{
	return mutate(bytes, size, most, seed);
}

#else

#include <dirent.h>
#include <fcntl.h>

#define MOST_SECONDS 20		/* for one input */

static struct seed {
	char *name;
	uint8_t *bytes;
	size_t size;
} *seeds;
static size_t seed_count;

static size_t mutate_once(uint8_t *bytes, size_t size, size_t most, uint64_t *state)
{
	if (target->is_elf && random_below(state, 4))
		return mutate_elf(bytes, size, most, state);
	return mutate_bytes(bytes, size, most, state);
}

static void read_seed(const char *path)
{
	static uint8_t bytes[FUZZ_MOST];
	int fd = open(path, O_RDONLY);
	struct seed *seed;
	ssize_t size;

	if (fd < 0)
		return;
	size = read(fd, bytes, sizeof(bytes));
	close(fd);
	if (size < 0)
		return;
	seeds = realloc(seeds, (seed_count + 1) * sizeof(*seeds));
	seed = &seeds[seed_count++];
	seed->name = strdup(path);
	seed->size = size;
	seed->bytes = malloc(size + 1);
	memcpy(seed->bytes, bytes, size);
}

static int by_name(const void *one, const void *other)
{
	return strcmp(((const struct seed *)one)->name,
		      ((const struct seed *)other)->name);
}

static void read_seeds(const char *path)
{
	DIR *directory = opendir(path);
	struct dirent *entry;
	char name[4096];

	if (!directory) {
		read_seed(path);
		return;
	}
	while ((entry = readdir(directory))) {
		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		if (*entry->d_name != '.')
			read_seed(name);
	}
	closedir(directory);
	qsort(seeds, seed_count, sizeof(*seeds), by_name);
}

/* What was run last, for whoever looks into a failure. */
static const char *failed;

static void run(const uint8_t *bytes, size_t size)
{
	/* Of just that size, so that a sanitizer sees what goes beyond. */
	uint8_t *copy = malloc(size ? size : 1);
	int fd;

	memcpy(copy, bytes, size);
	if (failed) {
		fd = open(failed, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		must(write(fd, copy, size) == (ssize_t)size && !close(fd),
		     "cannot keep an input");
	}
	alarm(MOST_SECONDS);
	target->run(copy, size);
	free(copy);
}

static void list(void)
{
	const struct fuzz_target *found;
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (found = tables[i]; found->name; found++)
			puts(found->name);
}

int main(int argc, char **argv)
{
	static uint8_t bytes[FUZZ_MOST];
	unsigned long runs = argc > 3 ? strtoul(argv[3], NULL, 10) : 0, i;

	if (argc < 3) {
		list();
		return 0;
	}
	target = find_target(argv[1]);
	read_seeds(argv[2]);
	must(seed_count, "no input");
	failed = getenv("FUZZ_FAILED");
	sandbox_init();
	for (i = 0; i < seed_count; i++)
		run(seeds[i].bytes, seeds[i].size);
	for (i = 0; i < runs; i++) {
		const struct seed *seed = &seeds[i % seed_count];

		memcpy(bytes, seed->bytes, seed->size);
		run(bytes, mutate(bytes, seed->size, FUZZ_MOST, i));
	}
	dprintf(STDERR_FILENO, "%lu inputs\n", seed_count + runs);
	for (i = 0; i < seed_count; i++) {
		free(seeds[i].name);
		free(seeds[i].bytes);
	}
	free(seeds);
	return 0;
}

#endif
