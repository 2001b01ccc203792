#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# GCC's own torture suite, with and without the plugin, at every level of
# optimisation: the code has to be the same to the byte. In each compiler of
# $TEST_COMPILERS; in those for other machines, every tenth file.
#
#	TORTURE_EVERY=N		only each Nth file
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"
: "${KAS_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/kas_alias}"
: "${TORTURE_EVERY:=1}"

# Debian's package of the sources of some GCC; the newest that is installed.
tarball=$(printf '%s\n' /usr/src/gcc-*/gcc-*.tar.xz | sort -V | tail -n 1)
suite=$KAS_CACHE/src/gcc-torture
if [ ! -e "$suite.stamp" ] || [ "$tarball" -nt "$suite.stamp" ]; then
	[ -e "$tarball" ] || { echo "Bail out! $tarball: error: no such file: install gcc-12-source, or that of another version"; exit 1; }
	rm -rf "$suite" && mkdir -p "$suite"
	tar -xf "$tarball" -C "$suite" --strip-components=4 --wildcards \
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

	plugin=$(plugin_of "$1")
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

for compiler in $TEST_COMPILERS; do
	check "$compiler: is there" is_usable "$compiler" || continue
	every=$TORTURE_EVERY
	is_native "$compiler" || every=$((10 * every))
	torture_levels "$compiler" "$every" -O0 -O1 -O2 -O3 -Os
done
done_testing
