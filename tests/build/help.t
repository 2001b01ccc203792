#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# "make help" names the targets of the Makefile that a user calls, and no others.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# Steps of other targets.
internal='FORCE not-clang plugin-object test-objects test-plugins unit-tests'

help=$(make -C "$top" -s --no-print-directory help)
check 'there is a help' test -n "$help"

# The phony targets, as make sees them.
phony=$(make -C "$top" -pRrq help 2>/dev/null | sed -n 's/^\.PHONY: *//p' |
	tr ' ' '\n' | grep '^[A-Za-z]' | sort -u)
check 'there are targets' test -n "$phony"

# An entry is indented by two blanks. It starts with one target, or several with
# commas between, and variables are in capitals.
named=$(sed -nE 's/^  ([a-z][a-z-]*(, [a-z][a-z-]*)*)( .*|)$/\1/p' <<<"$help" | sed 's/, /\n/g' | sort)

is "$(uniq -d <<<"$named")" '' 'no target is named twice'
is "$(grep -vxFf <(echo "$phony") <<<"$named")" '' 'each target in the help exists'
is "$(grep -vxFf <(echo "$named"; tr ' ' '\n' <<<"$internal") <<<"$phony")" '' \
	'each target that a user calls is in the help'
done_testing
