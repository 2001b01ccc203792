#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# scripts/setup, with stand-ins for the commands that look at the system and
# change it.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

setup=$top/scripts/setup
mkdir "$work/bin"
PATH=$work/bin:$PATH

# stand_in NAME BODY: a command that is found before the real one
stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
	chmod +x "$work/bin/$1"
}

# Run setup; its output and status are kept.
setup() {
	output=$("$setup" "$@" 2>&1 </dev/null)
	status=$?
}

stand_in id 'echo 1000'
stand_in sudo 'exit 1'
stand_in apt-get "echo \"\$*\" >>$work/apt-get.log"
stand_in dpkg-query 'shift 3; for p; do echo "ii $p"; done'

setup all
is "$status:$output" '0:' 'nothing is missing: silence'

stand_in dpkg-query 'shift 3; for p; do [ $p = elfutils ] || echo "ii $p"; done; exit 1'
setup unit
is "$status:$output" "1:scripts/setup: error: packages are missing; as root, do:
  apt-get install elfutils" 'a package is missing, no rights: the command to run'
setup demo
is "$status:$output" '0:' 'a purpose that does not need it: silence'

stand_in dpkg-query 'shift 3; for p; do [ $p = elfutils ] && s=rc || s=ii; echo "$s $p"; done'
setup unit
is "$status" 1 'removed, with its configuration still there: missing'

stand_in id 'echo 0'
setup unit
is "$status:$output" "0:scripts/setup: installing for 'unit': elfutils" \
	'as root: says what it installs'
is "$(cat "$work/apt-get.log")" "update
install -y --no-install-recommends elfutils" 'and installs it'

stand_in id 'echo 1000'
stand_in sudo 'shift; "$@"'
rm "$work/apt-get.log"
setup unit
is "$(tail -n 1 "$work/apt-get.log")" 'install -y --no-install-recommends elfutils' \
	'with sudo that needs no password: the same'

stand_in apt-get 'echo "E: Unable to locate package elfutils"; exit 100'
setup unit
is "$status" 1 'what cannot be installed: fails'
is "$(sed -n '2p;3s/in .*/in FILE/p' <<<"$output")" "E: Unable to locate package elfutils
scripts/setup: error: apt-get failed, its whole output is in FILE" '... and says why'
rm -f "$(sed -n '3s/.* in //p' <<<"$output")"

setup
is "$status" 2 'no purpose: usage'
setup lunch
is "$status:$output" '2:scripts/setup: error: lunch: no such purpose' 'an unknown purpose'
setup --help
is "$status" 0 '--help'
setup --list unit
is "$(grep -c . <<<"$output")" "$(sort -u <<<"$output" | grep -c .)" '--list names each once'
is "$(grep elfutils <<<"$output")" elfutils '... among them what is missing'

stand_in gcc-99 'case $1 in -dumpversion) echo 99.1 ;; *) gcc "$1" ;; esac'
is "$(CC=gcc-99 "$setup" --list plugin)" gcc-99-plugin-dev 'headers for a compiler'
stand_in cross-gcc-99 'case $1 in -dumpversion) echo 99 ;; *) echo arm64_x-linux-gnu ;; esac'
is "$(CC=cross-gcc-99 "$setup" --list plugin)" gcc-99-plugin-dev-arm64-x-linux-gnu \
	'headers for a cross compiler'
done_testing
