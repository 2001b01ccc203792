#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The cases, in every compiler of $TEST_COMPILERS. As many at a time as there are
# processors; what they say is told in the order of the list.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"

# Its tests become tests of this file: numbered on, with the compiler's name.
run_in_order() { # COMPILER...
	local compiler line

	for compiler; do
		while read -r line; do
			case $line in
			ok\ * | not\ ok\ *)
				tap_count=$((tap_count + 1))
				[[ $line = ok* ]] || tap_failures=$((tap_failures + 1))
				echo "${line%%[0-9]*}$tap_count - $compiler, ${line#* - }" ;;
			Bail*)	echo "$line" ;;
			esac
		done <"$work/$compiler.tap"
		check "$compiler: came to its end" grep -q '^1\.\.[1-9]' "$work/$compiler.tap"
		sed 's/^/# /' "$work/$compiler.messages" >&2
	done
}

compilers=()
for compiler in $TEST_COMPILERS; do
	check "$compiler: is there" is_usable "$compiler" && compilers+=("$compiler")
done
[ ${#compilers[@]} -gt 0 ] || done_testing
printf '%s\n' "${compilers[@]}" | xargs -P "$(nproc)" -I{} \
	sh -c '"$1" "$2" >"$3/$2.tap" 2>"$3/$2.messages"' - "$(dirname "$0")/run-cases" {} "$work"
run_in_order "${compilers[@]}"
done_testing
