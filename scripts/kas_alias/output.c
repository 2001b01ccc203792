// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file that is written whole or not at all; see output.h.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "output.h"

#define BUFFER_SIZE (256 * 1024)
#define TEMPORARY ".tmp_kas_alias.XXXXXX"

/*
 * Not yet committed. A signal handler reads the list; that is safe since every
 * change of it is one store, made before or after calls into the C library.
 */
static struct output *unfinished;

static void remove_unfinished(void)
{
	struct output *output;

	for (output = unfinished; output; output = output->next)
		if (output->temporary)
			unlink(output->temporary);
}

static void on_signal(int number)
{
	remove_unfinished();
	signal(number, SIG_DFL);
	raise(number);
}

static void prepare_removal(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	static bool prepared;
	size_t i;

	if (prepared)
		return;
	prepared = true;
	atexit(remove_unfinished);
	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (signal(signals[i], on_signal) == SIG_IGN)
			signal(signals[i], SIG_IGN);	/* nohup */
	/* A file over the limit is an error of write(), as a full disk is. */
	signal(SIGXFSZ, SIG_IGN);
}

/* "dir/file" -> "dir/.tmp_kas_alias.XXXXXX" */
static char *temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t directory = slash ? (size_t)(slash + 1 - path) : 0;
	char *name = xcalloc(directory + sizeof(TEMPORARY), 1);

	memcpy(name, path, directory);
	memcpy(name + directory, TEMPORARY, sizeof(TEMPORARY));
	return name;
}

__attribute__((noreturn))
static void cannot(struct output *output, const char *what)
{
	fatal(output->path, "cannot %s: %s", what, strerror(errno));
}

void output_open(struct output *output, const char *path)
{
	struct stat status;
	int fd;

	output->path = path;
	output->temporary = NULL;
	output->stream = NULL;
	if (!stat(path, &status) && !S_ISREG(status.st_mode))
		fatal(path, "cannot write: not a regular file");

	prepare_removal();
	output->next = unfinished;
	unfinished = output;
	output->temporary = temporary_name(path);
	fd = mkstemp(output->temporary);
	if (fd < 0)
		cannot(output, "write: no temporary file beside it");
	output->stream = fdopen(fd, "w");
	if (!output->stream)
		cannot(output, "write");
	setvbuf(output->stream, NULL, _IOFBF, BUFFER_SIZE);
}

void output_write(struct output *output, const void *bytes, size_t size)
{
	if (fwrite(bytes, 1, size, output->stream) != size)
		cannot(output, "write");
}

static void forget(struct output *output)
{
	struct output **link = &unfinished;

	while (*link != output)
		link = &(*link)->next;
	*link = output->next;
	free(output->temporary);
	output->temporary = NULL;
}

void output_commit(struct output *output, mode_t mode)
{
	if (fflush(output->stream))
		cannot(output, "write");
	if (fchmod(fileno(output->stream), mode))
		cannot(output, "set permissions");
	if (fclose(output->stream))
		cannot(output, "write");
	if (rename(output->temporary, output->path))
		cannot(output, "rename into place");
	forget(output);
}

mode_t output_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}
