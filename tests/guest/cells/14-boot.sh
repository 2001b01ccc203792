# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# What the kernel was told of when it was booted: see guest.t.
#
# Once.
said() { # PARAMETER
	tr ' ' '\n' </proc/cmdline | sed -n "s/^$1=//p"
}

line=kprobe_event=$(said kprobe_event)
if [ -d "$tracing/events/kas/boot" ]; then
	echo >"$tracing/trace"
	echo 1 >"$tracing/events/kas/boot/enable"
	poke
	echo 0 >"$tracing/events/kas/boot/enable"
	grep ' boot: ' "$tracing/trace" >trace
	cat trace
	takes=$(judge "$(wc -l <trace)")
	row 'boot: kprobe_event=' "$takes" "$(names_in trace)" "$line" "$(silence "$takes")"
else
	row 'boot: kprobe_event=' no - "$line" "$(dmesg | grep -iE 'trace_kprobe|kprobe.*event' | tail -n 2)"
fi

# A filter that names nothing is an empty one, which the kernel does not tell.
for parameter in ftrace_filter ftrace_graph_filter; do
	case $parameter in
	ftrace_filter)	file=set_ftrace_filter ;;
	*)		file=set_graph_function ;;
	esac
	line=$parameter=$(said $parameter)
	kept=/run/kas/$file
	cat "$kept"
	if grep -qw "$symbol" "$kept"; then
		takes=$([ "$(grep -cw "$symbol" "$kept")" = 1 ] && echo yes || echo all)
		row "boot: $parameter=" "$takes" "$(names_in "$kept")" "$line"
	else
		row "boot: $parameter=" no - "$line" "not in $file: $(head -n 1 "$kept")"
	fi
done
