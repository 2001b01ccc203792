# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# systemtap: the recipe, by DWARF, and kprobe.function, by names. It builds a module here,
# for minutes.
#
# Once.
stap_row() { # CONSUMER LINE
	if watch 800 "$2"; then
		takes=$(judge "$(grep -cE "^ *0x[0-9a-f]+ : ($symbol|${alias//./\\.})\+" output)")
		row "$1" "$takes" "$(names_in output)" "$2" "$(silence "$takes")"
	else
		row "$1" no - "$2" "$(grep -E 'error|Error' output | head -n 3)"
	fi
}

stap_row 'systemtap, kprobe.function' \
	"stap -e 'probe kprobe.function(\"$alias\") { print_backtrace() }'"
stap_row 'systemtap, recipe' "$(recipe_for systemtap)"
