/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What messages call this program, where they are about no file.
 */
#ifndef KAS_ALIAS_DWARF_PROGRAM_H
#define KAS_ALIAS_DWARF_PROGRAM_H

#define PROGRAM "kas_alias_dwarf"

#endif
