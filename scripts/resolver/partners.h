/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which symbols are aliases, and of what: by the grammar, and by a target.
 */
#ifndef KAS_RESOLVER_PARTNERS_H
#define KAS_RESOLVER_PARTNERS_H

struct symtab;

/* partners_find() - set .partner, .is_alias and .alias_count. */
void partners_find(struct symtab *symtab);

#endif
