#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# tests/all goes on where it stopped: what passed is not run again before something
# that it depends on is changed, what failed is. In a tree of its own, with tests
# that note that they ran.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

tree=$work/tree
export KAS_CACHE=$work/cache NOTES=$work/notes
mkdir -p "$tree"/{plugin,scripts,tests/{lib,kernel,rules,matrix,suite}}
cd "$tree" || exit
git init -q .
cp "$top/tests/all" tests
cp "$top/scripts/suites.sh" scripts
export OS_RELEASE=$work/os-release
of_suite() { # CODENAME
	printf 'ID=debian\nVERSION_CODENAME=%s\n' "$1" >"$OS_RELEASE"
}
of_suite bookworm
echo 'void plugin(void);' >plugin/plugin.c
echo '# shared' >tests/kernel/lib.sh

# A test that notes its name, and passes when STATUS is 0.
a_test() { # STATUS PATH
	cat >"$2" <<-END
		#!/bin/bash
		[ "\${1-}" != --list ] || { echo one; exit; }
		echo "${2#tests/} \$*" >>"\$NOTES"
		echo 1..1
		[ $1 = 0 ] || printf 'not '
		echo 'ok 1 - a test'
		exit $1
	END
	chmod +x "$2"
}

for name in run suite/run rules/first.t rules/second.t matrix/matrix.t; do
	a_test 0 "tests/$name"
done

# Runs, with this status, the tests that are named, in this order.
runs() { # WHAT STATUS TESTS
	local status=0
	: >"$NOTES"
	tests/all kernel-6.1-arm64 'sid:*x86_64' 'rules-*' 'matrix-one' >"$work/out" 2>&1 || status=$?
	is "$status $(paste -sd , "$NOTES")" "$2 $3" "$1"
}

everything='run kernel,suite/run sid make check-kernel KVER=7.2 ARCH=x86_64,rules/first.t ,rules/second.t ,matrix/matrix.t one'
runs 'all of them' 0 "$everything"
is "$(grep -cE '^\[ [1-5]/5\] .* passed +[1-]' "$work/out")" 5 'a line tells of each'
is "$(sed '1,/^$/d' "$work/out" | awk '{ print $1, $2 }' | paste -sd ,)" \
	'kernel-6.1-arm64 passed,sid:kernel-7.2-x86_64 passed,rules-first passed,rules-second passed,matrix-one passed' \
	'and a table of all'
runs 'nothing that has passed' 0 ''
is "$(grep -c 'passed before' "$work/out")" 5 '... which it says'

echo '# changed' >>tests/rules/first.t
runs 'a changed test' 0 'rules/first.t '
echo '# a file' >tests/rules/lib.sh
runs 'what a new file concerns' 0 'rules/first.t ,rules/second.t ,matrix/matrix.t one'
echo '# changed' >>tests/kernel/lib.sh
runs 'what a shared file concerns' 0 "$everything"
echo 'int plugin;' >>plugin/plugin.c
runs 'all, for a changed plugin' 0 "$everything"
echo 'A text.' >README.md
runs 'nothing for a text' 0 ''

a_test 1 tests/rules/second.t
runs 'a failure' 1 'rules/second.t '
is "$(sed '1,/^$/d' "$work/out" | grep rules-second | awk '{ print $2 }')" failed 'which the table names'
runs 'what has failed' 1 'rules/second.t '
a_test 0 tests/rules/second.t
runs 'until it passes' 0 'rules/second.t '
runs 'and then no more' 0 ''

: >"$NOTES"
check '--again' bash -c 'tests/all --again rules-first && tests/all --again rules-first'
is "$(grep -c first "$NOTES")" 2 'runs what has passed'
check 'a step that is none' bash -c '! tests/all nothing'
check 'an option that is none' bash -c 'tests/all --nothing; [ $? = 2 ]'

## Which steps there are for whom

# lists SUITE WHAT STEPS: these of kernels, without their architectures
lists() {
	of_suite "$1"
	is "$(tests/all --list | sed -n 's/^\(.*\)kernel-\(.*\)-arm64$/\1\2/p' | paste -sd ' ')" "$3" "$2"
}

lists bookworm 'kernels and suites on bookworm' '7.2 6.12 6.1 trixie:7.2 trixie:6.12 sid:7.2'
lists trixie '... on trixie' '7.2 6.12 bookworm:7.2 bookworm:6.12 bookworm:6.1 sid:7.2'
lists forky '... on sid' '7.2 bookworm:7.2 bookworm:6.12 bookworm:6.1 trixie:7.2 trixie:6.12'

of_suite bookworm
mkdir -p "$KAS_CACHE"/{,suites/sid.home/cache/}build/kernel-7.2-x86_64/alias.guest
report=build/kernel-7.2-x86_64/alias.guest/report
printf '%s\n' '9 entries, 4 ambiguous names, 8 symbols of these names, 7 aliases' '0 findings' \
	>"$KAS_CACHE/$report"
sed 's/7 al/6 al/' "$KAS_CACHE/$report" >"$KAS_CACHE/suites/sid.home/cache/$report"
is "$(tests/all --again '*kernel-7.2-x86_64' | sed '1,/^$/d' | awk '{ print $1, $2, $(NF - 3), $NF }')" \
'kernel-7.2-x86_64 passed 7 findings
trixie:kernel-7.2-x86_64 passed - s
sid:kernel-7.2-x86_64 passed 6 findings' 'the table tells of aliases'
done_testing
