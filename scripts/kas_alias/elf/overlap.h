/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Does something else lie where an image is going to be changed? ELF forbids it
 * (gABI, "Sections"); where a file has it all the same, what is loaded would change.
 */
#ifndef KAS_ALIAS_OVERLAP_H
#define KAS_ALIAS_OVERLAP_H

#include "image.h"

/*
 * overlap_check() - end in fatal() if another section shares bytes with one that
 * refers to symbols, with the tables of symbols, or with the headers
 */
void overlap_check(const struct image *image);

#endif
