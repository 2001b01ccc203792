# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# dwarf: what it takes to find the places of ambiguous symbols after the link, by nm and
# addr2line, as earlier tools do it, against all steps of the checker. Builds a kernel with
# debug information.

nm_and_addr2line() {
	"${cross}nm" vmlinux | sort -k 3,3 | uniq -D -f 2 | cut -d ' ' -f 1 |
		"${cross}addr2line" -e vmlinux
}

measure_dwarf() {
	local area=$PWD census prune verify whole

	[ -e "$build/dwarf/vmlinux" ] || build_debug_kernel
	cd "$build/dwarf" || return
	census=$(cpu_seconds "$kas_alias" census -o "$area/names" vmlinux.o)
	prune=$(cpu_seconds "$kas_alias" prune --names modules.symbfreq -o "$area/vmlinux" vmlinux)
	verify=$(cpu_seconds "$kas_alias" verify --names modules.symbfreq vmlinux)
	whole=$(sum "$census" "$prune" "$verify")
	heading "Places of ambiguous symbols, Linux $KAS_KVER with debug information"
	row 'census, prune and verify of vmlinux' "$whole" s "$whole"
	row 'nm, and addr2line of the ambiguous symbols' "$(cpu_seconds nm_and_addr2line)" s "$whole"
}
