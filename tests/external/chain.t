#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# A module that uses what another one exports, where the exported names are
# ambiguous: symbol tables of modules, dependencies and so the order of loading are
# as without aliases.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

# Build for a kernel in one of several ways, in a copy that is left behind.
chain_apart() { # KERNEL FOLDER
	build "$1" "$2/first" &&
	build "$1" "$2/second" "KBUILD_EXTRA_SYMBOLS=$2/first/Module.symvers"
}
chain_together() { build "$1" "$2"; }
chain_reversed() { build "$1" "$2" ORDER='second/ first/'; }

# What others know of the two modules: exported symbols, and dependencies as depmod
# sees them, the kernel's own modules left aside.
exports() { # FOLDER
	find "$1" -name Module.symvers | sort | xargs cat | awk '{ print $1, $2, $4 }' |
		sed "s|$1|FOLDER|"
}

dependencies() { # KIND FOLDER
	local root=$2.root version

	version=$(cat "$build/$1/include/config/kernel.release")
	mkdir -p "$root/lib/modules/$version"
	touch "$root/lib/modules/$version/modules.order"
	find "$2" -name '*.ko' -exec cp -t "$root/lib/modules/$version" {} +
	depmod -n -e -E "$build/$1/Module.symvers" -b "$root" "$version" |
		grep -E '^(chain_[a-z]*\.ko:|alias symbol:)'
}

# The aliases, less their lines.
declare -A wanted
wanted[apart]='chain_value@chain_first_main_c
chain_value@chain_first_other_c
value@chain_first_main_c
value@chain_first_other_c'
wanted[together]='chain_helper@chain_first_first_main_c
chain_helper@chain_second_second_main_c
chain_other@chain_first_first_other_c
chain_other@chain_second_second_other_c
chain_value@chain_first_first_main_c
chain_value@chain_first_first_other_c
value@chain_first_first_main_c
value@chain_first_first_other_c
value@chain_second_second_other_c'
wanted[reversed]=${wanted[together]}

for way in apart together reversed; do
	for kind in baseline alias; do
		mkdir "$work/$kind"
		copy_module chain "$work/$kind/chain"
		check "two modules, $way, for '$kind'" \
			"chain_$way" "$build/$kind" "$work/$kind/chain"
		check '... without a warning of modpost' \
			test "$(grep -c 'modpost:' "$work/log")" = 0
		exports "$work/$kind/chain" >"$work/exports.$kind"
		dependencies "$kind" "$work/$kind/chain" >"$work/dependencies.$kind"
	done
	check "$way: each Module.symvers is as without aliases" \
		diff -u "$work/exports.baseline" "$work/exports.alias"
	check "$way: so is what depmod finds" \
		diff -u "$work/dependencies.baseline" "$work/dependencies.alias"
	is "$(grep second.ko: "$work/dependencies.alias")" 'chain_second.ko: chain_first.ko' \
		"$way: the second module needs the first"
	is "$(aliases "$work/alias/chain"/*/*.ko | sed 's/_[0-9]*$//')" "${wanted[$way]}" \
		"$way: the aliases are those that are needed"
	rm -rf "$work/baseline" "$work/alias"
done
done_testing
