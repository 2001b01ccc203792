#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What modpost says of references to what is freed after init names the symbols
# as ever: aliases, and the markers of global symbols, are no symbols to it.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

# What modpost prints of the module when it is built for a kernel, and make's
# exit status.
verdict() { # KIND [ARGUMENT]...
	local kind=$1
	shift

	build "$build/$kind" "$work/mismatch" clean >"$work/clean"
	build "$build/$kind" "$work/mismatch" "$@" >"$work/output"
	echo "status $?"
	grep ' modpost: ' "$work/output"
}

copy_module mismatch "$work/mismatch"
for argument in CONFIG_SECTION_MISMATCH_WARN_ONLY=y CONFIG_SECTION_MISMATCH_WARN_ONLY=; do
	verdict baseline "$argument" >"$work/baseline"
	verdict alias "$argument" >"$work/alias"
	check "$argument: modpost says the same of both kernels' modules" \
		diff -u "$work/baseline" "$work/alias"
	sed 's/^/# /' "$work/alias"
	for name in name_show type_show type_table; do
		check "... among that, that $name is at fault" \
			grep -q "section mismatch in reference: ${name}[+ ].* -> setup" "$work/alias"
	done
	check '... and not that type_ops is' \
		test "$(grep -c 'reference: type_ops' "$work/alias")" = 0
done
done_testing
