// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Recipes of what runs or reads code at a symbol: BPF, livepatch, debuggers.
 */
#include <inttypes.h>
#include <string.h>

#include "answer.h"
#include "recipes.h"
#include "source.h"
#include "target.h"

static const char needs_address[] =
	"it has no alias, and its address in the running kernel is not known: ask that one as root, without --from";

static bool is_running(const struct answer *answer)
{
	return answer->source->is_running && answer->has_address;
}

/* The hardware watches 1, 2, 4 or 8 bytes. */
static unsigned int watched_size(const struct sym *sym)
{
	unsigned int size;

	for (size = 8; size > 1 && size > sym_size(sym); )
		size /= 2;
	return size;
}

static const char *bpftrace_of_program(FILE *out, const struct answer *answer)
{
	if (!sym_is_text(answer->sym))
		return "it is data, and bpftrace probes the functions of a program";
	if (!answer->alias && answer->count > 1)
		return "it has no alias, and others have its name";
	if (strpbrk(answer->source->path, ":,"))
		return "in bpftrace a path ends at a ':' or ','";
	fprintf(out, "bpftrace -e 'uprobe:%s%s:\"%s\" { printf(\"%%s\\n\", ustack); }'\n",
		strchr(answer->source->path, '/') ? "" : "./", answer->source->path,
		answer->alias ?: answer->sym->name);
	return NULL;
}

/* Outside of quotes bpftrace knows "@" and ":" as its own. */
const char *recipe_bpftrace(FILE *out, const struct answer *answer)
{
	static const char body[] = "{ printf(\"%s\\n\", kstack); }";
	struct target target;

	if (!answer->source->is_kernel)
		return bpftrace_of_program(out, answer);
	if (!sym_is_text(answer->sym)) {
		if (!is_running(answer))
			return "it is data, which bpftrace watches by its address in the running kernel: ask that one as root, without --from";
		fprintf(out, "bpftrace -e 'watchpoint:%#" PRIx64 ":%u:w %s'\n",
			answer->sym->address, watched_size(answer->sym), body);
		return NULL;
	}
	target_get(&target, answer);
	if (target.kind == TARGET_NAME) {
		fprintf(out, "bpftrace -e 'kprobe:\"%s\" %s'\n", target.name, body);
	} else if (target.kind == TARGET_MODULE) {
		fprintf(out, "bpftrace -e 'kprobe:%s:%s %s'\n", answer->object->name,
			target.name, body);
	} else if (is_running(answer)) {
		/* Version 0.26 and later; it checks no address, hence the option. */
		fprintf(out, "bpftrace --unsafe -e 'kprobe:%#" PRIx64 " %s'\n",
			answer->sym->address, body);
	} else {
		return needs_address;
	}
	return NULL;
}

/* SEC("kprobe/NAME") ends a name at an "@" and says nothing. */
const char *recipe_libbpf(FILE *out, const struct answer *answer)
{
	struct target target;

	target_get(&target, answer);
	if (target.kind == TARGET_NAME && !strchr(target.name, '@'))
		fprintf(out, "SEC(\"kprobe/%s\")\n", target.name);
	else if (target.kind == TARGET_NAME)
		fprintf(out, "link = bpf_program__attach_kprobe(prog, false, \"%s\");\n",
			target.name);
	else if (target.kind == TARGET_MODULE)
		fprintf(out, "link = bpf_program__attach_kprobe(prog, false, \"%s:%s\");\n",
			answer->object->name, target.name);
	else if (is_running(answer))
		fprintf(out, "link = bpf_program__attach_kprobe_multi_opts(prog, NULL, &(struct bpf_kprobe_multi_opts){ .sz = sizeof(struct bpf_kprobe_multi_opts), .addrs = (unsigned long[]){ %#" PRIx64 " }, .cnt = 1 });\n",
			answer->sym->address);
	else
		return needs_address;
	return NULL;
}

/* A livepatch names its object apart; a position is within that. */
const char *recipe_livepatch(FILE *out, const struct answer *answer)
{
	const struct sym *sym = answer->sym;
	char function[EVENT_ROOM];

	if (!answer->alias && sym->is_passing && answer->count > 1)
		return "it has no alias, and one of that name is in the init part of its module: positions are others once that is gone";
	if (!answer->alias && !sym->position && answer->count > 1)
		return "it has no alias, and its position is not known: ask /proc/kallsyms, or the files of the kernel, in their own order";
	target_event(function, answer);
	fprintf(out, "{ .old_name = \"%s\", .new_func = livepatch_%s",
		answer->alias ?: sym->name, function);
	if (!answer->alias && answer->count > 1)
		fprintf(out, ", .old_sympos = %" PRIu32, sym->position);
	fputs(" },", out);
	if (sym->position)
		fprintf(out, " /* %s:%s,%" PRIu32 " */", answer->object->name, sym->name,
			sym->position);
	putc('\n', out);
	return NULL;
}

/*
 * systemtap's function("NAME@PATH") goes by the debug info, in which a copy of a
 * header's function cannot be told from another. kprobe.function() goes by names.
 */
const char *recipe_systemtap(FILE *out, const struct answer *answer)
{
	const char *path = answer_path(answer);
	struct target target;

	target_get(&target, answer);
	if (path && answer->place_count == 1 && !strcmp(path, answer->places->unit)) {
		fputs("stap -e 'probe ", out);
		if (answer->object->is_module)
			fprintf(out, "module(\"%s\")", answer->object->name);
		else
			fputs("kernel", out);
		fprintf(out, ".function(\"%s@%s\") { print_backtrace() }'\n",
			answer->sym->name, path);
	} else if (target.kind == TARGET_NAME) {
		fprintf(out, "stap -e 'probe kprobe.function(\"%s\") { print_backtrace() }'\n",
			target.name);
	} else if (target.kind == TARGET_MODULE) {
		fprintf(out, "stap -e 'probe module(\"%s\").function(\"%s\") { print_backtrace() }'\n",
			answer->object->name, target.name);
	} else if (is_running(answer)) {
		fprintf(out, "stap -g -e 'probe kernel.statement(%#" PRIx64 ").absolute { print_backtrace() }'\n",
			answer->sym->address);
	} else {
		return needs_address;
	}
	return NULL;
}

const char *recipe_gdb(FILE *out, const struct answer *answer)
{
	bool is_text = sym_is_text(answer->sym);

	if (answer->alias || target_is_unique(answer))
		fprintf(out, is_text ? "break '%s'\n" : "print &'%s'\n",
			answer->alias ?: answer->sym->name);
	else if (answer->has_address)
		fprintf(out, is_text ? "break *%#" PRIx64 "\n" : "x %#" PRIx64 "\n",
			answer->sym->address);
	else
		return "it has no alias, and its address is not known";
	return NULL;
}

/* crash moves the symbols of a file to where the kernel ran, but no numbers. */
const char *recipe_crash(FILE *out, const struct answer *answer)
{
	const char *command = sym_is_text(answer->sym) ? "dis -l" : "rd";

	if (answer->alias || target_is_unique(answer))
		fprintf(out, "%s %s\n", command, answer->alias ?: answer->sym->name);
	else if (is_running(answer))
		fprintf(out, "%s %" PRIx64 "\n", command, answer->sym->address);
	else
		return needs_address;
	return NULL;
}
