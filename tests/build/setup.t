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
stand_in dpkg "echo \"dpkg \$*\" >>$work/apt-get.log"
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
is "$(cat "$work/apt-get.log")" "dpkg --configure -a
update
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
stand_in clang-99 'case "$*" in *-dM*) echo "#define __clang__ 1" ;; *) gcc "$@" ;; esac'
for purpose in plugin unit; do
	CC=clang-99 setup --list $purpose
	is "$status:$output" '2:scripts/setup: error: clang-99: clang loads no plugins of GCC: name a gcc as CC' \
		"no headers for clang: $purpose"
done
setup --compilers bogus
is "$status:$output" '2:scripts/setup: error: bogus: no such compilers: name unit or arch' \
	'--compilers of what there is not'

## The suites, and other systems

on_suite() { # ID CODENAME ARGUMENT...
	printf 'ID=%s\nVERSION_CODENAME=%s\n' "$1" "$2" >"$work/os-release"
	OS_RELEASE=$work/os-release "$setup" "${@:3}"
}

is "$(on_suite debian bookworm --compilers unit)" \
	'gcc-11 gcc-12 aarch64-linux-gnu-gcc-12' 'compilers of bookworm'
is "$(on_suite debian trixie --compilers unit)" \
	'gcc-12 gcc-13 gcc-14 aarch64-linux-gnu-gcc-14' 'compilers of trixie'
is "$(on_suite debian forky --compilers unit)" \
	'gcc-13 gcc-14 gcc-15 gcc-16 aarch64-linux-gnu-gcc-16' 'compilers of sid'
is "$(on_suite debian trixie --compilers arch)" \
	'arm-linux-gnueabihf-gcc-14 riscv64-linux-gnu-gcc-14' 'cross compilers of trixie'
is "$(on_suite debian bookworm --kernels)" '7.2 6.12 6.1' 'kernels of bookworm'
is "$(on_suite debian trixie --kernels)" '7.2 6.12' 'kernels of trixie'
is "$(on_suite debian sid --kernels)" 7.2 'kernels of sid: none that is older than its compiler'
is "$(OS_RELEASE=$work/os-release make --no-print-directory -C "$top" -n check | tail -n 1)" \
	'env LINT_SHORT=1 tests/run unit build plugin checker btf fuzz resolver lint newest' '... which make check tests'
is "$(on_suite other bookworm --compilers unit)" gcc 'another system: its gcc'
stand_in apt-cache 'exit 100'
is "$(CC=no-gcc on_suite debian trixie --list plugin)" gcc-14-plugin-dev \
	'where nothing is there to be asked: that of the suite'
for name in gcc-13 g++-13 gcc-13-plugin-dev gcc-14-riscv64-linux-gnu \
	gcc-14-plugin-dev-riscv64-linux-gnu g++-14; do
	check "a compiler that is named: $name is installed" grep -qx "$name" \
		<(TEST_COMPILERS='gcc-13 riscv64-linux-gnu-gcc-14' on_suite debian bookworm --list unit)
done
check '... and no other' bash -c '! grep -x gcc-11' \
	<<<"$(TEST_COMPILERS='gcc-13' on_suite debian bookworm --list unit)"
done_testing
