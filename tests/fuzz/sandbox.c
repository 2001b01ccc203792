// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Commands of the checker in this process; see sandbox.h.
 *
 * The parts that keep state are included, so that it can be set back; exit() and
 * fopen() of the checker lead here (Makefile).
 */
#define _GNU_SOURCE
#undef exit
#undef fopen
#undef fclose
#include <dirent.h>
#include <fcntl.h>
#include <libelf.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "sandbox.h"

#include "../../scripts/kas_alias/mapped.c"
#include "../../scripts/kas_alias/output.c"

/* What each command needs for nothing: tables of names, buffers of outputs. */
#define FLOOR (16 << 10)
#define FACTOR 4

/* Memory that the running command has, and a table of it by address: index + 1. */
#define MOST (1 << 15)
#define SLOTS (2 * MOST)
static struct {
	const volatile void *at;
	size_t size;
} memory[MOST];
static uint32_t slots[SLOTS];

static bool is_running;
static size_t live, live_count, peak, written;
static jmp_buf end_of_run;
static int exit_code;
static FILE *streams[8];

int __sanitizer_install_malloc_and_free_hooks(
	void (*malloc_hook)(const volatile void *, size_t),
	void (*free_hook)(const volatile void *));

static size_t home_of(const volatile void *at)
{
	return ((uintptr_t)at >> 4) * 0x9e3779b97f4a7c15ULL % SLOTS;
}

/* The slot of an address, or the free one where it would be. */
static size_t find_slot(const volatile void *at)
{
	size_t i = home_of(at);

	while (slots[i] && memory[slots[i] - 1].at != at)
		i = (i + 1) % SLOTS;
	return i;
}

/* What follows in the table moves up, as a search ends at a free slot. */
static void free_slot(size_t i)
{
	size_t next, home;

	slots[i] = 0;
	for (next = (i + 1) % SLOTS; slots[next]; next = (next + 1) % SLOTS) {
		home = home_of(memory[slots[next] - 1].at);
		if ((next - home) % SLOTS < (next - i) % SLOTS)
			continue;
		slots[i] = slots[next];
		slots[next] = 0;
		i = next;
	}
}

static void on_malloc(const volatile void *at, size_t size)
{
	if (!is_running || !at)
		return;
	must(live_count < MOST, "a command allocates too often");
	slots[find_slot(at)] = live_count + 1;
	memory[live_count].at = at;
	memory[live_count++].size = size;
	live += size;
	if (live > peak)
		peak = live;
}

static void forget_memory(const volatile void *at)
{
	size_t slot = find_slot(at);
	uint32_t i = slots[slot] - 1;

	if (!slots[slot])
		return;
	live -= memory[i].size;
	free_slot(slot);
	/* The last one takes its place. */
	if (i != --live_count) {
		slot = find_slot(memory[live_count].at);
		memory[i] = memory[live_count];
		slots[slot] = i + 1;
	}
}

static void on_free(const volatile void *at)
{
	if (is_running && at)
		forget_memory(at);
}

static void free_all(void)
{
	is_running = false;
	while (live_count) {
		void *at = (void *)memory[live_count - 1].at;

		forget_memory(at);
		free(at);
	}
}

FILE *sandbox_fopen(const char *path, const char *mode)
{
	FILE *stream = fopen(path, mode);
	size_t i;

	for (i = 0; stream && streams[i]; i++)
		must(i + 1 < sizeof(streams) / sizeof(*streams), "many open files");
	if (stream)
		streams[i] = stream;
	return stream;
}

int sandbox_fclose(FILE *stream)
{
	size_t i;

	for (i = 0; streams[i] != stream; i++)
		must(i + 1 < sizeof(streams) / sizeof(*streams), "a file closed twice");
	streams[i] = NULL;
	return fclose(stream);
}

