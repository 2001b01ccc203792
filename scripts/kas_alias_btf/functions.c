// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Functions that are added to BTF by their alias; see functions.h.
 */
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "../kas_alias/diag.h"
#include "convention.h"
#include "functions.h"
#include "resolve.h"

/* KSYM_NAME_LEN - 1: the kernel refuses BTF with a longer name. */
#define LONGEST_NAME 511

const char *const outcome_names[OUTCOMES] = {
	[ADDED] = "added",
	[NOT_LACKED] = "there already",
	[BAD_NAME] = "with a name that BTF does not take",
	[CLONE] = "a clone or a part of a function",
	[NO_DIE] = "without debug information of its own",
	[NO_PARAMETER_NAME] = "with a parameter that has no name",
	[BAD_CONVENTION] = "with arguments optimised away or moved",
	[TYPE_MISSING] = "with a type that BTF lacks",
	[TYPE_AMBIGUOUS] = "with a type that can be several of BTF",
};

/* btf_name_valid_identifier() of kernel/bpf/btf.c */
static bool is_good_name(const char *name)
{
	size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			       "0123456789_.");

	return length && !name[length] && length <= LONGEST_NAME &&
	       !(*name >= '0' && *name <= '9');
}

/* Has BTF, and not only what it is split from, a function of this name? */
static bool has_function(const struct index *index, const char *name)
{
	uint32_t id;

	for (id = index_named(index, name); id; id = index_next_named(index, id)) {
		struct btf_type type;

		btf_get(index->btf, id, &type);
		if (type.kind == KIND_FUNC && type.btf == index->btf &&
		    !strcmp(type.name, name))
			return true;
	}
	return false;
}

bool functions_is_lacked(const struct index *index, const struct function *function)
{
	/* By a name that several have, BTF has but one of them, if any. */
	if (function->is_only && has_function(index, function->name))
		return false;
	return !has_function(index, function->alias);
}

/* The one type that this can be. */
static enum outcome only_type(const struct index *index, Dwarf_Die *type, uint32_t *id)
{
	struct candidates found;

	resolve(index, type, &found);
	*id = found.ids[0];
	return !found.count ? TYPE_MISSING : found.count > 1 ? TYPE_AMBIGUOUS : ADDED;
}

/* What to call a type that is the trouble. */
static const char *name_in(Dwarf_Die *type)
{
	Dwarf_Die below = *type;
	unsigned int left;

	for (left = DWARF_DEEPEST; left && !*dwarf_name(&below); left--)
		if (!dwarf_type_of(&below, &below))
			break;
	return *dwarf_name(&below) ? dwarf_name(&below) : "one without a name";
}

/* The prototype of the same parameters, by name and type, that there is already; or 0. */
static uint32_t find_prototype(const struct index *index, uint32_t result,
			       const struct append_parameter *parameters, size_t count)
{
	uint32_t id, i;

	for (id = index_referring(index, result); id; id = index_next_referring(index, id)) {
		struct btf_type type;

		btf_get(index->btf, id, &type);
		if (type.kind != KIND_FUNC_PROTO || type.vlen != count)
			continue;
		for (i = 0; i < count; i++)
			if (btf_tail(&type, i * 2 + 1) != parameters[i].type ||
			    strcmp(btf_tail_name(&type, i * 2), parameters[i].name))
				break;
		if (i == count)
			return id;
	}
	return 0;
}

static enum outcome read_parameters(const struct index *index, Dwarf_Die *die,
				    struct append_parameter **parameters, size_t *count,
				    const char **type_name)
{
	Dwarf_Die child, type;
	int end;

	for (end = dwarf_child(die, &child); !end; end = dwarf_siblingof(&child, &child)) {
		struct append_parameter parameter = { "", 0 };
		int tag = dwarf_tag(&child);

		if (tag != DW_TAG_formal_parameter && tag != DW_TAG_unspecified_parameters)
			continue;
		if (tag == DW_TAG_formal_parameter) {
			enum outcome outcome;

			parameter.name = dwarf_name(&child);
			if (!*parameter.name)
				return NO_PARAMETER_NAME;
			*type_name = parameter.name;
			if (!dwarf_type_of(&child, &type))
				return TYPE_MISSING;
			*type_name = name_in(&type);
			outcome = only_type(index, &type, &parameter.type);
			if (outcome != ADDED)
				return outcome;
		}
		*parameters = grown(*parameters, *count, sizeof(parameter));
		(*parameters)[(*count)++] = parameter;
	}
	return ADDED;
}

static unsigned int count_parameters(Dwarf_Die *die)
{
	unsigned int count = 0;
	Dwarf_Die child;
	bool more;

	for (more = dwarf_first(die, DW_TAG_formal_parameter, &child); more;
	     more = dwarf_next(&child, DW_TAG_formal_parameter))
		count++;
	return count;
}

/* Has it each parameter of the function that it is an instance of? */
static bool has_all_parameters(Dwarf_Die *die)
{
	Dwarf_Attribute attribute;
	Dwarf_Die origin;

	return !dwarf_formref_die(dwarf_attr(die, DW_AT_abstract_origin, &attribute), &origin) ||
	       count_parameters(die) == count_parameters(&origin);
}

enum outcome functions_add(struct append *append, const struct index *index,
			   uint16_t machine, struct function *function, const char **type)
{
	struct append_parameter *parameters = NULL;
	uint32_t result, prototype;
	enum outcome outcome;
	Dwarf_Die returned;
	size_t count = 0;

	if (!is_good_name(function->alias))
		return BAD_NAME;
	/* .isra, .constprop, .part, .cold: what they get is not what the source says. */
	if (strchr(function->name, '.'))
		return CLONE;
	/* Identical functions can be one, and its entry that of another. */
	if (function->dies != 1 || strcmp(dwarf_name(&function->die), function->name))
		return NO_DIE;
	if (!has_all_parameters(&function->die) ||
	    !convention_is_kept(machine, &function->die))
		return BAD_CONVENTION;

	result = 0;
	outcome = ADDED;
	if (dwarf_type_of(&function->die, &returned)) {
		*type = name_in(&returned);
		outcome = only_type(index, &returned, &result);
	}
	if (outcome == ADDED)
		outcome = read_parameters(index, &function->die, &parameters, &count, type);
	if (outcome == ADDED) {
		prototype = find_prototype(index, result, parameters, count);
		if (!prototype)
			prototype = append_prototype(append, result, parameters, count);
		append_function(append, function->alias, prototype);
	}
	free(parameters);
	return outcome;
}
