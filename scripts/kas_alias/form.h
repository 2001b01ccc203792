/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The form of an alias, all that a reader of symbol names has to know:
 *
 *	alias = symbol SEP tag
 *	tag   = path "_" line  |  path "_" includer "_" line
 *
 * A tag holds letters, digits and underscores only, at least one underscore
 * among them, so the last SEP of a name is the one that ends the symbol.
 *
 * Everything is inline: kallsyms and objtool include this file and link nothing,
 * and so does the kernel itself. It is compiled as C and as C++.
 */
#ifndef KAS_ALIAS_FORM_H
#define KAS_ALIAS_FORM_H

#ifdef __KERNEL__
#include <linux/string.h>
#include <linux/types.h>
#else
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#endif

/* Separators that the consumers of kernel symbol names accept. */
#define KAS_SEPARATORS "@."

/*
 * kas_parse_separator() - the separator that an option names
 * Returns '\0' when @text is none: empty, longer than one byte, or another byte.
 */
static inline char kas_parse_separator(const char *text)
{
	return text[0] && !text[1] && strchr(KAS_SEPARATORS, text[0]) ? text[0] : '\0';
}

static inline bool kas_is_tag_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '_';
}

/*
 * "e843419@00ed_00000b0c_3b08": ld's stubs for erratum 843419 of Cortex-A53,
 * numbers of file, section and place in it (bfd/elfnn-aarch64.c). Anybody can call
 * a function e843419, too.
 */
static inline bool kas_is_erratum_stub(const char *name)
{
	static const char prefix[] = "e843419@", digits[] = "0123456789abcdef";
	size_t file, section;

	if (strncmp(name, prefix, sizeof(prefix) - 1))
		return false;
	name += sizeof(prefix) - 1;
	file = strspn(name, digits);
	if (file < 4 || name[file] != '_')
		return false;
	name += file + 1;
	section = strspn(name, digits);
	if (section < 8 || name[section] != '_')
		return false;
	name += section + 1;
	return *name && !name[strspn(name, digits)];
}

/*
 * kas_find_tag() - where the tag of an alias begins
 * Returns the first byte of the tag, within @name, or NULL when @name does not
 * have the form of an alias; without a separator, '\0', no name has it. With the
 * separator '.' other symbols can have that form too: what tells an alias surely
 * is a target, kas_is_alias_of(). With '@', ld's stubs for an erratum of AArch64
 * have it, and are told by their name.
 */
static inline const char *kas_find_tag(const char *name, char separator)
{
	const char *at = separator ? strrchr(name, separator) : NULL;
	const char *c;

	if (!at || at == name || kas_is_erratum_stub(name))
		return NULL;
	for (c = at + 1; *c; c++)
		if (!kas_is_tag_byte(*c))
			return NULL;
	return strchr(at, '_') ? at + 1 : NULL;
}

/*
 * kas_is_alias_of() - is @name an alias of a symbol called @target, by its form?
 * @target: without the suffixes of link-time optimisation
 */
static inline bool kas_is_alias_of(const char *name, char separator,
				   const char *target)
{
	const char *tag = kas_find_tag(name, separator);
	size_t length = strlen(target);

	return tag && (size_t)(tag - 1 - name) == length &&
	       !memcmp(name, target, length);
}

#endif
