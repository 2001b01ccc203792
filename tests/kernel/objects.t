#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Every object and every module of the two kernels that kernel.t has built: the
# same code, data, relocations and plain symbols, in the same order.
set -u
# shellcheck source=tests/kernel/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

same_code=$root/.build/tests/same_code
for kind in baseline alias; do
	[ -e "$build/$kind/vmlinux.o" ] ||
		{ echo "Bail out! $build/$kind/vmlinux.o: no kernel: run kernel.t first"; exit 1; }
done

# Those of programs that run while the kernel is built aside, and the compressed
# kernel itself, in which the symbol table is.
objects() {
	cd "$build/baseline" &&
	find . -name '*.o' ! -name '.tmp*' ! -path './scripts/*' ! -path './tools/*' \
		! -path './arch/x86/boot/compressed/piggy.o' ! -path './arch/x86/boot/header.o' |
		sed "s|.*|& $build/alias/&|"
}

# The linker's hash of a module, symbols included, says that there are others.
modules() {
	local module

	cd "$build/baseline" &&
	find . -name '*.ko' | while read -r module; do
		for kind in baseline alias; do
			mkdir -p "$work/$kind/${module%/*}"
			"${cross}objcopy" --remove-section=.note.gnu.build-id "$build/$kind/$module" \
				"$work/$kind/$module"
		done
		echo "$work/baseline/$module $work/alias/$module"
	done
}

compare() { # FUNCTION
	"$1" >"$work/pairs" && [ -s "$work/pairs" ] &&
	xargs -n 400 "$same_code" <"$work/pairs"
}

check 'the objects are the same' compare objects
echo "# $(wc -l <"$work/pairs") objects, vmlinux.o among them"
check 'the modules are the same' compare modules
echo "# $(wc -l <"$work/pairs") modules"
done_testing
