/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The symbols that the asm statements of a translation unit define, in functions
 * and outside.
 */
#ifndef KAS_ALIAS_ASM_H
#define KAS_ALIAS_ASM_H

struct kas_asm_label {
	const char *name;	/* the callee's to look at only */
	bool is_global;
	/*
	 * The translation unit and the place of the statement. Outside of
	 * functions GCC keeps no unit, and no place of one without operands:
	 * NULL and unknown.
	 */
	const_tree unit;
	location_t location;
};

/*
 * kas_asm_note_toplevel() - note the labels in all top-level statements
 *
 * To be called before they are written, which frees them (cgraphunit.cc,
 * output_in_order). At link time none is noted: there they are of many units.
 */
void kas_asm_note_toplevel(void);

/* kas_asm_has_toplevel() - did that see a statement, whether it has labels or not? */
bool kas_asm_has_toplevel(void);

/*
 * kas_asm_note_function() - note the labels in the statements of a function
 *
 * To be called while its insns are there. Labels whose name an operand is part
 * of are left out: they are numbered, or named elsewhere.
 */
void kas_asm_note_function(void);

/*
 * kas_asm_for_each_label() - call back for each label that was noted since the
 * last call, but for weak ones
 *
 * Labels are found by their looks: any may turn out not to be defined. One that
 * is equated to another symbol is given only where that has a place in this
 * unit.
 */
void kas_asm_for_each_label(void (*visit)(const struct kas_asm_label *label));

#endif
