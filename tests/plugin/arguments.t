#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What the plugin says to arguments that it does not know, and to a compiler that
# it was not built for. Each is an error: the message, a failure, no object.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"
use_native_compiler
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

me="cc1: error: plugin 'kas_alias_plugin'"

# refused MESSAGE ARGUMENT...: the message as it follows the plugin's name
refused() {
	local message=$1
	shift
	check "$message" refuses "$me: $message" "$CC" "-fplugin=$plugin" \
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
check 'two unknown arguments' refuses "$me: unknown argument 'a'"$'\n'"$me: unknown argument 'b'" "$CC" \
	"-fplugin=$plugin" -fplugin-arg-kas_alias_plugin-a -fplugin-arg-kas_alias_plugin-b

# "16.2.0 20260918": two compilers of a version can be of different days.
release_of() { # COMPILER
	sed -n 's/^static char \(basever\|datestamp\)\[\] = "\(.*\)";/\2/p' \
		"$("$1" -print-file-name=plugin)/include/plugin-version.h" | paste -sd ' '
}

# Every compiler refuses the plugins of all others of the list. One that GCC cannot
# even load, since it lacks a symbol, never gets to say for which GCC it was built.
refuses_plugin_of() { # IN FOR
	local pattern failure=$'\n'"cc1: error: failed to initialize plugin *"

	if [ "$(release_of "$1")" = "$(release_of "$2")" ]; then
		pattern="*, but this is GCC *$failure"
		[ "$("$1" -dumpmachine)" = "$("$2" -dumpmachine)" ] ||
			pattern="*, but this is GCC *cc1: note: same version, but configured otherwise: *"
	else
		pattern="$(release_of "$2"), but this is GCC $(release_of "$1"): build it again$failure"
	fi
	refuses "$me was built for GCC $pattern" "$1" "-fplugin=$(plugin_of "$2")" ||
		{ ! "$1" -fsyntax-only "-fplugin=$(plugin_of "$2")" a.c &&
		  refuses "cc1: error: cannot load plugin *: undefined symbol: *" \
			"$1" "-fplugin=$(plugin_of "$2")"; }
}

for compiler in $TEST_COMPILERS; do
	check "$compiler: is there" is_usable "$compiler" || continue
	for other in $TEST_COMPILERS; do
		[ "$compiler" != "$other" ] && is_usable "$other" >/dev/null || continue
		check "$other's plugin in $compiler" refuses_plugin_of "$compiler" "$other"
	done
done
done_testing
