# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# samples/probes: each tells once of a command that has the function run, and not at all
# of one that has its namesake run.
PATH=/kas/samples/probes:$PATH

# sample_row PROGRAM PATTERN NAME: NAME is what the program is told.
sample_row() {
	local line="$1 '$3' cat $hit" once never

	timeout 300 "$1" "$3" cat "$hit" >once 2>once.error
	timeout 300 "$1" "$3" cat "$miss" >never 2>never.error
	head -n 12 once once.error
	once=$(grep -cE "$2" once)
	never=$(grep -cE "$2" never)
	if [ "$once $never" = '1 0' ]; then
		row "samples/probes/$1" yes "$(names_in once)" "$line"
	else
		row "samples/probes/$1" no "$(names_in once)" "$line" \
			"told $once times, of the namesake $never: $(complaint once.error)"
	fi
}

sample_row kprobe-events ' alias_[0-9]*: ' "$alias"
sample_row find-probe ' alias_[0-9]*: ' "$query"
sample_row ftrace-calls "[ |]$symbol(\(|\.| \[)" "$alias"
sample_row trace-cmd-record ' alias_[0-9]*: ' "$alias"
sample_row perf-probe 'kas:alias_[0-9]*: ' "$alias"
sample_row bpftrace-probe '^cat\[[0-9]+\]' "$alias"
