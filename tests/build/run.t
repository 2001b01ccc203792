#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# tests/run: what it takes for a failure, with CI and without.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

mkdir -p "$work/tests"/{one,newest}
cp "$top/tests/run" "$work/tests"

# a_test PATH LINE...: one that says so
a_test() {
	{
		echo '#!/bin/sh'
		printf 'echo "%s"\n' "${@:2}"
	} >"$work/tests/$1"
	chmod +x "$work/tests/$1"
}

# runs STATUS WHAT CI GROUP...
runs() {
	local status=0
	CI=$3 "$work/tests/run" "${@:4}" >"$work/out" 2>&1 || status=$?
	is "$status" "$1" "$2" || cat "$work/out" >&2
}

a_test one/a.t 'ok 1' '1..1'
runs 0 'a test that passes' '' one
runs 0 '... in CI' true one
a_test one/b.t '1..0 # SKIP out of reach: no such kernel'
runs 0 'a skipped file' '' one
runs 1 '... in CI' true one
a_test one/b.t 'ok 1 # skip no such tool' '1..1'
runs 1 'a skipped test in CI' true one
a_test one/b.t 'not ok 1' '1..1'
runs 1 'a failure' '' one
runs 1 '... in CI' true one
rm "$work/tests/one/b.t"

a_test newest/kernel.t '1..0 # SKIP out of reach: no such kernel'
runs 0 'a newest kernel that is out of reach' '' one newest
runs 0 '... in CI' true one newest
check '... which says so at the end' bash -c 'tail -n 1 "$1" |
	grep -q "WARNING: the newest kernel was NOT tested"' - "$work/out"
check '... and why' grep -q 'newest/kernel.t .*skipped: out of reach: no such kernel' "$work/out"
a_test newest/kernel.t '1..0 # SKIP no such tool'
runs 1 'another reason' true one newest
a_test newest/kernel.t 'ok 1 - out of reach: # skip no such tool' '1..1'
runs 1 'a part of it' true one newest
a_test newest/kernel.t 'not ok 1' '1..1'
runs 1 'a newest kernel that fails' true one newest
runs 2 'a group that is none' '' none
done_testing
