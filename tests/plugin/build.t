#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The plugin's sources draw no warning, for every compiler of $TEST_COMPILERS, from
# the C++ compiler of the same version: a plugin is built as the GCC was that loads
# it. With the kernel's flags for plugins and nothing that only our Makefile gives.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"

# As scripts/gcc-plugins/Makefile has them; there the sources lie beside this.
mkdir "$work/gcc-plugins" && ln -s "$top/plugin/"*.[ch] "$work/gcc-plugins"
ln -s "$top/scripts/kas_alias" "$work/kas_alias"
flags=(-fPIC -fno-rtti -fno-exceptions -fasynchronous-unwind-tables -ggdb -O2 -Werror
	-Wall -Wno-narrowing -Wno-unused-variable -Wno-format-diag)
export flags_text="${flags[*]}"

# shellcheck disable=SC2016
compile_one='exec $1 $flags_text -I "$2" -c "$3" -o /dev/null'

builds() { # COMPILER
	local headers cxx

	headers=$("$1" -print-file-name=plugin)/include
	cxx=g++-$(version_of "$1")
	if ! command -v "$cxx" >/dev/null; then
		echo "$cxx: error: no such compiler, of the version of $1: install it"
		return 1
	fi
	printf '%s\0' "$work/gcc-plugins/"*.c |
		xargs -0 -n 1 -P "$(nproc)" sh -c "$compile_one" - "$cxx" "$headers"
}

for compiler in $TEST_COMPILERS; do
	check "$compiler: is there" command -v "$compiler" || continue
	check "$compiler: the plugin builds without a warning" builds "$compiler"
done
done_testing
