# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154
#
# fprobes: a pattern finds a function by its plain name and by its alias, and still
# probes it once. Up to 6.12 they are ftrace's filters, which know plain names only.
#
# Needs CONFIG_FPROBE_EVENTS.

events=$tracing/dynamic_events

probes_of_name_show() {
	grep '^name_show' /etc/probes
}

# What of the functions in /etc/probes a probe sees, a line for each time.
hits() { # EVENT
	echo >"$tracing/trace"
	echo 1 >"$tracing/events/kas/$1/enable"
	probes_of_name_show | while read -r _ file; do
		cat "$file" >/dev/null
	done
	echo 0 >"$tracing/events/kas/$1/enable"
	sed -n "s/^[^#].* $1: (\([^ ]*\).*/\1/p" "$tracing/trace"
}

for kind in '' %return; do
	succeeds "a pattern is taken: name_show*$kind" \
		append "$events" "f:kas/pattern name_show*$kind"
	is "name_show*$kind fires once for each time that one of them runs" \
		"$(hits pattern | wc -l)" "$(probes_of_name_show | wc -l)"
	append "$events" '-:kas/pattern'
done

first=$(probes_of_name_show | head -n 1 | cut -d ' ' -f 1)
known=$KIND
case $(uname -r) in
6.*)	known='by plain names only' ;;
esac
if [ "$known" = alias ]; then
	succeeds "an fprobe on an alias is taken: $first" \
		append "$events" "f:kas/one $first"
	is 'it fires for that one function' "$(hits one | wc -l)" 1
	append "$events" '-:kas/one'
else
	! append "$events" "f:kas/one $first" 2>/dev/null
	result $? "an fprobe on an alias is refused"
fi
