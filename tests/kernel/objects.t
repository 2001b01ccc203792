#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Every object and every module of the two kernels that kernel.t has built: the
# same code, data, relocations and plain symbols, in the same order; and vmlinux,
# as far as that can be the same.
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

# The images, by a tool that shares nothing with the others: what objtool makes of
# symbols is there in vmlinux.o and in modules, what the linker does in vmlinux.
symbols() { # ARGUMENT...
	READELF=${cross}readelf "$here/symbols.pl" "$@" >"$work/report" || {
		cat "$work/report"
		return 1
	}
}

linked=()
for image in vmlinux vmlinux.unstripped; do
	[ ! -e "$build/baseline/$image" ] || linked+=("$build/baseline/$image" "$build/alias/$image")
done

check 'the objects are the same' compare objects
echo "# $(wc -l <"$work/pairs") objects, vmlinux.o among them"
check 'the modules are the same' compare modules
echo "# $(wc -l <"$work/pairs") modules"
mapfile -t pairs < <(tr ' ' '\n' <"$work/pairs")
check 'the symbols of vmlinux.o and of the modules are the same, aliases aside' \
	symbols "$build/baseline/vmlinux.o" "$build/alias/vmlinux.o" "${pairs[@]}"
echo "# $(tail -n 1 "$work/report")"
check '... and so are those of vmlinux' symbols --linked "${linked[@]}"
echo "# $(tail -n 1 "$work/report")"
done_testing
