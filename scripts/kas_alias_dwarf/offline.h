/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file that libdwfl reads for itself: what is not in it is not looked for, on this
 * machine or elsewhere. libdwfl applies the relocations of an object's or a module's
 * debug information, and gives addresses to its sections.
 */
#ifndef KAS_ALIAS_DWARF_OFFLINE_H
#define KAS_ALIAS_DWARF_OFFLINE_H

#include <elfutils/libdwfl.h>

/*
 * offline_open() - open an ELF file
 * @elf: gets the file, which is the module's
 * Returns the module, for the caller to end with dwfl_end(). Its Dwfl is *@dwfl. A file
 * that cannot be read ends in fatal().
 */
Dwfl_Module *offline_open(const char *path, Dwfl **dwfl, Elf **elf);

#endif
