# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# kprobe_events and kretprobes: a name has to be unique, so an alias is what they take.
recipe=$(recipe_for kprobe)
event=$(event_of "$recipe")

event_row 'kprobe_events' "$recipe" "$event"
event_row 'kprobe_events, return' "${recipe/p:/r:}" "$event"
event_row 'kprobe_events, plain name' "echo 'p:kas/plain $symbol' >>$tracing/kprobe_events" kas/plain
event_row 'dynamic_events, kprobe' "${recipe/kprobe_events/dynamic_events}" "$event"

# The kernel makes the event's name of the symbol, if it has none of its own.
line="echo 'p $alias' >>$tracing/kprobe_events"
if try "$line"; then
	made=$(sed -n 's/^p[0-9]*:\([^ ]*\) .*/\1/p' "$tracing/kprobe_events" | tail -n 1)
	event_row 'kprobe_events, event without a name' true "$made"
else
	row 'kprobe_events, event without a name' no - "$line" "$reason"
fi
