#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Each fuzz target on its seeds and on as many changed ones, the same each time; "make
# fuzz" goes on from there. FUZZ_RUNS says how many.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

replay=$top/.build/fuzz/replay
runs=${FUZZ_RUNS:-6000}
check 'seeds are made' "$top/tests/fuzz/seeds" "$work/seeds"
export FUZZ_OBJECT=$work/seeds/object FUZZ_FAILED=$work/failed

targets=$("$replay")
check 'there are targets' test -n "$targets"
for target in $targets; do
	check "$target: $runs inputs" "$replay" "$target" "$work/seeds/$target" "$runs" && continue
	# What ended it, to be looked into.
	sed 's/^/# /' <(base64 -w 0 "$FUZZ_FAILED") >&2
done
is "$(find "$work" -name '.tmp*')" '' 'nothing is left'

# Would an error be noticed? A target that is none, an input that is none.
check 'an unknown target fails' bash -c '! "$@"' - "$replay" lunch "$work/seeds/tag" 1
check 'no seeds fail' bash -c '! "$@"' - "$replay" tag "$work/none" 1
done_testing
