# SPDX-License-Identifier: GPL-2.0-or-later
#
# What the tests of the resolver share. A test sources this file first and calls
# done_testing last. It runs in an empty directory that goes away with it, with a
# list of symbols in it; $kas is the program.

set -u
shopt -s lastpipe
# shellcheck source=tests/lib/tap.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/tap.sh"

# shellcheck disable=SC2154
kas=$(realpath -s "${KAS_RESOLVER:-$top/scripts/resolver/kas_alias}")
[ -x "$kas" ] || { echo "Bail out! $kas is not built"; exit 1; }
inputs=$(realpath "$(dirname "${BASH_SOURCE[0]}")/inputs")
# shellcheck disable=SC2154
cd "$work" || exit 1
cp "$inputs"/* . || exit 1
tab=$'\t'

# gives STATUS OUT ERR NAME COMMAND... - ERR is a pattern of the shell
gives()
{
	local want_status=$1 want_out=$2 want_err=$3 name=$4

	shift 4
	run "$@"
	is "$status
$out" "$want_status
$want_out" "$name" || echo "# $err"
	# shellcheck disable=SC2053
	[[ $err == $want_err ]] || is "$err" "$want_err" "$name: the message"
}

# finds WORDS NAME QUERY... - of kallsyms: the status, then aliases, or names of
# what has none, with blanks between
finds()
{
	local want=$1 name=$2

	shift 2
	run "$kas" find --from=kallsyms --json "$@"
	is "$status $(grep -o '^{"symbol.*' <<<"$out" | sed -E \
		's/.*"alias":"([^"]*)".*/\1/; s/.*"symbol":"([^"]*)".*/\1/' | paste -sd ' ')" \
		"$want" "$name"
}

# refuses FILE WHY NAME COMMAND... - exit status 2, one message about FILE that
# matches WHY, nothing on stdout
refuses()
{
	local file=$1 why=$2 name=$3

	shift 3
	run "$@"
	is "$status:$out:$(wc -l <<<"$err"):$(grep -cE -- "^$file: error: .*($why)" <<<"$err")" \
		"2::1:1" "$name" || echo "# $err"
}
