#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Every alias of a kernel that was built with debug information, in all objects
# and in vmlinux and its modules, against what that says; see dwarf_aliases.c.
set -u
# shellcheck source=tests/kernel/lib.sh
. "$(dirname "$0")/../kernel/lib.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

# Programs that run while the kernel is built have no aliases, and what the
# assembler made no compilation unit that dwarf_aliases could ask for variables.
objects() {
	cd "$build/dwarf" &&
	find . -name '*.o' ! -name '.tmp*' ! -name vmlinux.o ! -path './scripts/*' \
		! -path './tools/*' ! -path '*/boot/*' ! -path '*/vdso/*' \
		! -path '*/realmode/*' | while read -r object; do
		[ ! -e "$source_tree/${object%.o}.S" ] && echo "$object"
	done
}

images() {
	cd "$build/dwarf" && echo vmlinux && find . -name '*.ko'
}

agree() { # FUNCTION
	"$1" >"$work/files" && cd "$build/dwarf" &&
	xargs "$root/.build/tests/dwarf_aliases" "$alias_tree" . <"$work/files" >"$work/out"
	status=$?
	grep 'DWARF says' "$work/out"
	tail -n 1 "$work/out" >"$work/counts"
	return "$status"
}

check 'a kernel with debug information is built' build_debug_kernel || exit
for files in objects images; do
	check "the aliases of all $files agree with DWARF" agree "$files"
	echo "# $files: $(cat "$work/counts")"
done
done_testing
