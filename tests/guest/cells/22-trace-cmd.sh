# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# trace-cmd: the kernel's filters and events once more, by its own options.
cat >poke.sh <<-END
	. /kas/inside/lib.sh
	poke
END

# trace-cmd LINE, and what of the function it recorded.
recorded_row() { # CONSUMER LINE PATTERN
	local takes

	if ! try "$2"; then
		row "$1" no - "$2" "$(complaint <(echo "$reason"))"
		return 0
	fi
	trace-cmd report -i trace.dat 2>/dev/null | grep -E "$3" >report
	head -n 20 report
	takes=$(judge "$(wc -l <report)")
	row "$1" "$takes" "$(names_in report)" "$2" "$(silence "$takes")"
	rm -f trace.dat
}

recorded_row 'trace-cmd record -p function -l' \
	"trace-cmd record -q -o trace.dat -p function -l '$alias' bash poke.sh" \
	' function: '
recipe=$(recipe_for kprobe)
event=$(event_of "$recipe")
if try "$recipe"; then
	recorded_row 'trace-cmd record -e, of a kprobe event' \
		"trace-cmd record -q -o trace.dat -e '${event/\//:}' bash poke.sh" \
		" ${event#*/}: "
else
	row 'trace-cmd record -e, of a kprobe event' no - "$recipe" "$reason"
fi
