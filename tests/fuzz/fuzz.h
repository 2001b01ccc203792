/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fuzz targets: what reads input that nobody vouches for, fed with bytes. They
 * abort() when something is wrong that no sanitizer sees.
 *
 * engine.c runs them: under libFuzzer, which looks for inputs that reach new code,
 * or with GCC alone, which tries the same number of inputs each time.
 */
#ifndef KAS_ALIAS_FUZZ_H
#define KAS_ALIAS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* No input is larger. */
#define FUZZ_MOST 32768

struct fuzz_target {
	const char *name;
	void (*run)(const uint8_t *data, size_t size);
	bool is_elf;		/* an ELF file, and FUZZ_CONTROLS bytes */
};

/* Behind the bytes of an ELF file: what says how it is read. */
#define FUZZ_CONTROLS 4

/* The targets of each file, ended by one without a name. */
extern const struct fuzz_target elf_targets[], text_targets[], plugin_targets[];

/* must() - abort() with a message unless @condition */
void must(bool condition, const char *what);

/* A generator of numbers; the same ones for the same state. */
uint32_t random_next(uint64_t *state);
uint32_t random_below(uint64_t *state, uint32_t limit);

/*
 * mutate_elf() - change some field of an ELF file, or a name in it
 * @bytes: @size of them, with room for @most
 * Returns the new size.
 */
size_t mutate_elf(uint8_t *bytes, size_t size, size_t most, uint64_t *state);

/* mutate_bytes() - change some bytes of anything; like mutate_elf() */
size_t mutate_bytes(uint8_t *bytes, size_t size, size_t most, uint64_t *state);

#endif
