/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The symbols that the top-level asm statements of a translation unit define.
 */
#ifndef KAS_ALIAS_ASM_H
#define KAS_ALIAS_ASM_H

/* kas_asm_watch() - note all such statements from now on; once, at start. */
void kas_asm_watch(const char *plugin);

/*
 * kas_asm_for_each_label() - call back for each label in them, but for weak ones
 * @visit: gets the name, which stays the callee's to look at only, and whether
 *	it was made global
 *
 * Labels are found by their looks: any may turn out not to be defined.
 */
void kas_asm_for_each_label(void (*visit)(const char *name, bool global));

#endif
