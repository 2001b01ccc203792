#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# A system of another suite of Debian, really made from the mirror: whole or not
# there, whatever ends a run, and apart from this one. For root.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

[ "$(id -u)" = 0 ] || skip_all 'only root can make one'

# In a cache of its own, since it is killed, and in the usual one's file system,
# which has the room.
: "${KAS_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/kas_alias}"
mkdir -p "$KAS_CACHE"
KAS_CACHE=$(mktemp -d "$KAS_CACHE/suite-test.XXXXXX")
trap 'kill $(jobs -p) 2>/dev/null; sleep 1; rm -rf --one-file-system "$work" "$KAS_CACHE"' EXIT
export KAS_CACHE
suites=$KAS_CACHE/suites
run=$top/tests/suite/run
suite=trixie

# Files of systems, without those that stay to be read or locked.
made() {
	find "$suites" -mindepth 1 -maxdepth 1 ! -name '*.lock' ! -name '*.log' ! -name apt \
		-printf '%f\n' | sort | paste -sd ' '
}

mounted_below() {
	grep -c " $suites" /proc/self/mountinfo
}

# Kill, as nothing can be caught of, a run in the background once $1 is true; the
# run and all that it started are gone then.
killed_when() { # SIGNAL CONDITION... -- COMMAND...
	local signal=$1 condition=() pid i
	shift
	while [ "$1" != -- ]; do
		condition+=("$1")
		shift
	done
	shift
	"$@" >"$work/out" 2>&1 &
	pid=$!
	for ((i = 0; i < 600; i++)); do
		"${condition[@]}" && break
		kill -0 "$pid" || return
		sleep 0.2
	done
	kill "-$signal" "$pid"
	wait "$pid" 2>/dev/null
	for ((i = 0; i < 100; i++)); do
		flock -n "$suites/$suite.lock" true && return
		sleep 0.1
	done
	echo 'what it started is still there'
	return 1
}

## Made

status=0
KAS_MIRROR=http://127.0.0.1:9/debian "$run" $suite true >"$work/out" 2>&1 </dev/null || status=$?
is "$status:$(tail -n 1 "$work/out")" \
"2:$suite: error: cannot be made from http://127.0.0.1:9/debian: see $suites/$suite.log; if the mirror is out of reach or lacks it, name another, as KAS_MIRROR=http://HOST/debian" \
	'a mirror that is out of reach'
is "$(made)" '' 'and nothing is left'

half_made() {
	[ -e "$suites/$suite.new/usr/bin" ]
}
for signal in KILL TERM; do
	check "killed while it is made, SIG$signal" \
		killed_when $signal half_made -- "$run" $suite true
	check 'there is no system' test ! -e "$suites/$suite"
	is "$(mounted_below)" 0 'nothing is mounted'
done
mkdir -p "$suites/$suite.new/dev"
mount --bind /dev "$suites/$suite.new/dev"
check 'the next one makes it, though something is mounted' "$run" $suite true
is "$(made) $(mounted_below)" "$suite $suite.home 0" 'and nothing else is left'
check '/dev is as it was' test -c /dev/null

## Used

inside() { # COMMAND...
	"$run" $suite "$@" 2>&1 </dev/null
}

is "$(inside sh -c '. /etc/os-release; echo "$VERSION_CODENAME $(pwd) $KAS_CACHE"')" \
	"$suite /srv/kas_alias/project /srv/kas_alias/cache" 'it is that system'
is "$(inside sh -c 'exit 7'; echo $?)" 7 'the status of a command'
is "$(CI=true KAS_KVER=7.2 NOISE=1 inside sh -c 'echo "$CI $KAS_KVER ${NOISE-none}"')" \
	'true 7.2 none' 'the environment has what tests read'
is "$(inside sh -c 'ls .git .build plugin/*.so 2>/dev/null')" '' 'a copy of the sources'
inside sh -c 'mkdir -p .build && echo kept >.build/x && echo lost >y && echo lost >/tmp/z' >/dev/null
check 'which this tree is apart from' test ! -e "$top/y"
is "$(inside sh -c 'cat .build/x; ls y /tmp/z 2>/dev/null')" kept \
	'a build is kept, all else is made as it is here'
mkdir -p "$KAS_CACHE/src" && echo source >"$KAS_CACHE/src/shared"
is "$(inside sh -c 'cat $KAS_CACHE/src/shared')" source 'sources are shared'
echo tarball >"$work/tarball"
is "$(KAS_SOURCE=$work/tarball inside sh -c 'cat "$KAS_SOURCE"')" tarball 'as is a tarball that is named'
check 'a compiler is installed' inside scripts/setup demo
check 'the demo' inside make demo
is "$(mounted_below)" 0 'nothing is mounted after that'

is_started() {
	[ -e "$suites/$suite.home/tmp/started" ]
}
for signal in KILL TERM; do
	rm -f "$suites/$suite.home/tmp/started"
	check "killed while it is used, SIG$signal" killed_when $signal is_started -- \
		"$run" $suite sh -c 'touch /tmp/started; (sleep 1000 & sleep 1000)'
	is "$(mounted_below)" 0 'nothing is mounted'
done

# The packages of an installation that was killed are put right by the next one.
is_installing() {
	grep -q 'half-\|unpacked' "$suites/$suite/var/lib/dpkg/status"
}
check 'killed while packages are installed' killed_when KILL is_installing -- \
	"$run" $suite scripts/setup kernel
check '... they are, by the next one' inside scripts/setup kernel
is "$(inside dpkg --audit)" '' '... and whole'
done_testing