/* What the end of the process would do. */
static void clean_up(void)
{
	size_t i;

	output_abandon();
	for (; unfinished; unfinished = unfinished->next)
		if (unfinished->temporary && unfinished->fd > 0)
			close(unfinished->fd);
	for (; all; all = all->next)
		if (all->size)
			munmap(all->bytes, all->size);
	for (i = 0; i < sizeof(streams) / sizeof(*streams); i++) {
		if (streams[i])
			fclose(streams[i]);
		streams[i] = NULL;
	}
}

__attribute__((noreturn))
void sandbox_exit(int code)
{
	must(is_running, "exit() outside of a command");
	exit_code = code;
	/* While the frames are there that hold what is open. */
	clean_up();
	longjmp(end_of_run, 1);
}

static void check_clean(void)
{
	size_t i;

	must(!live_count, "a command leaks memory");
	must(!unfinished, "a command leaves an output unfinished");
	must(!all, "a command leaves an input mapped");
	for (i = 0; i < sizeof(streams) / sizeof(*streams); i++)
		must(!streams[i], "a command leaves a file open");
}

static void check_directory(void)
{
	DIR *directory = opendir(".");
	struct dirent *entry;

	while (directory && (entry = readdir(directory)))
		must(strncmp(entry->d_name, ".tmp", 4), "a temporary file is left");
	closedir(directory);
}

static size_t size_of(const char *name)
{
	struct stat status;

	return name && !stat(name, &status) ? status.st_size : 0;
}

int sandbox_run(int (*command)(const struct options *options),
		const struct options *options, size_t input)
{
	size_t most;

	live = live_count = peak = 0;
	if (!setjmp(end_of_run)) {
		is_running = true;
		exit_code = command(options);
		is_running = false;
		check_clean();
	} else {
		must(exit_code == EXIT_TROUBLE, "fatal() with another exit code");
		free_all();
	}
	check_directory();
	written = exit_code == EXIT_CLEAN ? size_of(options->output) : 0;
	most = FLOOR + FACTOR * (input + written);
	if (peak > most)
		dprintf(STDERR_FILENO,
			"%zu bytes of memory for %zu of input and %zu of output\n",
			peak, input, written);
	must(peak <= most, "a command takes too much memory");
	return exit_code;
}

void sandbox_write(const char *name, const void *bytes, size_t size)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	must(fd >= 0 && write(fd, bytes, size) == (ssize_t)size && !close(fd),
	     "cannot write a file");
}

long sandbox_read(const char *name, void *bytes, size_t size)
{
	int fd = open(name, O_RDONLY);
	ssize_t got;

	if (fd < 0)
		return -1;
	got = read(fd, bytes, size);
	close(fd);
	return got;
}

void sandbox_remove(const char *name)
{
	unlink(name);
}

static char directory[] = "/dev/shm/kas_alias-fuzz.XXXXXX";

static void leave(void)
{
	if (chdir("/") || !*directory)
		return;
	if (execlp("rm", "rm", "-rf", directory, NULL))
		_exit(EXIT_FAILURE);
}

/* The directory goes away with the process, however that ends. */
static void watch_directory(void)
{
	int alive[2];
	char byte;

	must(!pipe2(alive, O_CLOEXEC), "no pipe");
	if (fork()) {
		close(alive[0]);
		return;
	}
	close(alive[1]);
	setsid();
	while (read(alive[0], &byte, 1) > 0)
		;
	leave();
	_exit(EXIT_FAILURE);
}

void sandbox_init(void)
{
	static char none[1], buffer[BUFSIZ];

	/* What libraries allocate once is nobody's leak. */
	elf_version(EV_CURRENT);
	elf_end(elf_memory(none, sizeof(none)));
	elf_errmsg(-1);
	must(mkdtemp(directory), "no directory in /dev/shm");
	watch_directory();
	must(!chdir(directory), "no such directory");
	/* Messages are made, and go nowhere; libFuzzer keeps its own stream. */
	if (!getenv("FUZZ_VERBOSE"))
		stdout = stderr = fopen("/dev/null", "w");
	setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
	__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
}
