// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which symbols have an alias; see policy.h.
 */
#include <string.h>

#include "policy.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

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

/*
 * What follows a prefix, or NULL. Every name is tried with dozens of them, and the first
 * byte settles most: that is not worth a call.
 */
static const char *after(const char *name, const char *prefix)
{
	for (; *prefix; name++, prefix++)
		if (*name != *prefix)
			return NULL;
	return name;
}

/* ... the first of several that a name has. */
static const char *after_prefix(const char *name, const char * const *prefixes,
				size_t count)
{
	const char *rest = NULL;
	size_t i;

	for (i = 0; i < count && !rest; i++)
		rest = after(name, prefixes[i]);
	return rest;
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
	const char *rest = after_prefix(name, prefixes,
					COUNT(prefixes));

	return rest ? rest : name;
}

/* Is this "STEM.N", as GCC numbers the static variables of functions? */
static bool is_numbered(const char *name, const char *stem)
{
	const char *rest = after(name, stem);

	return rest && rest[0] == '.' && rest[1] >= '0' && rest[1] <= '9';
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

	for (i = 0; i < COUNT(stems); i++)
		if (is_numbered(name, stems[i]))
			return true;
	return after_prefix(name, prefixes, COUNT(prefixes));
}

bool kas_level_covers(enum kas_level level, const char *name,
		      enum kas_kind kind, uint64_t size)
{
	if (kind == KAS_FUNCTION || level == KAS_LEVEL_ALL)
		return true;
	return level == KAS_LEVEL_DATA && size != 0 &&
	       !is_made(without_prefix(name));
}

enum kas_kind kas_kind(enum kas_type type, bool in_code)
{
	if (type == KAS_TYPE_NONE)
		return in_code ? KAS_FUNCTION : KAS_OBJECT;
	return type == KAS_TYPE_FUNCTION ? KAS_FUNCTION : KAS_OBJECT;
}

/*
 * "$x", "$d.1", "$xrv64i2p1": binutils' and LLVM's marks of code and data. Other
 * names that begin so are ones that a person chose.
 */
static bool is_mapping_symbol(const char *name)
{
	return name[0] == '$' && name[1] && strchr("adtx", name[1]) &&
	       (!name[2] || name[2] == '.' || after(name, "$xrv"));
}

bool kas_is_counted(const char *name)
{
	name = without_prefix(name);
	return name[0] && !after(name, ".L") && !is_mapping_symbol(name);
}

/*
 * Before and after the link: include/linux/export.h and export-internal.h,
 * include/asm-generic/vmlinux.lds.h, scripts/module.lds.S.
 */
static bool is_export_section(const char *section)
{
	static const char * const stems[] = {
		"__ksymtab", "___ksymtab", "__kcrctab", "___kcrctab",
		"__kflagstab", "___kflagstab", ".export_symbol",
	};

	return after_prefix(section, stems, COUNT(stems));
}

bool kas_is_export(const char *name, const char *section)
{
	static const char * const prefixes[] = {
		"__ksymtab_", "__kstrtab_", "__kstrtabns_", "__crc_",
		"__flags_", "__export_symbol_",
		/* MODULE_DEVICE_TABLE() since 7.2: an alias itself, for modpost */
		"__mod_device_table__",
	};

	/* Most names are none of these: one look is enough. */
	return name[0] == '_' && name[1] == '_' &&
	       after_prefix(name, prefixes, COUNT(prefixes)) &&
	       (!section || is_export_section(section));
}

const char *kas_find_padded(const char *name)
{
	static const char * const prefixes[] = { "__pfx_", "__cfi_" };

	return after_prefix(name, prefixes, COUNT(prefixes));
}
