// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The aliases of symbols that the plugin gave none; see naming.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "naming.h"

char *naming_join(const char *symbol, size_t length, char separator, const char *tag,
		  uint32_t max_length)
{
	char *alias = xcalloc(max_length + 1, 1);

	kas_join(alias, symbol, length, separator, tag, max_length);
	return xrealloc(alias, strlen(alias) + 1, 1);
}

static char *join(const struct symbol *symbol, char separator, const char *tag,
		  uint32_t max_length)
{
	return naming_join(symbol->name, symbol->length, separator, tag, max_length);
}

char *naming_by_object(const struct symbols *symbols, uint32_t symbol,
		       char separator, uint32_t max_length)
{
	const struct symbol *named = &symbols->at[symbol];
	const struct symbol *alias = &symbols->at[named->partner];
	const char *tag;

	if (!symbol_may_have_alias(named) || named->bind != STB_LOCAL)
		return NULL;
	if (!named->partner)
		tag = units_tag(&symbols->units, symbols, symbol);
	else if (alias->class == SYMBOL_RENAMED)
		tag = alias->name + alias->stem + 1;
	else
		return NULL;
	return tag ? join(named, separator, tag, max_length) : NULL;
}

/* The source that the symbol's object was made from, or "". */
static const char *source_name(const struct symbols *symbols, uint32_t symbol)
{
	const struct unit_group *group = units_group(&symbols->units, symbol);
	const char *path = symbols->at[group->first].name, *slash;

	if (symbols->at[symbol].bind != STB_LOCAL || group->marker_count)
		return "";
	slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* Do the tags of the plugin tell lines here? */
static bool has_lines(const struct symbols *symbols)
{
	const struct symbol *marker = &symbols->at[symbols->units.markers[0]];

	return marker->length > 2 &&
	       !strcmp(marker->name + marker->length - 2, "_0");
}

char *naming_by_image(const struct symbols *symbols, uint32_t symbol,
		      const char *image, char separator, uint32_t max_length)
{
	const char *source, *line;
	char *tag, *alias;
	size_t room;

	if (!symbols->units.marker_count)
		return NULL;
	source = source_name(symbols, symbol);
	/* A tag has an underscore. */
	line = has_lines(symbols) ? "_0" : *source ? "" : "_";
	room = strlen(image) + strlen(source) + sizeof("__0");
	tag = xcalloc(room, 1);
	snprintf(tag, room, "%s%s%s%s", image, *source ? "_" : "", source, line);
	kas_sanitise(tag);
	alias = join(&symbols->at[symbol], separator, tag, max_length);
	free(tag);
	return alias;
}
