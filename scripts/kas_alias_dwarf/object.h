/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Is a file what libdwfl shall read? It would take archives, programs and packed files.
 */
#ifndef KAS_ALIAS_DWARF_OBJECT_H
#define KAS_ALIAS_DWARF_OBJECT_H

/* object_check() - end in fatal() unless a file is an object file that can be read */
void object_check(const char *path);

#endif
