/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a tool that takes a name can be told which symbol is meant.
 */
#ifndef KAS_RESOLVER_TARGET_H
#define KAS_RESOLVER_TARGET_H

#include <stdbool.h>
#include <stdint.h>

struct answer;

enum target_kind {
	TARGET_NAME,	/* .name means this symbol and no other */
	TARGET_MODULE,	/* ... and no other in its module */
	TARGET_TEXT,	/* .address is the distance from _text */
	TARGET_ADDRESS,	/* .address is that in the running kernel */
	TARGET_NONE,	/* .why tells */
};

struct target {
	enum target_kind kind;
	const char *name;
	const char *why;
	uint64_t address;
};

/* target_get() - the best there is: name, module, distance, address */
void target_get(struct target *target, const struct answer *answer);

/*
 * target_is_unique() - has no other symbol, in any object, this one's name?
 * What has an alias is not: there is another one, be it in a file that was not read.
 */
bool target_is_unique(const struct answer *answer);

/*
 * target_event() - a name for an event or a function that stands for a symbol
 *
 * It is the alias, with "_" for what is no letter, digit or "_"; without one, the
 * name, the module and the position there, or the address where that is not known.
 * So no two symbols of one name share it, which matters: register_trace_kprobe()
 * (kernel/trace/trace_kprobe.c) appends a probe to an event that is there already,
 * and says nothing. What is longer than the kernel allows (MAX_EVENT_NAME_LEN, with
 * the final NUL, in kernel/trace/trace.h) is shortened as kas_join() does.
 */
#define EVENT_ROOM 64
void target_event(char event[EVENT_ROOM], const struct answer *answer);

#endif
