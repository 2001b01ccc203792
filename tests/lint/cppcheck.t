#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What cppcheck says of the sources: nothing.
# shellcheck source=tests/lint/lib.sh
. "$(dirname "$0")/lib.sh"

look=(cppcheck --quiet --enable=warning,portability,performance --std=c11
	-D_GNU_SOURCE= -I scripts/kas_alias -I plugin
	# A later one says so of what it would look at with more time.
	--suppress=normalCheckLevelMaxBranches)
check 'all sources' is_quiet "${look[@]}" "${sources[@]}"
printf 'int f(void) { int a[2]; return a[2]; }\n' >"$work/bad.c"
check 'an error is found' finds 'out of bounds' "${look[@]}" "$work/bad.c"
done_testing
