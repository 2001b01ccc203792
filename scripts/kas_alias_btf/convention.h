/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Are a function's arguments where the machine's calling convention has them? Whoever
 * reads arguments by BTF, as fentry does, takes them from there.
 */
#ifndef KAS_ALIAS_BTF_CONVENTION_H
#define KAS_ALIAS_BTF_CONVENTION_H

#include <stdbool.h>
#include <stdint.h>

#include "dwarf.h"

/*
 * convention_is_kept() - is it certain that a function gets each argument where BTF's
 * readers look for it? Of a @machine, EM_*, that is not known here, nothing is certain.
 */
bool convention_is_kept(uint16_t machine, Dwarf_Die *function);

#endif
