// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The line to paste, tool by tool; see recipe.h.
 */
#include <inttypes.h>
#include <string.h>

#include "answer.h"
#include "recipe.h"
#include "recipes.h"
#include "source.h"
#include "target.h"

static const struct recipe {
	const char *tool;
	const char *(*print)(FILE *out, const struct answer *answer);
	bool takes_program, takes_data;
} recipes[] = {
	{ "kprobe",	recipe_kprobe,	   false, false },
	{ "ftrace",	recipe_ftrace,	   false, false },
	{ "perf",	recipe_perf,	   true,  true },
	{ "bpftrace",	recipe_bpftrace,   true,  true },
	{ "libbpf",	recipe_libbpf,	   false, false },
	{ "livepatch",	recipe_livepatch,  false, false },
	{ "systemtap",	recipe_systemtap,  false, false },
	{ "gdb",	recipe_gdb,	   true,  true },
	{ "crash",	recipe_crash,	   false, true },
};

#define RECIPES (sizeof(recipes) / sizeof(*recipes))

const struct recipe *recipe_find(const char *tool)
{
	size_t i;

	for (i = 0; i < RECIPES; i++)
		if (!strcmp(recipes[i].tool, tool))
			return &recipes[i];
	return NULL;
}

const char *recipe_tools(void)
{
	static char names[256];
	size_t i;

	if (!*names)
		for (i = 0; i < RECIPES; i++) {
			strcat(names, i ? " " : "");
			strcat(names, recipes[i].tool);
		}
	return names;
}

/*
 * A line is made to be pasted into a shell or into code. What could end a quoted
 * word there is in no name that a compiler made.
 */
static bool is_safe(const char *text)
{
	for (; *text; text++)
		if (!strchr("_.@$+:-/,~=%", *text) &&
		    !(*text >= '0' && *text <= '9') &&
		    !(*text >= 'a' && *text <= 'z') && !(*text >= 'A' && *text <= 'Z'))
			return false;
	return true;
}

const char *recipe_print(FILE *out, const struct recipe *recipe,
			 const struct answer *answer)
{
	if (!is_safe(answer->sym->name) || !is_safe(answer->object->name) ||
	    (answer->alias && !is_safe(answer->alias)) ||
	    !is_safe(answer->source->path) ||
	    (answer_path(answer) && !is_safe(answer_path(answer))))
		return "its name, or that of its file, holds characters that cannot be quoted";
	if (!answer->source->is_kernel && !recipe->takes_program)
		return "the tool is for kernels, and the file is a program";
	if (!sym_is_text(answer->sym) && !recipe->takes_data)
		return "it is data, and the tool is for functions";
	return recipe->print(out, answer);
}
