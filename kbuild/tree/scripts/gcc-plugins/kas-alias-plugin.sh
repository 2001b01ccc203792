#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: kas-alias-plugin.sh SRCTREE OBJTREE FOLDER CC HOSTCXX
#
# Print the kas_alias plugin that the compiler of an external module can load:
# the one that the kernel was built with, or, as GCC loads none that was made
# for another version, one that is built for CC, in .kas_alias of FOLDER. Print
# nothing where that is not to be had; standard error tells why.
set -u

srctree=$1 objtree=$2 folder=$3/.kas_alias cc=$4 hostcxx=$5
own=$folder/kas_alias_plugin.so

loads() {
	[ -e "$1" ] && $cc -fplugin="$1" -fplugin-arg-kas_alias_plugin-disable \
		-S -x c -o /dev/null /dev/null 2>/dev/null
}

# Built aside and renamed: what was left by a killed build is not taken for it.
build() {
	set -- "$srctree"/scripts/gcc-plugins/kas_alias_*.c
	[ -e "$1" ] && mkdir -p "$folder" &&
	$hostcxx -shared -fPIC -O2 -fno-rtti -fno-exceptions -w \
		-I "$headers" -I "$srctree/scripts/kas_alias" \
		-o "$own.new" "$@" 2>/dev/null &&
	mv "$own.new" "$own"
}

for plugin in "$objtree/scripts/gcc-plugins/kas_alias_plugin.so" "$own"; do
	if loads "$plugin"; then
		echo "$plugin"
		exit
	fi
done

headers=$($cc -print-file-name=plugin 2>/dev/null)/include
if [ ! -e "$headers/plugin-version.h" ]; then
	why='it has no headers for plugins'
elif ! build; then
	why="$hostcxx cannot build one"
elif ! loads "$own"; then
	why='it does not load one that was built for it, either'
else
	echo "  HOSTCXX .kas_alias/${own##*/}" >&2
	echo "$own"
	exit
fi
rm -rf "$folder"
lines='but no line'
[ ! -e "$objtree/scripts/kas_alias_dwarf/kas_alias_dwarf" ] ||
	lines='and the line that debug information tells'
echo "kas_alias: $cc does not load the plugin of this kernel, and $why:" \
     "aliases tell the file, $lines" >&2
