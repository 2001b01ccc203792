/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which definitions the markers of an image stand for; what a marker is, says
 * grammar.h.
 */
#ifndef KAS_ALIAS_MARKERS_H
#define KAS_ALIAS_MARKERS_H

#include "image.h"
#include "symbols.h"

/*
 * markers_resolve() - make each marker and its definition partners
 * A marker keeps .partner 0 when its definition was collected, or another one
 * overrode it. Of several markers of one name the first counts, as of several
 * definitions the first does for the linker.
 */
void markers_resolve(struct symbols *symbols, const struct image *image);

#endif
