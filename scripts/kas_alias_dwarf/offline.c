// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Files for libdwfl; see offline.h.
 */
#include "../kas_alias/diag.h"
#include "offline.h"

static int no_debug_file(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
			 const char *file, const char *link, GElf_Word crc, char **found)
{
	(void)module;
	(void)data;
	(void)name;
	(void)base;
	(void)file;
	(void)link;
	(void)crc;
	(void)found;
	return -1;
}

static const Dwfl_Callbacks callbacks = {
	.find_elf = dwfl_build_id_find_elf,
	.find_debuginfo = no_debug_file,
	.section_address = dwfl_offline_section_address,
};

Dwfl_Module *offline_open(const char *path, Dwfl **dwfl, Elf **elf)
{
	Dwfl_Module *module;
	GElf_Addr bias;

	*dwfl = dwfl_begin(&callbacks);
	if (!*dwfl)
		fatal(path, "cannot read: %s", dwfl_errmsg(-1));
	dwfl_report_begin(*dwfl);
	module = dwfl_report_offline(*dwfl, path, path, -1);
	if (!module)
		fatal(path, "cannot read: %s", dwfl_errmsg(-1));
	dwfl_report_end(*dwfl, NULL, NULL);
	*elf = dwfl_module_getelf(module, &bias);
	if (!*elf)
		fatal(path, "cannot read: %s", dwfl_errmsg(-1));
	return module;
}
