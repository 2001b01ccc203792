// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Messages and memory; see diag.h.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"

__attribute__((format(printf, 3, 0)))
static void report(const char *file, const char *severity, const char *format,
		   va_list arguments)
{
	/* What is on stdout was said before this. */
	fflush(stdout);
	fprintf(stderr, "%s: %s: ", file, severity);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
}

void error(const char *file, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(file, "error", format, arguments);
	va_end(arguments);
}

void warning(const char *file, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(file, "warning", format, arguments);
	va_end(arguments);
}

void fatal(const char *file, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(file, "error", format, arguments);
	va_end(arguments);
	exit(EXIT_TROUBLE);
}

void close_stdout(void)
{
	if (!ferror(stdout) && !fclose(stdout))
		return;
	fputs(PROGRAM ": error: cannot write to standard output\n", stderr);
	_exit(EXIT_TROUBLE);
}

void *xcalloc(size_t count, size_t size)
{
	/* calloc(0) may return NULL. */
	void *memory = calloc(count ? count : 1, size);

	if (!memory)
		fatal(PROGRAM, "out of memory");
	return memory;
}

void *xrealloc(void *memory, size_t count, size_t size)
{
	memory = reallocarray(memory, count ? count : 1, size);
	if (!memory)
		fatal(PROGRAM, "out of memory");
	return memory;
}

char *xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t length)
{
	char *copy = strndup(text, length);

	if (!copy)
		fatal(PROGRAM, "out of memory");
	return copy;
}

void *grown(void *array, size_t used, size_t size)
{
	if (used & (used - 1))
		return array;
	return xrealloc(array, used ? used * 2 : 1, size);
}
