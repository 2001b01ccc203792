#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# GCC's own torture suite, with and without the plugin, at every level of
# optimisation: the code has to be the same to the byte.
#
#	TORTURE_EVERY=N		only each Nth file
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
: "${KAS_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/kas_alias}"
: "${TORTURE_EVERY:=1}"

tarball=(/usr/src/gcc-12/gcc-12.*.tar.xz)
suite=$KAS_CACHE/src/gcc-torture
if [ ! -e "$suite.stamp" ] || [ "${tarball[0]}" -nt "$suite.stamp" ]; then
	[ -e "${tarball[0]}" ] || { echo "Bail out! ${tarball[0]}: error: no such file: install gcc-12-source"; exit 1; }
	rm -rf "$suite" && mkdir -p "$suite"
	tar -xf "${tarball[0]}" -C "$suite" --strip-components=4 --wildcards \
		'*/gcc/testsuite/gcc.c-torture/*' && touch "$suite.stamp"
fi

SAME_CODE=$top/.build/tests/same_code
export SAME_CODE

# The files for one compiler and level, each Nth of them.
files() { # EVERY
	find "$suite" -name '*.c' | sort | awk -v every="$1" 'NR % every == 0'
}

torture() { # COMPILER LEVEL EVERY
	local plugin compared

	plugin=$top/.build/plugin/$("$1" -dumpmachine)-$("$1" -dumpversion)/kas_alias_plugin.so
	files "$3" | xargs -n 40 -P "$(nproc)" "$top/tests/torture/compare-batch" \
		"$1" "$plugin" "$2" >"$work/result"
	grep -v '^compared ' "$work/result"
	compared=$(awk '/^compared / { n += $2; failed += $4 }
		END { print n + 0 " files compared, " failed + 0 " that do not compile" }' "$work/result")
	echo "$1 $2: $compared" >&2
	echo "# $1 $2: $compared"
	! grep -qv '^compared ' "$work/result" && [ "${compared%% *}" -gt 10 ]
}

# A check for each level.
torture_levels() {
	local compiler=$1 every=$2 level
	shift 2

	for level; do
		check "$compiler $level: the same code" torture "$compiler" "$level" "$every"
	done
}

torture_levels gcc-12 "$TORTURE_EVERY" -O0 -O1 -O2 -O3 -Os
torture_levels gcc-11 "$TORTURE_EVERY" -O0 -O1 -O2 -O3 -Os
torture_levels aarch64-linux-gnu-gcc-12 $((10 * TORTURE_EVERY)) -O0 -O1 -O2 -O3 -Os
done_testing
