/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The recipes, each as recipe_print() wants it: they write one line, or return
 * why there is none. All names in it are known to need no more than quotes.
 */
#ifndef KAS_RESOLVER_RECIPES_H
#define KAS_RESOLVER_RECIPES_H

#include <stdio.h>

struct answer;

/* recipes_trace.c: what records calls */
const char *recipe_kprobe(FILE *out, const struct answer *answer);
const char *recipe_ftrace(FILE *out, const struct answer *answer);
const char *recipe_perf(FILE *out, const struct answer *answer);

/* recipes_code.c: what runs or reads code */
const char *recipe_bpftrace(FILE *out, const struct answer *answer);
const char *recipe_libbpf(FILE *out, const struct answer *answer);
const char *recipe_livepatch(FILE *out, const struct answer *answer);
const char *recipe_systemtap(FILE *out, const struct answer *answer);
const char *recipe_gdb(FILE *out, const struct answer *answer);
const char *recipe_crash(FILE *out, const struct answer *answer);

#endif
