#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Every function and variable in a section of its own, and the linker leaves out
# those that nobody uses: their aliases go with them, the others stay. x86_64 and
# arm64 do not have that; this kernel is for 32-bit ARM.
set -u
# shellcheck source=tests/rules/lib.sh
. "$(dirname "$0")/../rules/lib.sh"

config=$root/tests/matrix/arm.config
cross=arm-linux-gnueabihf-
# shellcheck disable=SC2034
make_arguments=(ARCH=arm "CROSS_COMPILE=$cross" "CC=$(cross_gcc "${cross%-}")")

build_arm() { # KIND TREE FRAGMENT...
	configure "rules/$1" "$rules/$2.tree" "$config" "${@:3}" &&
	makes "$1" "$2" -j2 "${goals[@]}"
}

# Names and values of all symbols that are no aliases.
plain_symbols() { # KIND
	"${cross}nm" -n "$rules/$1/vmlinux" | grep -v '@' | grep -v ' kallsyms_' | cut -d ' ' -f 2- |
		sort
}

must_have_trees
goals=(vmlinux modules)
must 'built without kas_alias' build_arm arm.plain plain
goals+=(kas_alias_verify)
must 'built with it' build_arm arm alias "$root/tests/kernel/config/kas_alias.config"
check 'the linker leaves out what nobody uses' grep -q -- --gc-sections "$rules/arm/.vmlinux.cmd"
check 'verified' grep -q 'findings: 0$' "$rules/arm/.modules.symbfreq.verified"
sed 's/^/# /' "$rules/arm/.modules.symbfreq.verified"
check 'aliases stay' test "$("${cross}nm" "$rules/arm/vmlinux" | grep -c @)" -gt 50
check 'the linker left out the same' diff <(plain_symbols arm.plain) <(plain_symbols arm)
done_testing
