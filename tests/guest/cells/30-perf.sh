# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# perf: the probe, the record, and by what name it shows the function.
cat >poke.sh <<-END
	. /kas/inside/lib.sh
	poke
END

recipe=$(recipe_for perf)
event=$(sed -E "s/.*'(kas:[A-Za-z0-9_]*)=.*/\1/" <<<"$recipe")
event_row 'perf probe, not escaped' "${recipe//\\@/@}" "${event/://}"
# With the debug information of vmlinux at hand, perf looks functions up in that first.
event_row 'perf probe, with debug information' "$recipe" "${event/://}"
build=/lib/modules/$(uname -r)/build
[ ! -e "$build" ] || mv "$build" "$build.aside"
trap '[ ! -e "$build.aside" ] || mv "$build.aside" "$build"' EXIT
if ! try "$recipe"; then
	for consumer in 'perf probe and record' 'perf script' 'perf report' 'perf top'; do
		row "$consumer" no - "$recipe" "$(complaint <(echo "$reason"))"
	done
	return 0
fi

line="perf record -q -a -g -e $event bash poke.sh"
if try "$line"; then
	perf script -F event,ip,sym >script 2>/dev/null
	head -n 12 script
	takes=$(judge "$(grep -c "${event#*:}:" script)")
	row 'perf probe and record' "$takes" - "$recipe" "$(silence "$takes")"
	# The first frame of each stack is the function.
	awk '/kas:/ { getline; print $2 }' script | sort | uniq -c >frames
	cat frames
	row 'perf script' - "$(names_in frames)" 'perf script -F event,ip,sym'
	perf report --stdio -g none --sort symbol 2>/dev/null | grep -E '^ +[0-9.]+%' >report
	cat report
	row 'perf report' - "$(names_in report)" 'perf report --stdio --sort symbol'
else
	row 'perf probe and record' no - "$line" "$(complaint <(echo "$reason"))"
fi

line="perf top --stdio -d 2 -a -e $event -c 1"
timeout -s INT 40 script -qfc "$line" top >/dev/null &
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
	sleep 2
	poke
done
wait
sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' top | grep -E '^ *[0-9.]+%' | sort -u >topped
cat topped
row 'perf top' - "$(names_in topped)" "$line" \
	"$([ -s topped ] || complaint <(sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' top))"
perf probe -q --del "$event"
