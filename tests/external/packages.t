#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The package of kernel headers is all that it takes to build a module with aliases.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

version=$(cat "$kernel/include/config/kernel.release")
headers=$work/headers/usr/src/linux-headers-$version

# Build in a place where only the headers and the module are.
build_alone() { # HEADERS FOLDER [ARGUMENT]...
	local headers=$1 folder=$2
	shift 2

	alone make -C "$headers" M="$folder" "$@" 2>&1
}

judge_headers() { # DESCRIPTION HEADERS
	copy_module kinds "$work/x"
	copy_module kinds "$2/odd"
	check "$1: a module is built" build_alone "$2" "$work/x"
	is "$(aliases "$work/x/many-kinds.ko")" "$(sort "$modules/kinds/expected")" \
		"$1: ... and has its aliases"
	check "$1: a module below the headers is built" build_alone "$2" odd
	is "$(aliases "$2/odd/many-kinds.ko")" "$(sort "$modules/kinds/expected")" \
		"$1: ... and has the same"
	check "$1: once more, which makes nothing" \
		test "$(build_alone "$2" "$work/x" | grep -c '^  [A-Z]')" = 0
	mv "$2/modules.symbfreq" "$work/away"
	touch "$work/x/main.c"
	check "$1: without modules.symbfreq it is not built" \
		test "$(build_alone "$2" "$work/x" | grep -c 'error: modules.symbfreq is missing')" = 1
	mv "$work/away" "$2/modules.symbfreq"
	rm -rf "$work/x" "$2/odd"
}

# Have the kernel's modules, as they are packaged, the symbols they were built with?
same_symbols_in_all() { # FOLDER
	local module

	while read -r module; do
		same_symbols "$kernel/$module.ko" "$1/$module.ko" || return
	done < <(modules_of alias)
}

check 'packages are made' make_packages || exit
check 'the headers are unpacked' unpack_package headers "$work/headers" || exit
check 'in the headers: modules.symbfreq' cmp "$kernel/modules.symbfreq" "$headers/modules.symbfreq"
check 'in the headers: the checker' "$headers/scripts/kas_alias/kas_alias" --version
check 'in the headers: the plugin' test -s "$headers/scripts/gcc-plugins/kas_alias_plugin.so"
# 6.1 packages the objects of its programs, too.
useless=(-name '.modules.symbfreq*')
! kernel_has scripts/package/install-extmod-build || useless+=(-o -name '*.o')
is "$(find "$headers" "${useless[@]}")" '' \
	'nothing that is only of use to a build of the kernel'

check 'the kernel is unpacked' unpack_package image "$work/image"
check 'its modules have the aliases that they were built with' \
	same_symbols_in_all "$work/image/lib/modules/$version/kernel"
check 'so has its System.map' cmp "$kernel/System.map" "$work/image/boot/System.map-$version"

if why=$(alone true 2>&1); then
	check 'alone is alone' alone test ! -e "$kernel/vmlinux" -a ! -e "$root/Makefile"
	judge_headers 'the package' "$headers"
else
	check "# SKIP no build with headers alone: ${why//$'\n'/ }" true
fi

if ! kernel_has scripts/package/install-extmod-build; then
	echo "# $KAS_KVER makes no headers for another machine"
	done_testing
fi

# What is made with another compiler than the one that the kernel's own programs
# were made with, as for another machine: these programs are made anew.
compiler=$(gcc -dumpmachine)-gcc
rebuild='+CC='$compiler' $(srctree)/scripts/package/install-extmod-build '$work/rebuilt
check "headers with programs made by $compiler" \
	make -C "$packages/kernel" run-command KBUILD_RUN_COMMAND="$rebuild"
check '... the checker among them' \
	test "$work/rebuilt/scripts/kas_alias/kas_alias" -nt "$packages/made-from"
if [ -z "${why-}" ]; then
	judge_headers 'headers made anew' "$work/rebuilt"
else
	check '# SKIP no build with headers alone, as above' true
fi
done_testing
