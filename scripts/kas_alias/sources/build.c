// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a build compiled; see build.h.
 *
 * scripts/basic/fixdep writes the .cmd file of an object:
 *
 *	savedcmd_drivers/rtc/class.o := gcc ...
 *
 *	source_drivers/rtc/class.o := drivers/rtc/class.c
 *
 *	deps_drivers/rtc/class.o := \
 *	    $(wildcard include/config/RTC_HCTOSYS) \
 *	  include/linux/compiler-version.h \
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "../diag.h"
#include "build.h"
#include "walk.h"

/* A .cmd file that is being read. */
struct reader {
	const struct build *build;
	const char *path;
	FILE *file;
	char *line;
	size_t room, length;
};

static bool next_line(struct reader *reader)
{
	size_t room = reader->room;
	char *line = reader->line;
	ssize_t length;

	errno = 0;
	length = getline(&line, &room, reader->file);
	reader->line = line;
	reader->room = room;
	if (length < 0 && !feof(reader->file))
		fatal(reader->path, "cannot read: %s", strerror(errno));
	if (length < 0)
		return false;
	if (length && reader->line[length - 1] == '\n')
		reader->line[--length] = '\0';
	reader->length = length;
	return true;
}

/* What follows the directory in a path, or NULL. */
static char *below(char *path, const char *directory)
{
	size_t length = directory ? strlen(directory) : 0;

	if (!length || strncmp(path, directory, length) || path[length] != '/')
		return NULL;
	return path + length + 1;
}

/* Is there a component to go up from, before @end? It begins at @last then. */
static bool can_go_up(const char *start, const char *end, char **last)
{
	while (*last > start && (*last)[-1] != '/')
		(*last)--;
	return end > start && strncmp(*last, "..", end - *last);
}

/* Without ".", ".." and "//", as the plugin has paths; in place. */
static void normalise(char *path)
{
	char *start = path + (*path == '/'), *rest = start, *to = start, *part, *last;

	while ((part = strsep(&rest, "/"))) {
		size_t length = strlen(part);

		last = to;
		if (!length || !strcmp(part, "."))
			continue;
		if (!strcmp(part, "..") && can_go_up(start, to, &last)) {
			to = last > start ? last - 1 : start;
			continue;
		}
		if (to > start)
			*to++ = '/';
		memmove(to, part, length);
		to += length;
	}
	*to = '\0';
}

/* A path as a build writes it, relative to the sources where it is below them. */
static char *source_path(const struct build *build, char *path)
{
	char *rest;

	rest = below(path, build->srctree) ?: below(path, build->real_srctree) ?: path;
	if (strstr(rest, "./") || strstr(rest, "//"))
		normalise(rest);
	return rest;
}

/* The next file that the record names, or NULL at its end. */
static char *next_path(struct reader *reader, bool *is_source)
{
	static const char source[] = "source_";

	while (next_line(reader)) {
		char *line = reader->line, *path;
		size_t length = reader->length;

		*is_source = !strncmp(line, source, strlen(source));
		path = *is_source ? strstr(line, ":= ") : NULL;
		if (path)
			return source_path(reader->build, path + strlen(":= "));
		if (length < 3 || memcmp(line, "  ", 2) || line[2] == ' ' || line[2] == '$')
			continue;
		if (length > 4 && !strcmp(line + length - 2, " \\"))
			line[length - 2] = '\0';
		return source_path(reader->build, line + 2);
	}
	return NULL;
}

static void add_unit(struct build *build, const char *source, const char *record)
{
	uint32_t known = build->sources.count, unit;

	unit = files_add(&build->sources, source, strlen(source));
	if (unit == known) {
		build->units = grown(build->units, known, sizeof(*build->units));
		build->units[unit] = (struct unit){ .record = NO_FILE };
	}
	build->records = grown(build->records, build->record_count, sizeof(*build->records));
	build->records[build->record_count] = (struct record){
		.path = xstrdup(record),
		.next = build->units[unit].record,
	};
	build->units[unit].record = build->record_count++;
}

/* Gets each path of a record; returns whether to go on. */
typedef bool path_visit(void *data, const char *path, bool is_source);

static void read_record(const struct build *build, const char *record, path_visit *visit,
			void *data)
{
	struct reader reader = { .build = build, .path = record };
	bool is_source;
	char *path;

	reader.file = fopen(record, "r");
	/* Gone: below the build may be that of another kernel. */
	if (!reader.file && errno == ENOENT)
		return;
	if (!reader.file)
		fatal(record, "cannot open: %s", strerror(errno));
	while ((path = next_path(&reader, &is_source)) && visit(data, path, is_source))
		;
	free(reader.line);
	fclose(reader.file);
}

/* For read_record(). */
struct unit_record {
	struct build *build;
	const char *path;
};

/* The source is named before all that it includes. */
static bool add_source(void *data, const char *path, bool is_source)
{
	const struct unit_record *record = data;

	if (is_source)
		add_unit(record->build, path, record->path);
	return false;
}

static bool add_path(void *data, const char *path, bool is_source)
{
	(void)is_source;
	files_add(data, path, strlen(path));
	return true;
}

/* For walk(). */
struct search {
	struct build *build;
	const char *objtree;
};

static void visit(void *data, const char *path)
{
	static const char suffix[] = ".o.cmd";
	const struct search *search = data;
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t length = strlen(name), room = strlen(search->objtree) + strlen(path) + 2;
	char *record;

	if (*name != '.' || length < sizeof(suffix) ||
	    strcmp(name + length - strlen(suffix), suffix))
		return;
	record = xcalloc(room, 1);
	snprintf(record, room, "%s/%s", search->objtree, path);
	read_record(search->build, record, add_source,
		    &(struct unit_record){ search->build, record });
	free(record);
}

void build_open(struct build *build, const char *objtree, const char *srctree)
{
	struct search search = { build, objtree };

	*build = (struct build){ 0 };
	/* A build in the tree writes relative paths, one aside whole ones. */
	if (strcmp(srctree, ".")) {
		build->srctree = srctree;
		build->real_srctree = realpath(srctree, NULL);
		if (!build->real_srctree)
			fatal(srctree, "cannot read: %s", strerror(errno));
	}
	walk(objtree, visit, &search);
}

const struct files *build_includes(struct build *build, uint32_t unit)
{
	struct unit *of = &build->units[unit];
	uint32_t i;

	if (!of->is_read)
		for (i = of->record; i != NO_FILE; i = build->records[i].next)
			read_record(build, build->records[i].path, add_path, &of->includes);
	of->is_read = true;
	return &of->includes;
}

const struct files *build_all(struct build *build)
{
	uint32_t i;

	if (!build->all.count)
		for (i = 0; i < build->record_count; i++)
			read_record(build, build->records[i].path, add_path, &build->all);
	return &build->all;
}

void build_close(struct build *build)
{
	uint32_t i;

	for (i = 0; i < build->sources.count; i++)
		files_free(&build->units[i].includes);
	for (i = 0; i < build->record_count; i++)
		free(build->records[i].path);
	free(build->units);
	free(build->records);
	files_free(&build->sources);
	files_free(&build->all);
	free(build->real_srctree);
	*build = (struct build){ 0 };
}
