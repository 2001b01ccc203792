# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# bpftrace: probes by the alias, in quotes and not, by patterns, by a place of the source.
body='{ printf("met %s\n", func); print(kstack(1)); }'

bpftrace_row() { # CONSUMER LINE [HITS-PATTERN]
	local takes reason

	if ! watch 240 "$2"; then
		row "$1" no - "$2" "$(complaint)"
		return 0
	fi
	takes=$(judge "$(grep -cE "${3:-^met }" "$scratch/output")")
	grep -vE '^(Attach|WARN|stdin|.*~)' "$scratch/output" >shown
	case $takes in
	yes | all)	reason=- ;;
	*)		reason="$(silence "$takes"): $(complaint)" ;;
	esac
	row "$1" "$takes" "$(names_in shown)" "$2" "$reason"
}

recipe=$(recipe_for bpftrace)
bpftrace_row 'bpftrace, recipe' "$recipe" "^ +($symbol|${alias//./\\.})\+[0-9]"
bpftrace_row 'bpftrace, not quoted' "bpftrace -e 'kprobe:$alias $body'"
bpftrace_row 'bpftrace, kretprobe' "bpftrace -e 'kretprobe:\"$alias\" $body'"
bpftrace_row 'bpftrace, pattern' "bpftrace -e 'kprobe:\"${alias%?}*\" $body'"
bpftrace_row 'bpftrace, plain name' "bpftrace -e 'kprobe:$symbol $body'"
bpftrace_row 'bpftrace, fentry' "bpftrace -e 'fentry:\"$alias\" $body'"
bpftrace_row 'bpftrace, kprobe@file:line' "bpftrace -e 'kprobe@$source:${alias##*_} $body'"
