// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The grammar of an alias; see grammar.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar.h"

#define HASH_DIGITS 16

static bool starts_with(const char *name, const char *prefix)
{
	return !strncmp(name, prefix, strlen(prefix));
}

static const char lto_suffix[] = ".lto_priv.";

/* The length of such a suffix at @text, its number included; 0 for none. */
static size_t lto_suffix_length(const char *text)
{
	size_t length = sizeof(lto_suffix) - 1, digits;

	if (!starts_with(text, lto_suffix))
		return 0;
	digits = strspn(text + length, "0123456789");
	length += digits;
	return digits && (!text[length] || text[length] == '.') ? length : 0;
}

const char *kas_find_lto_suffix(const char *name)
{
	const char *found = *name ? name + 1 : name;

	while ((found = strstr(found, lto_suffix)) && !lto_suffix_length(found))
		found++;
	return found;
}

size_t kas_drop_lto_suffixes(char *name)
{
	const char *found;

	/* An object can go through "ld -r" and be optimised again. */
	while ((found = kas_find_lto_suffix(name))) {
		const char *rest = found + lto_suffix_length(found);

		memmove(name + (found - name), rest, strlen(rest) + 1);
	}
	return strlen(name);
}

void kas_sanitise(char *text)
{
	for (; *text; text++)
		if (!kas_is_tag_byte(*text))
			*text = '_';
}

char *kas_append_components(char *normal, char *end, const char *path)
{
	while (*path) {
		size_t length = strcspn(path, "/");

		if (length == 2 && path[0] == '.' && path[1] == '.') {
			while (end > normal && *--end != '/')
				;
		} else if (length && !(length == 1 && path[0] == '.')) {
			*end++ = '/';
			memcpy(end, path, length);
			end += length;
		}
		path += length;
		path += strspn(path, "/");
	}
	return end;
}

void kas_sanitise_path(char *tag, const char *path)
{
	char *end = kas_append_components(tag, tag, path);

	*end = '\0';
	if (end > tag)
		memmove(tag, tag + 1, end - tag);
	kas_sanitise(tag);
}

/* The length of a tag without "_LINE" at its end. */
static size_t path_length(const char *tag)
{
	size_t length = strlen(tag), digits = 0;

	while (digits < length && tag[length - digits - 1] >= '0' &&
	       tag[length - digits - 1] <= '9')
		digits++;
	return digits && digits < length && tag[length - digits - 1] == '_' ?
	       length - digits - 1 : length;
}

uint32_t kas_tag_line(const char *tag, size_t *length)
{
	unsigned long long line;

	*length = path_length(tag);
	line = *length && tag[*length] ? strtoull(tag + *length + 1, NULL, 10) : 0;
	if (*length && line <= UINT32_MAX)
		return line;
	*length = strlen(tag);
	return 0;
}

/* Is the shorter of two texts the end of the longer one? */
static bool is_end(const char *one, size_t one_length, const char *other,
		   size_t other_length)
{
	size_t common = one_length < other_length ? one_length : other_length;

	return !memcmp(one + one_length - common, other + other_length - common,
		       common);
}

/* What the hash left of a tag that kas_join() shortened, or NULL. */
static const char *shortened_rest(const char *tag)
{
	return strspn(tag, "0123456789abcdef") == HASH_DIGITS &&
	       tag[HASH_DIGITS] == '_' ? tag + HASH_DIGITS + 1 : NULL;
}

/* A path, or what is left of one, that ends in the unit's, after a file's if it is longer. */
static bool is_path_of_unit(const char *path, size_t length, const char *unit,
			    size_t unit_length)
{
	return is_end(path, length, unit, unit_length) &&
	       (length <= unit_length || path[length - unit_length - 1] == '_');
}

bool kas_tag_is_of_unit(const char *tag, const char *unit)
{
	const char *rest = shortened_rest(tag);
	size_t length = path_length(tag);
	size_t unit_length = path_length(unit);

	if (length >= unit_length && is_path_of_unit(tag, length, unit, unit_length))
		return true;
	if (!rest)
		return false;
	/* A line can be all that is left, or the end of one. */
	if (strspn(rest, "0123456789") == strlen(rest))
		return true;
	return is_path_of_unit(rest, path_length(rest), unit, unit_length);
}

uint64_t kas_hash(uint64_t seed, const char *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		seed = (seed ^ (unsigned char)bytes[i]) * 0x100000001b3ULL;
	return seed;
}

/* What a hash needs, and one byte of the tag: "_" keeps the form of a tag. */
#define LEAST_SHORTENED (1 + HASH_DIGITS + 1 + 1)

void kas_join(char *alias, const char *symbol, size_t symbol_length,
	      char separator, const char *tag, size_t max_length)
{
	size_t tag_length = strlen(tag);
	size_t room, skip;
	uint64_t hash;
	char *end;

	if (symbol_length + 1 + tag_length <= max_length) {
		memcpy(alias, symbol, symbol_length);
		alias[symbol_length] = separator;
		memcpy(alias + symbol_length + 1, tag, tag_length + 1);
		return;
	}

	hash = kas_hash(KAS_HASH_SEED, symbol, symbol_length);
	hash = kas_hash(hash, &separator, 1);
	hash = kas_hash(hash, tag, tag_length);

	if (symbol_length + LEAST_SHORTENED > max_length)
		symbol_length = max_length - LEAST_SHORTENED;
	room = max_length - symbol_length - LEAST_SHORTENED + 1;
	skip = tag_length > room ? tag_length - room : 0;

	memcpy(alias, symbol, symbol_length);
	end = alias + symbol_length;
	*end++ = separator;
	end += sprintf(end, "%016llx_", (unsigned long long)hash);
	memcpy(end, tag + skip, tag_length - skip + 1);
}

size_t kas_stem_length(const char *alias, char separator)
{
	return strrchr(alias, separator) - alias;
}

bool kas_is_cut(const char *name, size_t stem)
{
	const char *tag = name + stem + 1;

	return shortened_rest(tag) && strlen(tag) == LEAST_SHORTENED - 1;
}

bool kas_is_cut_alias_of(const char *name, size_t stem, const char *target,
			 size_t target_length)
{
	return kas_is_cut(name, stem) && target_length > stem &&
	       !memcmp(name, target, stem);
}
