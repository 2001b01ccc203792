// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * probe - tell of each entry into a function, until interrupted
 *
 *	probe section ALIAS	by the SEC() that the program was compiled with
 *	probe name ALIAS	by bpf_program__attach_kprobe()
 *	probe multi ALIAS	by kprobe.multi, which takes a list of names
 *	probe pattern ALIAS	by kprobe.multi, which takes a pattern
 *	probe fentry ALIAS	by fentry, which takes a name that BTF has
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t interrupted;

static void interrupt(int signal)
{
	(void)signal;
	interrupted = 1;
}

static int print_event(void *context, void *data, size_t size)
{
	(void)context;
	(void)size;
	printf("met %s\n", (char *)data);
	fflush(stdout);
	return 0;
}

static void fail(const char *what, int error)
{
	fprintf(stderr, "probe: error: %s: %s\n", what, strerror(error));
	exit(1);
}

static struct bpf_link *attach(const char *way, struct bpf_program *prog, const char *alias)
{
	LIBBPF_OPTS(bpf_kprobe_multi_opts, by_name, .syms = &alias, .cnt = 1);

	if (!strcmp(way, "name"))
		return bpf_program__attach_kprobe(prog, false, alias);
	if (!strcmp(way, "multi"))
		return bpf_program__attach_kprobe_multi_opts(prog, NULL, &by_name);
	if (!strcmp(way, "pattern"))
		return bpf_program__attach_kprobe_multi_opts(prog, alias, NULL);
	return bpf_program__attach(prog);
}

int main(int argc, char **argv)
{
	struct bpf_program *prog, *wanted = NULL;
	struct ring_buffer *events;
	struct bpf_object *object;

	if (argc != 3) {
		fprintf(stderr, "usage: probe section|name|multi|pattern|fentry ALIAS\n");
		return 2;
	}
	signal(SIGINT, interrupt);
	object = bpf_object__open("probe.bpf.o");
	if (!object)
		fail("probe.bpf.o", errno);
	bpf_object__for_each_program(prog, object) {
		/* The programs are called "by_section" and so on. */
		bool is_wanted = !strcmp(bpf_program__name(prog) + strlen("by_"), argv[1]);

		bpf_program__set_autoload(prog, is_wanted);
		if (is_wanted)
			wanted = prog;
	}
	if (!wanted)
		fail(argv[1], ENOENT);
	if (!strcmp(argv[1], "fentry") && bpf_program__set_attach_target(wanted, 0, argv[2]))
		fail("no such function in BTF", errno);
	if (bpf_object__load(object))
		fail("load", errno);
	if (!attach(argv[1], wanted, argv[2]))
		fail("attach", errno);
	events = ring_buffer__new(bpf_object__find_map_fd_by_name(object, "events"),
				  print_event, NULL, NULL);
	if (!events)
		fail("events", errno);
	while (!interrupted)
		ring_buffer__poll(events, 100);
	return 0;
}
