#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Programs of a generator of random C, at every level of optimisation: the code has
# to be the same to the byte with and without the plugin, and each local symbol has
# one alias. In the first native compiler of $TEST_COMPILERS.
#
#	CSMITH_PROGRAMS=N	how many [200]
#	CSMITH_FIRST=N		the first one's seed [1]
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"
: "${CSMITH_PROGRAMS:=200}" "${CSMITH_FIRST:=1}"

use_native_compiler
cd "$work" || exit	# where csmith leaves a file of its own
if ! command -v csmith >/dev/null; then
	echo 'Bail out! csmith: error: no such command: install csmith and libcsmith-dev'
	exit 1
fi
export SAME_CODE=$top/.build/tests/same_code ONE_ALIAS=$top/tests/lib/one-alias.awk
export COMPARE_FLAGS=-I/usr/include/csmith

# Every eighth as large as csmith likes it, the others a quarter of that.
generate() { # SEED
	local options=(--max-funcs 5 --max-block-size 3 --max-block-depth 3 --max-expr-complexity 6)

	[ $(($1 % 8)) -gt 0 ] || options=()
	csmith --seed "$1" "${options[@]}" >"$work/$1.c"
}

batch=100
for ((first = CSMITH_FIRST; first < CSMITH_FIRST + CSMITH_PROGRAMS; first += batch)); do
	last=$((first + batch - 1))
	[ $last -lt $((CSMITH_FIRST + CSMITH_PROGRAMS)) ] || last=$((CSMITH_FIRST + CSMITH_PROGRAMS - 1))
	for ((seed = first; seed <= last; seed++)); do
		generate $seed
	done
	compare() { # LEVEL
		printf '%s\n' "$work"/*.c | xargs -n 10 -P "$(nproc)" \
			"$top/tests/torture/compare-batch" "$CC" "$plugin" "$1" >"$work/result"
		cat "$work/result"
		! grep -qv '^compared ' "$work/result" &&
			[ "$(awk '/^compared / { n += $2 } END { print n + 0 }' "$work/result")" -eq $((last - first + 1)) ]
	}
	for level in -O0 -O1 -O2 -O3 -Os; do
		check "$CC $level, seeds $first to $last: same code, one alias each" compare $level
	done
	rm -f "$work"/*.c
done
done_testing
