# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# build: processor time of a whole kernel, with modules, without the option and with it, in
# turns; bytes of what was built; and what a build does in which nothing changed. The kernel
# is the small one of the tests of rules.

rounds=${ROUNDS:-2}

build_once() { # KIND
	local tree=$plain_tree fragments=("$root/tests/rules/small.config")

	if [ "$1" = alias ]; then
		tree=$alias_tree
		fragments+=("$here/config/kas_alias.config")
	fi
	rm -rf "$build/bench/$1"
	configure "bench/$1" "$tree" "${fragments[@]}" >>"$scratch/stderr" 2>&1 || return
	local TIMEFORMAT='%U %S'
	{ time build_kernel "bench/$1" "$tree" 2>>"$scratch/stderr"; } 2>&1 |
		awk '{ print $1 + $2 }' >>"$1.seconds"
}

least() { # FILE
	sort -n "$1" | head -n 1
}

size_of() { # KIND FILE
	stat -c %s "$build/bench/$1/$2"
}

stripped_size() { # KIND
	"${cross}strip" -o stripped "$build/bench/$1/vmlinux" && stat -c %s stripped
}

# How much make does when there is nothing to do.
steps_of_second_make() { # KIND TREE
	kernel_make "$2" O="$build/bench/$1" all >"$1.log" 2>>"$scratch/stderr" || return
	steps_in "$1.log" | wc -l
}

measure_build() {
	local round kind objects

	lock_cache
	unpack_source && mend_tree && apply_to_tree
	for ((round = 1; round <= rounds; round++)); do
		for kind in plain alias; do
			say "build: round $round of $rounds, '$kind'"
			build_once "$kind"
		done
	done
	objects=$(find "$build/bench/alias" -name '*.o' | wc -l)
	heading "A whole kernel, Linux $KAS_KVER, $objects objects, $rounds rounds in turns"
	printf '  %-44s %14s %14s\n' '' without with
	pair 'processor time, seconds, the least' "$(least plain.seconds)" "$(least alias.seconds)"
	printf '  %-44s %14s %14s\n' '... of each round' "$(paste -sd ' ' plain.seconds)" \
		"$(paste -sd ' ' alias.seconds)"
	bar 'processor time' "$(quotient "$(least alias.seconds)" "$(least plain.seconds)")" 1.01
	pair 'bytes of vmlinux, stripped' "$(stripped_size plain)" "$(stripped_size alias)"
	pair 'bytes of the tables of kallsyms' "$(kallsyms_bytes bench/plain)" "$(kallsyms_bytes bench/alias)"
	pair 'bytes of the boot image' "$(size_of plain "$boot_image")" "$(size_of alias "$boot_image")"
	pair 'bytes of all modules' "$(modules_bytes bench/plain)" "$(modules_bytes bench/alias)"
	printf '  %-44s %14s %14s\n' 'steps of a second make' \
		"$(steps_of_second_make plain "$plain_tree")" \
		"$(steps_of_second_make alias "$alias_tree")"
	exec 9>&-
}
