#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What the plugin says to arguments that it does not know, and to a compiler that
# it was not built for. Each is an error: the message, a failure, no object.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

for compiler in gcc-11 gcc-12 aarch64-linux-gnu-gcc-12; do
	command -v $compiler >/dev/null || skip_all "no compiler $compiler"
done
cd "$work" || exit
echo 'static __attribute__((used)) int x;' >a.c

# refuses PATTERN COMPILER FLAGS...: is that what it says on stderr, all of it?
refuses() {
	local pattern=$1
	shift

	rm -f a.o
	if "$@" -c a.c 2>stderr; then
		echo 'no failure'
		return 1
	fi
	cat stderr
	# shellcheck disable=SC2053
	[[ ! -e a.o && $(<stderr) == $pattern ]]
}

plugin_of() {
	echo "$top/.build/plugin/$("$1" -dumpmachine)-$("$1" -dumpversion)/kas_alias_plugin.so"
}

plugin=$(plugin_of gcc-12)
me="cc1: error: plugin 'kas_alias_plugin'"

# refused MESSAGE ARGUMENT...: the message as it follows the plugin's name
refused() {
	local message=$1
	shift
	check "$message" refuses "$me: $message" gcc-12 "-fplugin=$plugin" \
		"${@/#/-fplugin-arg-kas_alias_plugin-}"
}

directory='a directory'
refused "unknown argument 'colour'" colour=red
refused "unknown argument 'LEVEL'" LEVEL=all
refused "argument 'disable' takes no value" disable=1
refused "argument 'verbose' takes no value" verbose=
refused "argument 'srctree' needs a value: $directory" srctree
refused "argument 'srctree': bad value '': must be $directory" srctree=
refused "argument 'objtree': bad value '': must be $directory" objtree=
refused "argument 'moddir': bad value '': must be $directory" moddir= module=hello
refused "argument 'module': bad value '': must be a module's name" module=
refused "argument 'moddir' needs 'module'" moddir=.
for value in '' '@@' '@.' '#'; do
	refused "argument 'separator': bad value '$value': must be '@' or '.'" separator="$value"
done
refused "argument 'tag': bad value 'both': must be 'line' or 'file'" tag=both
for value in '' most DATA; do
	refused "argument 'level': bad value '$value': must be 'functions', 'data' or 'all'" \
		level="$value"
done
for value in '' ' 64' -1 31 65536 64k 0x40 99999999999999999999; do
	refused "argument 'max-length': bad value '$value': must be a number from 32 to 65535" \
		max-length="$value"
done

# All of them are reported, not just the first.
check 'two unknown arguments' refuses "$me: unknown argument 'a'"$'\n'"$me: unknown argument 'b'" gcc-12 \
	"-fplugin=$plugin" -fplugin-arg-kas_alias_plugin-a -fplugin-arg-kas_alias_plugin-b

# wrong_compiler FOR IN MESSAGE: FOR's plugin, loaded in the compiler IN
wrong_compiler() {
	check "$1's plugin in $2" refuses "$me was built for GCC $3*"$'\n'"cc1: error: failed to initialize plugin *" \
		"$2" "-fplugin=$(plugin_of "$1")"
}

wrong_compiler gcc-12 gcc-11 '12.*.* 20??????, but this is GCC 11.*.* 20??????'
wrong_compiler gcc-11 gcc-12 '11.*.* 20??????, but this is GCC 12.*.* 20??????'
wrong_compiler gcc-12 aarch64-linux-gnu-gcc-12 \
	'12.*, but this is GCC 12.*cc1: note: same version, but configured otherwise: *'
done_testing
