/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Functions that are added to BTF by their alias, and why others are not.
 */
#ifndef KAS_ALIAS_BTF_FUNCTIONS_H
#define KAS_ALIAS_BTF_FUNCTIONS_H

#include <stdint.h>

#include "append.h"
#include "image.h"
#include "index.h"

enum outcome {
	ADDED,
	NOT_LACKED,		/* BTF has the function, or the alias */
	BAD_NAME,
	CLONE,
	NO_DIE,
	NO_PARAMETER_NAME,
	BAD_CONVENTION,
	TYPE_MISSING,
	TYPE_AMBIGUOUS,
	OUTCOMES,
};

/* What an outcome is called: "with arguments optimised away or moved" */
extern const char *const outcome_names[OUTCOMES];

/*
 * functions_is_lacked() - does BTF lack this function? If not, there is no need for its
 * debug information.
 */
bool functions_is_lacked(const struct index *index, const struct function *function);

/*
 * functions_add() - add a function, for which image_find_dies() looked, if that can be
 * @type: after TYPE_MISSING and TYPE_AMBIGUOUS, the name of the type in question, or what
 *	of the function has it; lives as long as the image
 */
enum outcome functions_add(struct append *append, const struct index *index,
			   uint16_t machine, struct function *function, const char **type);

#endif
