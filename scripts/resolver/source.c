// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where answers come from; see source.h.
 */
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/elf/image.h"
#include "source.h"

const char *source_keep(struct source *source, const char *string, size_t length)
{
	char *copy = xcalloc(length + 1, 1);

	memcpy(copy, string, length);
	source->strings = grown(source->strings, source->string_count,
				sizeof(*source->strings));
	source->strings[source->string_count++] = copy;
	return copy;
}

uint32_t source_object(struct source *source, const char *path, const char *name,
		       bool is_module)
{
	uint32_t number = symtab_object(&source->symtab, name, is_module);
	struct object *object = &source->symtab.objects[number];

	if (object->path && object->path != path)
		fatal(path, "%s was read from another file already", name);
	object->path = path;
	return number;
}

/* What depmod and modprobe read, too: CONFIG_MODULE_COMPRESS_* */
static void refuse_compressed(const struct text *text, const char *path)
{
	static const struct {
		const char *magic, *tool;
	} forms[] = {
		{ "\x1f\x8b", "gzip" },
		{ "\xfd" "7zXZ", "xz" },
		{ "\x28\xb5\x2f\xfd", "zstd" },
	};
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (text->size > strlen(forms[i].magic) &&
		    !memcmp(text->bytes, forms[i].magic, strlen(forms[i].magic)))
			fatal(path, "it is compressed: unpack it first, with %s -d",
			      forms[i].tool);
}

static void read_file(struct source *source, const char *path)
{
	struct text *text;

	source->texts = grown(source->texts, source->text_count,
			      sizeof(*source->texts));
	text = &source->texts[source->text_count++];
	text_read(text, path);
	if (text->size >= SELFMAG && !memcmp(text->bytes, ELFMAG, SELFMAG)) {
		source->text_count--;
		text_free(text);
		read_elf(source, path);
		return;
	}
	refuse_compressed(text, path);
	read_list(source, path, text);
}

/* The places of these symbols are known by the kernel alone, and it hides them. */
static void find_hidden(struct source *source)
{
	struct symtab *symtab = &source->symtab;
	uint32_t i;

	for (i = 0; i < symtab->count; i++)
		if (symtab->at[i].address)
			return;
	symtab->is_hidden = symtab->count > 1 && !source->image_count;
}

/* The table that is where the kernel's build, or its package, puts it. */
static void find_table(struct source *source)
{
	const char *slash = strrchr(source->path, '/');
	struct utsname system;
	char *path;
	int length;

	if (source->is_running && !uname(&system))
		length = asprintf(&path, "/lib/modules/%s/" TABLE_NAME, system.release);
	else
		length = asprintf(&path, "%.*s" TABLE_NAME,
				  slash ? (int)(slash + 1 - source->path) : 0,
				  source->path);
	if (length < 0)
		fatal(PROGRAM, "out of memory");
	places_read_if_any(&source->places, path);
	free(path);
}

void source_open(struct source *source, char **paths, size_t count,
		 const char *table)
{
	static char running[] = KALLSYMS, *default_paths[] = { running };
	size_t i;

	memset(source, 0, sizeof(*source));
	if (!count) {
		paths = default_paths;
		count = 1;
	}
	source->path = paths[0];
	source->is_running = count == 1 && !strcmp(paths[0], KALLSYMS);
	for (i = 0; i < count; i++)
		read_file(source, paths[i]);
	if (!source->symtab.count)
		fatal(source->path, "no symbols in it");
	find_hidden(source);
	symtab_finish(&source->symtab);

	if (!table)
		find_table(source);
	else if (*table && !places_read_if_any(&source->places, table))
		fatal(table, "cannot open: no such file");
}

bool source_has(const struct source *source, const char *name)
{
	return symtab_first(&source->symtab, name, strlen(name)) != NO_SYMBOL;
}

void source_close(struct source *source)
{
	size_t i;

	for (i = 0; i < source->text_count; i++)
		text_free(&source->texts[i]);
	for (i = 0; i < source->image_count; i++) {
		image_close(source->images[i]);
		free(source->images[i]);
	}
	for (i = 0; i < source->string_count; i++)
		free(source->strings[i]);
	free(source->texts);
	free(source->images);
	free(source->strings);
	symtab_free(&source->symtab);
	places_free(&source->places);
}
