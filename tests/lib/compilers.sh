# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# For tests that go through compilers: $TEST_COMPILERS, a list of commands, by
# default those of this suite of Debian. To be sourced behind tap.sh. A compiler of
# the list that is not there, or has no plugin, is a failure, no reason to skip.

# shellcheck disable=SC2154
: "${TEST_COMPILERS:=$("$top/scripts/setup" --compilers unit)}"

# plugin_of COMPILER: the file
plugin_of() {
	echo "$top/.build/plugin/$("$1" -dumpmachine)-$("$1" -dumpversion)/kas_alias_plugin.so"
}

# is_usable COMPILER: is it there, and its plugin? Else says what is missing.
is_usable() {
	if ! command -v "$1" >/dev/null; then
		echo "$1: error: no such compiler: install it, or leave it out of TEST_COMPILERS"
		return 1
	fi
	[ ! -e "$(plugin_of "$1")" ] || return 0
	echo "$(plugin_of "$1"): error: not built: make test-objects TEST_COMPILERS=$1"
	return 1
}

# is_native COMPILER: is it one for this machine, by its name?
is_native() {
	[[ ${1##*/} =~ ^gcc(-[0-9]+)?$ ]]
}

# native_compilers: those of the list
native_compilers() {
	local compiler

	for compiler in $TEST_COMPILERS; do
		! is_native "$compiler" || echo "$compiler"
	done
}

# version_of COMPILER: the major one
version_of() {
	local version

	version=$("$1" -dumpversion)
	echo "${version%%.*}"
}

# cxx_of COMPILER: the compiler for C++ that belongs to a native one for C
cxx_of() {
	echo "${1/%gcc/g++}" | sed 's/gcc-/g++-/'
}

# use_native_compiler: $CC is the first of them, $plugin its plugin
use_native_compiler() {
	local message

	read -r CC _ < <(native_compilers) || skip_all "no native compiler in TEST_COMPILERS: $TEST_COMPILERS"
	if ! message=$(is_usable "$CC"); then
		echo "Bail out! $message"
		exit 1
	fi
	# shellcheck disable=SC2034
	plugin=$(plugin_of "$CC")
}
