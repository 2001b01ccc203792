// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The grammar of an alias; see grammar.h.
 */
#include <stdio.h>
#include <string.h>

#include "grammar.h"

#define HASH_DIGITS 16

bool kas_level_parse(const char *word, enum kas_level *level)
{
	if (!strcmp(word, "functions"))
		*level = KAS_LEVEL_FUNCTIONS;
	else if (!strcmp(word, "data"))
		*level = KAS_LEVEL_DATA;
	else if (!strcmp(word, "all"))
		*level = KAS_LEVEL_ALL;
	else
		return false;
	return true;
}

static bool starts_with(const char *name, const char *prefix)
{
	return !strncmp(name, prefix, strlen(prefix));
}

/*
 * What a name was before objcopy put a prefix to all names of an object, as it
 * does where the same source is compiled once more for another address space:
 * arm64's EFI stub, early position-independent code and non-VHE hypervisor.
 */
static const char *without_prefix(const char *name)
{
	static const char * const prefixes[] = {
		"__efistub_", "__pi_", "__kvm_nvhe_",
	};
	size_t i;

	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (starts_with(name, prefixes[i]))
			return name + strlen(prefixes[i]);
	return name;
}

/* Is this "STEM.N", as GCC numbers the static variables of functions? */
static bool is_numbered(const char *name, const char *stem)
{
	size_t length = strlen(stem);

	return !strncmp(name, stem, length) && name[length] == '.' &&
	       name[length + 1] >= '0' && name[length + 1] <= '9';
}

/*
 * Data that no person named: GCC's own (tables of switches, function names,
 * instrumentation) and what the kernel's macros declare. Nobody looks these up
 * by name, and they are most of all ambiguous data.
 */
static bool is_made(const char *name)
{
	static const char * const stems[] = {
		/* GCC */
		"__func__", "__FUNCTION__", "__PRETTY_FUNCTION__",
		"__compound_literal", "CSWTCH",
		/* lockdep, ratelimits, printk_once(), WARN_ONCE(), DO_ONCE() */
		"__key", "_rs", "__already_done", "__print_once", "__warned",
		"__once_key", "___done", "___once_key",
		/* printk(), trace_printk(), trace events */
		"_entry", "_entry_ptr", "trace_printk_fmt", "___tp_str",
		"__flags",
	};
	static const char * const prefixes[] = {
		"__UNIQUE_ID_", "__param_str_", "__initcall_", "_note_",
		"__TRACE_SYSTEM_", "TRACE_SYSTEM_",
		/* KASAN, gcov */
		".LASAN", "__gcov",
	};
	size_t i;

	for (i = 0; i < sizeof(stems) / sizeof(*stems); i++)
		if (is_numbered(name, stems[i]))
			return true;
	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (starts_with(name, prefixes[i]))
			return true;
	return false;
}

bool kas_level_covers(enum kas_level level, const char *name,
		      enum kas_kind kind, uint64_t size)
{
	if (kind == KAS_FUNCTION || level == KAS_LEVEL_ALL)
		return true;
	return level == KAS_LEVEL_DATA && size != 0 &&
	       !is_made(without_prefix(name));
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

const char *kas_is_derived(const char *name)
{
	static const char * const prefixes[] = {
		"__pfx_", "__cfi_", "__kcfi_typeid_",
		/* EXPORT_SYMBOL(), until 6.3 and since */
		"__ksymtab_", "__kstrtab_", "__kstrtabns_", "__crc_",
		"__export_symbol_", "__flags_",
		/* MODULE_DEVICE_TABLE() since 7.2: an alias itself, for modpost */
		"__mod_device_table__",
	};
	size_t i;

	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (starts_with(name, prefixes[i]))
			return name + strlen(prefixes[i]);
	return NULL;
}

/*
 * "$x", "$d.1", "$xrv64i2p1": binutils' and LLVM's marks of code and data. Other
 * names that begin so are ones that a person chose.
 */
static bool is_mapping_symbol(const char *name)
{
	return name[0] == '$' && name[1] && strchr("adtx", name[1]) &&
	       (!name[2] || name[2] == '.' || starts_with(name, "$xrv"));
}

bool kas_is_counted(const char *name)
{
	name = without_prefix(name);
	return name[0] && !starts_with(name, ".L") && !is_mapping_symbol(name) &&
	       !kas_is_derived(name);
}

void kas_sanitise(char *text)
{
	for (; *text; text++)
		if (!kas_is_tag_byte(*text))
			*text = '_';
}

uint64_t kas_hash(uint64_t seed, const char *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		seed = (seed ^ (unsigned char)bytes[i]) * 0x100000001b3ULL;
	return seed;
}

bool kas_join(char *alias, const char *symbol, size_t symbol_length,
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
		return true;
	}

	/* "_" between hash and rest keeps the form of a tag. */
	if (symbol_length + 1 + HASH_DIGITS + 1 + 1 > max_length)
		return false;
	room = max_length - symbol_length - 1 - HASH_DIGITS - 1;
	skip = tag_length > room ? tag_length - room : 0;

	hash = kas_hash(KAS_HASH_SEED, symbol, symbol_length);
	hash = kas_hash(hash, &separator, 1);
	hash = kas_hash(hash, tag, tag_length);

	memcpy(alias, symbol, symbol_length);
	end = alias + symbol_length;
	*end++ = separator;
	end += sprintf(end, "%016llx_", (unsigned long long)hash);
	memcpy(end, tag + skip, tag_length - skip + 1);
	return true;
}
