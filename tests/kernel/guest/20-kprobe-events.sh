# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154
#
# Probes by name: refused for a name that several functions have, set by an
# alias, and hit when that function runs and only then.

kprobe_events=$tracing/kprobe_events

# The events that were hit since the trace was cleared, "EVENT (FUNCTION".
hits() {
	sed -n 's|^[^#].*: \([a-z0-9_]*\): \(([a-z0-9_]*\)+0x.*|\1 \2|p' "$tracing/trace"
}

# Why a probe was refused; write(2) has one errno for all of it.
last_error() {
	grep 'error:' "$tracing/error_log" | tail -n 1
}

fails_because "kprobe_events refuses the ambiguous name_show" \
	"The symbol is not unique" last_error \
	append "$kprobe_events" "p:kas/plain name_show"

if [ "$KIND" = baseline ]; then
	while read -r alias file; do
		fails_because "kprobe_events knows no $alias" \
			"Invalid probed address or symbol" last_error \
			append "$kprobe_events" "p:kas/probe $alias"
	done </etc/probes
	is "there is no alias of name_show" \
		"$(grep -c " name_show$SEPARATOR" /proc/kallsyms)" 0
	return
fi

# All aliases of the functions that are probed, those which are not read by any
# of the files included: none of these may be hit.
while read -r alias file; do
	grep -o " ${alias%"$SEPARATOR"*}${SEPARATOR}[A-Za-z0-9_]*" /proc/kallsyms
done </etc/probes | sort -u >/tmp/aliases

number=0
: >/tmp/events
while read -r alias; do
	number=$((number + 1))
	succeeds "kprobe_events takes $alias" \
		append "$kprobe_events" "p:kas/probe$number $alias"
	echo "$alias probe$number" >>/tmp/events
done </tmp/aliases

echo 1 >"$tracing/events/kas/enable"
while read -r alias file; do
	succeeds "$file can be read" test -r "$file"
	echo >"$tracing/trace"
	cat "$file" >/dev/null
	event=$(sed -n "s/^$alias //p" /tmp/events)
	is "reading $file hits $alias and nothing else" \
		"$(hits)" "$event (${alias%"$SEPARATOR"*}"
done </etc/probes
echo 0 >"$tracing/events/kas/enable"
echo >"$kprobe_events"

# The sample that shows how to do this by hand.
read -r alias file </etc/probes
is "samples/probes/kprobe-events shows that $alias is entered once" \
	"$(kprobe-events "$alias" cat "$file" 2>/dev/null | grep -c name_show)" 1
