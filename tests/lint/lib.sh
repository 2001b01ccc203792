# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034
#
# For tests that read sources: those of the programs, and the parts of the plugin that
# use no GCC. To be sourced.

set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/tap.sh"
cd "$top" || exit

sources=(scripts/kas_alias/{,*/}*.c scripts/resolver/*.c scripts/kas_alias_{btf,dwarf}/*.c
	plugin/kas_alias_{tag,labels}.c)
# What is nothing but another source is read there.
mapfile -t sources < <(grep -L '^#include ".*\.c"$' "${sources[@]}")
# The flags of the Makefile that an analyser needs.
flags=(-std=gnu11 -D_GNU_SOURCE= -I scripts/kas_alias -I plugin)

# is_quiet COMMAND...: exits with 0 and says nothing
is_quiet() {
	local said status=0

	said=$("$@" 2>&1) || status=$?
	printf '%s' "$said"
	[ "$status" = 0 ] && [ -z "$said" ]
}

# finds PATTERN COMMAND...: an error that is known to be in a source is found
finds() {
	local pattern=$1

	shift
	"$@" 2>&1 | grep -E "$pattern"
}
