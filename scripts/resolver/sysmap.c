// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The names that scripts/mksysmap of Linux 7.2 drops; see sysmap.h. Those of the
 * versions before are among them. In the order of that file.
 */
#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "sysmap.h"
#include "text.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char * const prefixes[] = {
	"$", ".L", "__efistub_", "__pi_$", "__pi_.L", "__kvm_nvhe_$", "__kvm_nvhe_.L",
	"__kcfi_typeid_", "__kvm_nvhe___kcfi_typeid_", "__pi___kcfi_typeid_",
	"__crc_", "__kstrtab_", "__kstrtabns_", "__mod_device_table__",
};

static const char * const suffixes[] = { "_from_arm", "_from_thumb", "_veneer" };
static const char * const names[] = { "L0", "_SDA_BASE_", "_SDA2_BASE_" };
static const char * const parts[] = { ".long_branch.", ".plt_branch." };

static bool ends_in(const char *name, const char *suffix)
{
	size_t length = strlen(name), end = strlen(suffix);

	return length >= end && !strcmp(name + length - end, suffix);
}

/* "__[[:alnum:]]*Thunk_": lld's for ARM, AArch64 and MIPS */
static bool is_thunk(const char *name)
{
	const char *c = name + 2;

	if (!text_starts_with(name, "__"))
		return false;
	while (isalnum((unsigned char)*c))
		c++;
	return *c == '_' && c - name >= 2 + 5 && !memcmp(c - 5, "Thunk", 5);
}

/* "__UNIQUE_ID_modinfo_[0-9]*$" */
static bool is_modinfo(const char *name)
{
	static const char prefix[] = "__UNIQUE_ID_modinfo_";

	if (!text_starts_with(name, prefix))
		return false;
	name += strlen(prefix);
	return !name[strspn(name, "0123456789")];
}

bool sysmap_drops(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(prefixes); i++)
		if (text_starts_with(name, prefixes[i]))
			return true;
	for (i = 0; i < COUNT(suffixes); i++)
		if (ends_in(name, suffixes[i]))
			return true;
	for (i = 0; i < COUNT(names); i++)
		if (!strcmp(name, names[i]))
			return true;
	for (i = 0; i < COUNT(parts); i++)
		if (strstr(name, parts[i]))
			return true;
	return is_thunk(name) || is_modinfo(name);
}
