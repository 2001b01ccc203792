# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
#
# What the cells have in common, to be sourced in the guest. A cell tries a consumer of
# names on one symbol; it knows
#
#   $where $symbol $alias   where it is, its plain name, its alias
#   $source                 the file of the source that it is in
#   $hit $miss              a file that is read by it, and one that is by a namesake
#   $separator              between symbol and tag
#   $scratch                an empty folder, the working directory
#
# and tells rows of the table, with row.

tracing=/sys/kernel/tracing
separator=$(cat /kas/separator)
kernel_build=$(cat /kas/build 2>/dev/null)

one_line() {
	printf '%s' "$1" | tr '\t\n\r' '   ' | sed 's/  */ /g; s/^ //; s/ $//' | cut -c 1-400
}

# row CONSUMER TAKES SHOWS RECIPE REASON: one row of the table.
#	TAKES	yes: the alias, and it means its one function; all: all functions of
#		the name; other: a namesake; no; -: it takes no names
#	SHOWS	alias, plain, both, address; -: it shows none
#	RECIPE	what was run
#	REASON	why not, in the words of the tool
row() {
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$where" "$2" "$3" \
		"$(one_line "${4:--}")" "$(one_line "${5:--}")" | tee -a /kas/out/rows
}

# The line for a tool, as kas_alias has it; if it has none, one that says why.
recipe_for() { # TOOL
	kas_alias find --for="$1" "$alias" 2>/dev/null || echo "kas_alias find --for=$1 '$alias'"
}

# Have the function run, and its namesake, each as often as judge knows.
poke() {
	local times

	for times in 1 2 3; do cat "$hit"; done >/dev/null
	for times in 1 2 3 4 5; do cat "$miss"; done >/dev/null
}

# Who was met, by how often something was.
judge() { # COUNT
	case $1 in
	3)	echo yes ;;
	5)	echo other ;;
	8)	echo all ;;
	0)	echo 'no' ;;
	*)	echo "$1 times" ;;
	esac
}

# Why it is no "yes", for those that were taken and did not fire.
silence() { # TAKES
	case $1 in
	yes | all)	echo - ;;
	no)		echo 'taken, and never met' ;;
	*)		echo "met by $1" ;;
	esac
}

# What name of the function a text has: alias, plain, both; - if none.
names_in() { # FILE
	local plain='(^|[^A-Za-z0-9_.])'$symbol'($|[^A-Za-z0-9_.@]|\.$)' found=

	grep -qF -- "$alias" "$1" && found="alias"
	if sed "s/${alias//./\\.}//g" "$1" | grep -qE -- "$plain"; then
		found=${found:+both}
		found=${found:-plain}
	fi
	echo "${found:--}"
}

# Do a line of a shell; what it and the kernel say against it goes to $reason.
try() { # LINE
	local status=0

	echo >"$tracing/error_log"
	echo "\$ $1"
	reason=$(eval "$1" 2>&1) || status=$?
	[ -z "$reason" ] || echo "$reason"
	if [ $status != 0 ]; then
		reason="$(echo "$reason" | sed -E 's/^.*line [0-9]+: //' | tail -n 2) $(grep 'error:' "$tracing/error_log" | tail -n 1 |
			sed 's/^\[[^]]*\] //')"
	fi
	return $status
}

# What the function tracer and the kprobes watch by now.
watched() {
	cat /sys/kernel/debug/kprobes/list "$tracing/enabled_functions" 2>/dev/null | wc -l
}

# Start a program that watches a function, wait until it does, have the function run,
# end the program. Its output is $scratch/output. Fails if it ended before.
watch() { # SECONDS LINE
	local before pid tries=$(($1 * 4))

	before=$(watched)
	echo "\$ $2"
	: >"$scratch/output"
	setsid bash -c "$2" >"$scratch/output" 2>&1 </dev/null &
	pid=$!
	while [ "$(watched)" -le "$before" ] && kill -0 $pid 2>/dev/null && [ $tries -gt 0 ]; do
		tries=$((tries - 1))
		sleep 0.25
	done
	if ! kill -0 $pid 2>/dev/null || [ $tries = 0 ]; then
		kill -KILL -- -$pid 2>/dev/null
		wait $pid
		cat "$scratch/output"
		return 1
	fi
	sleep 2
	poke
	sleep 2
	kill -INT -- -$pid
	(sleep 60; kill -KILL -- -$pid) 2>/dev/null &
	wait $pid
	kill $! 2>/dev/null
	cat "$scratch/output"
}

# The last lines that tell something, of what a tool wrote.
complaint() { # [FILE]
	grep -E '[^ ]' "${1:-$scratch/output}" | grep -vE '^(Attaching|Attached|\^C)' | tail -n 3
}

# An event of dynamic_events that LINE makes: who hits it, what the trace shows.
event_row() { # CONSUMER LINE EVENT
	local takes

	if ! try "$2"; then
		row "$1" no - "$2" "$reason"
		return
	fi
	echo >"$tracing/trace"
	if ! try "echo 1 >$tracing/events/$3/enable"; then
		row "$1" no - "$2" "$reason"
		return
	fi
	poke
	echo 0 >"$tracing/events/$3/enable"
	grep " ${3#*/}: " "$tracing/trace" >"$scratch/trace"
	cat "$scratch/trace"
	takes=$(judge "$(wc -l <"$scratch/trace")")
	row "$1" "$takes" "$(names_in "$scratch/trace")" "$2" "$(silence "$takes")"
	echo "-:$3" >>"$tracing/dynamic_events"
}

# The event that a line of a recipe makes: "kas/name_show_drivers_rtc_sysfs_c_26".
event_of() { # LINE
	sed -E 's/.*[pr][0-9]*:([A-Za-z0-9_]+\/[A-Za-z0-9_]+) .*/\1/' <<<"$1"
}

# As it was before a cell.
tidy() {
	local event

	echo 0 >"$tracing/events/enable"
	echo nop >"$tracing/current_tracer"
	echo >"$tracing/set_ftrace_filter"
	echo >"$tracing/set_graph_function"
	echo >"$tracing/trace"
	sed -n 's/^[a-z][0-9]*:\([^ ]*\) .*/\1/p' "$tracing/dynamic_events" | grep '^kas' |
		while read -r event; do
			echo "-:$event" >>"$tracing/dynamic_events"
		done
}
