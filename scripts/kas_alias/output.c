// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file that is written whole or not at all; see output.h.
 */
#define _GNU_SOURCE /* vasprintf() */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attributes.h"
#include "diag.h"
#include "output.h"

/* Fuzz targets have it smaller, and so fill it more than once. */
#ifndef BUFFER_SIZE
#define BUFFER_SIZE ((size_t)256 * 1024)
#endif
#define HEAD_SIZE 4096
#define TEMPORARY ".tmp_kas_alias.XXXXXX"

/*
 * Not yet committed. A signal handler reads the list; that is safe since every
 * change of it is one store, made before or after calls into the C library.
 */
static struct output *unfinished;

void output_abandon(void)
{
	struct output *output;

	for (output = unfinished; output; output = output->next)
		if (output->temporary)
			unlink(output->temporary);
}

static void on_signal(int number)
{
	output_abandon();
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
	atexit(output_abandon);
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
static void cannot(const struct output *output, const char *what)
{
	fatal(output->path, "cannot %s: %s", what, strerror(errno));
}

/* Where the bytes go: a symbolic link stays one. The caller frees it. */
static char *find_target(const char *path)
{
	struct stat status;
	char *target;

	if (lstat(path, &status)) {
		if (errno != ENOENT)
			fatal(path, "cannot write: %s", strerror(errno));
		status.st_mode = 0;
	}
	if (!S_ISLNK(status.st_mode))
		return xstrdup(path);
	target = realpath(path, NULL);
	if (!target)
		fatal(path, "cannot write: a symbolic link that leads nowhere: %s",
		      strerror(errno));
	return target;
}

/* The first bytes of a file, as many as there are; -1 when it cannot be read. */
static ssize_t read_head(const char *path, char *head, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got, total = 0;

	if (fd < 0)
		return -1;
	do {
		got = read(fd, head + total, size - total);
		if (got > 0)
			total += got;
	} while (got > 0 || (got < 0 && errno == EINTR));
	close(fd);
	return got < 0 ? -1 : total;
}

static void check_kind(const struct output *output,
		       const struct output_kind *kind)
{
	char head[HEAD_SIZE];
	struct stat status;
	ssize_t size;

	if (stat(output->target, &status)) {
		if (errno != ENOENT)
			cannot(output, "write");
		return;
	}
	if (!S_ISREG(status.st_mode))
		fatal(output->path, "cannot write: not a regular file");
	size = read_head(output->target, head, sizeof(head));
	if (size < 0)
		fatal(output->path,
		      "cannot write: what is there cannot be read: %s",
		      strerror(errno));
	if (size && !kind->matches(head, size))
		fatal(output->path,
		      "cannot write: what is there is not %s: remove it first if it is not needed",
		      kind->name);
}

void output_open(struct output *output, const char *path,
		 const struct output_kind *kind)
{
	memset(output, 0, sizeof(*output));
	output->path = path;
	output->target = find_target(path);
	check_kind(output, kind);
	output->buffer = xcalloc(BUFFER_SIZE, 1);

	prepare_removal();
	output->next = unfinished;
	unfinished = output;
	output->temporary = temporary_name(output->target);
	output->fd = mkstemp(output->temporary);
	if (output->fd < 0)
		cannot(output, "write: no temporary file beside it");
}

static void write_all(struct output *output, const char *bytes, size_t size)
{
	while (size) {
		ssize_t written = write(output->fd, bytes, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			cannot(output, "write");
		bytes += written;
		size -= written;
	}
}

static void flush(struct output *output)
{
	write_all(output, output->buffer, output->used);
	output->used = 0;
}

void output_write(struct output *output, const void *bytes, size_t size)
{
	if (size > BUFFER_SIZE - output->used)
		flush(output);
	if (size > BUFFER_SIZE) {
		write_all(output, bytes, size);
		return;
	}
	memcpy(output->buffer + output->used, bytes, size);
	output->used += size;
}

void output_format(struct output *output, const char *format, ...)
{
	va_list arguments;
	char *text;
	int length;

	va_start(arguments, format);
	length = vasprintf(&text, format, arguments);
	va_end(arguments);
	if (length < 0)
		fatal(PROGRAM, "out of memory");
	output_write(output, text, length);
	free(text);
}

static void forget(struct output *output)
{
	struct output **link = &unfinished;

	while (*link != output)
		link = &(*link)->next;
	*link = output->next;
	free(output->temporary);
	free(output->target);
	free(output->buffer);
	output->temporary = NULL;
}

void output_commit(struct output *output, const struct mapped *model)
{
	flush(output);
	if (attributes_keep(output->fd, output->path, output->target, model))
		cannot(output, "set permissions");
	/* Whatever close() says, the descriptor is gone. */
	if (close(output->fd) && errno != EINTR)
		cannot(output, "write");
	if (rename(output->temporary, output->target))
		cannot(output, "rename into place");
	forget(output);
}
