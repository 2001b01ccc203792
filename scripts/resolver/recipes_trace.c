// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Recipes of what records calls: tracefs and perf.
 */
#include <inttypes.h>
#include <string.h>

#include "answer.h"
#include "recipes.h"
#include "source.h"
#include "target.h"

#define TRACING "/sys/kernel/tracing/"

/* "[module:]name", "_text+0x...", "0x...": kprobe_events reads all of these. */
static const char *print_place(FILE *out, const struct answer *answer)
{
	struct target target;

	target_get(&target, answer);
	switch (target.kind) {
	case TARGET_NAME:
	case TARGET_MODULE:
		fprintf(out, "%s%s%s", answer->object->is_module ? answer->object->name : "",
			answer->object->is_module ? ":" : "", target.name);
		return NULL;
	case TARGET_TEXT:
		fprintf(out, "_text+%#" PRIx64, target.address);
		return NULL;
	case TARGET_ADDRESS:
		fprintf(out, "%#" PRIx64, target.address);
		return NULL;
	default:
		return target.why;
	}
}

static const char *why_no_place(const struct answer *answer)
{
	struct target target;

	target_get(&target, answer);
	return target.kind == TARGET_NONE ? target.why : NULL;
}

/* The event needs a name of its own: one made of an alias may not hold an "@". */
const char *recipe_kprobe(FILE *out, const struct answer *answer)
{
	const char *why = why_no_place(answer);
	char event[EVENT_ROOM];

	if (why)
		return why;
	target_event(event, answer);
	fprintf(out, "echo 'p:kas/%s ", event);
	print_place(out, answer);
	fputs("' >> " TRACING "kprobe_events\n", out);
	return NULL;
}

/*
 * A filter compares with the plain name of each address, so it refuses an alias.
 * It takes the number of a line of available_filter_functions: that of the one
 * with the symbol's name between its address and the next one in kallsyms.
 */
static void print_index(FILE *out, const struct answer *answer)
{
	const struct sym *sym = answer->sym;

	fprintf(out, "awk -v name='%s' ", sym->name);
	if (answer->alias && !answer->object->is_module)
		fprintf(out, "-v alias='%s' ", answer->alias);
	else
		fprintf(out, "-v from=%" PRIx64 " -v to=%" PRIx64 " ", sym->address,
			sym->address + sym_size(sym));
	fputs("'FNR == 1 { file++ } "
	      "file == 1 && from && !to && $1 \"\" != from { to = $1 } "
	      "file == 1 && $3 == alias { from = $1 } "
	      "file == 2 && from && $2 == name && $1 \"\" >= from && $1 \"\" < to { print FNR }' "
	      KALLSYMS " " TRACING "available_filter_functions_addrs >> "
	      TRACING "set_ftrace_filter\n", out);
}

const char *recipe_ftrace(FILE *out, const struct answer *answer)
{
	const struct sym *sym = answer->sym;
	bool is_running = answer->source->is_running && answer->has_address;

	if (target_is_unique(answer)) {
		fprintf(out, "echo '%s' >> " TRACING "set_ftrace_filter\n", sym->name);
		return NULL;
	}
	if (answer->object->is_module && answer->count == 1) {
		fprintf(out, "echo '%s:mod:%s' >> " TRACING "set_ftrace_filter\n",
			sym->name, answer->object->name);
		return NULL;
	}
	if (answer->object->is_module || !answer->alias) {
		if (!is_running)
			return "set_ftrace_filter takes plain names and line numbers, for which the address in the running kernel is needed: ask that one as root, without --from";
		if (!sym_size(sym))
			return "where the function ends is not known";
	}
	print_index(out, answer);
	return NULL;
}

/* In perf's language FUNCTION@FILE means something else. */
static void print_escaped(FILE *out, const char *name)
{
	for (; *name; name++)
		fprintf(out, *name == '@' ? "\\%c" : "%c", *name);
}

static const char *perf_of_data(FILE *out, const struct answer *answer)
{
	if (!answer->source->is_running || !answer->has_address)
		return "it is data, which perf watches by its address in the running kernel: ask that one as root, without --from";
	fprintf(out, "perf record -a -e mem:%#" PRIx64 ":rw\n", answer->sym->address);
	return NULL;
}

const char *recipe_perf(FILE *out, const struct answer *answer)
{
	char event[EVENT_ROOM];
	struct target target;

	if (!sym_is_text(answer->sym))
		return perf_of_data(out, answer);
	target_get(&target, answer);
	target_event(event, answer);
	if (target.kind == TARGET_NONE)
		return target.why;
	if (target.kind == TARGET_ADDRESS) {
		/* perf probe takes no address; an event of the kernel's own does. */
		recipe_kprobe(out, answer);
		return NULL;
	}
	fputs("perf probe ", out);
	if (!answer->source->is_kernel)
		fprintf(out, "-x '%s' ", answer->source->path);
	else if (answer->object->is_module)
		fprintf(out, "-m '%s' ", answer->object->name);
	fprintf(out, "--add 'kas:%s=", event);
	if (target.kind == TARGET_TEXT)
		fprintf(out, "_text+%#" PRIx64, target.address);
	else
		print_escaped(out, target.name);
	fputs("'\n", out);
	return NULL;
}
