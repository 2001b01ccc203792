#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Programs that this project did not write, built with the plugin: the same code,
# their own tests pass, every ambiguous symbol has its alias, and debuggers take it.
# See lib.bash; the figures are shown at the end.
#
#	JOBS=N		how many compilers at a time (default: one for each processor)
set -u
# shellcheck source=tests/programs/lib.bash
. "$(dirname "$0")/lib.bash"

image_sums() { # BUILD
	(cd "$1" && xargs sha256sum <"$1.images")
}

# The suite must have run what was pruned: make could link it anew.
run_suite() { # PLAIN ALIAS
	image_sums "$2" >"$work/sums"
	if ! (cd "$2" && suite "$1") >"$work/suite" 2>"$work/suite.err"; then
		tail -n 20 "$work/suite" "$work/suite.err"
		return 1
	fi
	[ "$(tail -n 1 "$work/suite")" -gt 0 ] && diff "$work/sums" <(image_sums "$2")
}

# The figures of the image that was verified last.
add_row() { # PROGRAM VERSION IMAGE OBJECTS TESTS
	# shellcheck disable=SC2059
	printf "$row" "$1" "$2" "$3" "$(figure symbols,)" "$(figure 'ambiguous;')" \
		"$(figure 'symbols with')" "$(figure aliases)" \
		"$(sed -E 's/.*outside the level ([0-9]+).*/\1/' "$work/summary")" \
		"$(sed 's/.*: //' "$work/summary")" "$4" "$5" >>"$work/table"
}

# Of an image: all symbols, ambiguous names, symbols that have one of these, those of
# them with an alias and those outside of the level: what the compiler named.
row='%-8s %-12s %-16s %8s %6s %8s %8s %8s %9s %8s %6s\n'
# shellcheck disable=SC2059
printf "$row" program version image symbols names bearers aliases outside findings \
	objects tests >"$work/table"
argument=-fplugin-arg-kas_alias_plugin

# Read the recipe, get the source; $version is the package's.
prepare() { # PROGRAM
	# shellcheck source=/dev/null
	. "$here/recipes/$1.sh"
	# shellcheck disable=SC2154
	if ! source=$("$here/fetch" "$package" 2>"$work/fetch"); then
		skip "$1" "no source: $(tail -n 1 "$work/fetch")"
		return 1
	fi
	version=${source##*/"$package"-}
}

plugin_flags() { # PROGRAM KIND
	echo "-fplugin=$plugin $argument-srctree=$trees/build/$1/$2"
}

test_image() { # PROGRAM PLAIN ALIAS IMAGE
	check "$1: $4: counted, pruned and verified" census_prune_verify "$3/$4"
	check "$1: $4: nm says so too" told_apart "$3/$4"
	check "$1: $4: what is loaded is the same" same_bytes "$2/$4" "$3/$4"
}

test_program() { # PROGRAM
	local name=$1 plain alias image objects tests

	prepare "$name" || return
	plain=$trees/build/$name/plain alias=$trees/build/$name/alias
	check "$name: builds" ensure_build "$name" plain '' "$link_flags" || return
	check "$name: builds with the plugin" ensure_build "$name" alias \
		"$(plugin_flags "$name" alias)" "$link_flags" "$plugin" || return
	check "$name: the code of all objects is the same" same_objects "$plain" "$alias"
	objects=$(cat "$work/objects")
	while read -r image; do
		test_image "$name" "$plain" "$alias" "$image"
		cp "$work/summary" "$work/summary.${image##*/}"
	done <"$alias.images"

	say "$name: running its tests"
	check "$name: its own tests pass" run_suite "$plain" "$alias"
	tests=$(tail -n 1 "$work/suite")
	while read -r image; do
		cp "$work/summary.${image##*/}" "$work/summary"
		add_row "$name" "$version" "${image##*/}" "$objects" "$tests"
		name='' version='' objects='' tests=''
	done <"$alias.images"
}

# shellcheck source=tests/programs/lto.bash
. "$here/lto.bash"
# shellcheck source=tests/programs/debuggers.bash
. "$here/debuggers.bash"

# One run at a time: the builds and redis' ports are there once.
mkdir -p "$trees"
exec 9>"$trees/lock"
flock 9

# An id is made of all that is in the file, aliases too.
link_flags=-Wl,--build-id=none
for program in lua zlib sqlite redis; do
	test_program "$program"
done
test_lto_link
test_lto_program
test_debuggers
table=$(cat "$work/table")
echo "# ${table//$'\n'/$'\n'# }"
echo "$table" >&2
done_testing
