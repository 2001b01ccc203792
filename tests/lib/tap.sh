# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# For tests in shell that speak TAP, to be sourced: a private directory $work,
# the top of the tree $top, and checks.

# shellcheck disable=SC2034
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
# What is still running when a test ends does not outlive it.
trap 'kill $(jobs -p) 2>/dev/null || :; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export LC_ALL=C
# Not the options of the make that runs the tests, as -r: a test's own make is a user's.
# And not the flags for what is tested: what a test compiles has those of the test.
unset MAKEFLAGS MFLAGS MAKELEVEL CPPFLAGS CFLAGS CXXFLAGS LDFLAGS

tap_count=0 tap_failures=0

# check WHAT COMMAND...: one test; shows the command's output if it fails, on
# standard error, as prove keeps the other for itself
check() {
	local what=$1 output
	shift

	tap_count=$((tap_count + 1))
	if output=$("$@" 2>&1); then
		echo "ok $tap_count - $what"
		return
	fi
	echo "not ok $tap_count - $what"
	# By sed: the shell takes minutes to replace in what a kernel's test can print.
	{ echo "$what: failed"; printf '%s\n' "$output"; } | sed 's/^/# /' >&2
	tap_failures=$((tap_failures + 1))
	return 1
}

# is GOT WANT WHAT: one test; shows how the strings differ
is() {
	check "$3" diff -U 0 <(echo "$2") <(echo "$1")
}

# step WHAT COMMAND...: a test without which nothing that follows can be; the
# command's output is shown as it comes
step() {
	local what=$1 status=0
	shift

	"$@" || status=$?
	check "$what" test "$status" = 0 && return
	echo "Bail out! $what: failed"
	exit 1
}

# run COMMAND...: leaves $status, $out, $err
run() {
	"$@" >.out 2>.err
	status=$?
	out=$(cat .out)
	err=$(cat .err)
	rm -f .out .err
}

# skip_all WHY: leave, all tests skipped
skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

# done_testing: leave, with the plan and the result
done_testing() {
	echo "1..$tap_count"
	exit $((tap_failures > 0))
}
