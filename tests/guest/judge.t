#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The judge of the guest's table takes what is expected, and nothing else.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# judged WHAT WANT ROW...: what becomes of rows, "ok" or "not ok" of each.
judged() {
	local what=$1 want=$2
	shift 2

	printf '%b\n' "$@" >"$work/rows"
	is "$("$top/tests/guest/judge" "$work/expected" "$separator" "$work/rows" | cut -f 1 | paste -sd ,)" \
		"$want" "$what"
}

printf '%b\n' '# a comment' \
	'tool\t@\t*\tno\t-\tInvalid' \
	'tool\t.\tmodule\tyes\tplain|alias\t^-$' \
	'tool\t.\tvmlinux\tall\tplain\t^-$' >"$work/expected"

separator=@
judged 'as expected' ok 'tool\tvmlinux\tno\t-\tline\tInvalid argument'
judged 'for a module, too' ok 'tool\ttwins\tno\t-\tline\tInvalid argument'
judged 'another reason' 'not ok' 'tool\tvmlinux\tno\t-\tline\tNo such file'
judged 'taken' 'not ok' 'tool\tvmlinux\tyes\t-\tline\tInvalid'
judged 'shown' 'not ok' 'tool\tvmlinux\tno\talias\tline\tInvalid'
judged 'a row that nobody expects' 'ok,not ok' \
	'tool\tvmlinux\tno\t-\tline\tInvalid' 'other\tvmlinux\tno\t-\tline\tInvalid'
separator=.
judged 'the other separator' 'ok,ok' \
	'tool\tvmlinux\tall\tplain\tline\t-' 'tool\ttwins\tyes\talias\tline\t-'
judged 'no more than a part of what is expected' 'not ok,ok' \
	'tool\tvmlinux\tal\tplain\tline\t-' 'tool\ttwins\tyes\talias\tline\t-'
judged 'a row that is not there' 'ok,not ok' 'tool\tvmlinux\tall\tplain\tline\t-'

echo 'tool * *' >"$work/expected"
check 'a line that is no row is an error' \
	bash -c '! "$1" "$2" @ "$3" 2>"$4" && grep -q "has 1 fields, not 6" "$4"' - \
	"$top/tests/guest/judge" "$work"/{expected,rows,error}
done_testing
