// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * probe - tell of each entry into a function
 *
 * One program for each way to attach, with a name that says which; see probe.c. What
 * the kernel calls the function goes to user space.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct event {
	char function[512];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 16);
} events SEC(".maps");

static __always_inline int tell(void *ctx)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 0;
	BPF_SNPRINTF(event->function, sizeof(event->function), "%ps", bpf_get_func_ip(ctx));
	bpf_ringbuf_submit(event, 0);
	return 0;
}

/* libbpf ends the name at an "@" here, so this is for the separator ".". */
SEC("kprobe/" ALIAS)
int by_section(void *ctx)
{
	return tell(ctx);
}

/* What it attaches to is said by probe.c. */
SEC("kprobe")
int by_name(void *ctx)
{
	return tell(ctx);
}

SEC("kprobe.multi")
int by_multi(void *ctx)
{
	return tell(ctx);
}

SEC("kprobe.multi")
int by_pattern(void *ctx)
{
	return tell(ctx);
}

SEC("fentry")
int by_fentry(void *ctx)
{
	return tell(ctx);
}

char LICENSE[] SEC("license") = "GPL";
