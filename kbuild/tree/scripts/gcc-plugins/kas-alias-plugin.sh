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

loads() {
	[ -e "$1" ] && $cc -fplugin="$1" -fplugin-arg-kas_alias_plugin-disable \
		-S -x c -o /dev/null /dev/null 2>/dev/null
}

# Built aside and renamed: what a killed build left is not taken for it, and two
# builds at once do each other no harm.
build() {
	new=$own.$$
	mkdir -p "${own%/*}" || return
	$hostcxx -shared -fPIC -O2 -fno-rtti -fno-exceptions -w \
		-I "$headers" -I "$srctree/scripts/kas_alias" \
		-o "$new" "$srctree"/scripts/gcc-plugins/kas_alias_*.c && mv "$new" "$own"
}

plugin=$objtree/scripts/gcc-plugins/kas_alias_plugin.so
if loads "$plugin"; then
	echo "$plugin"
	exit
fi

# That of another kernel's sources is another one. Its path is a part of the commands
# by which objects are made, so these are made anew with it.
sum=$(cat "$srctree"/scripts/gcc-plugins/kas_alias_*.[ch] \
	"$srctree"/scripts/kas_alias/*.[ch] 2>/dev/null | cksum)
own=$folder/${sum%% *}/kas_alias_plugin.so
headers=$($cc -print-file-name=plugin 2>/dev/null)/include
if loads "$own"; then
	echo "$own"
	exit
elif [ ! -e "$headers/plugin-version.h" ]; then
	why='it has no headers for plugins'
elif ! said=$(build 2>&1); then
	why="$hostcxx cannot build one${said:+: $(echo "$said" | head -n 1)}"
elif ! loads "$own"; then
	why='it does not load one that was built for it, either'
	rm -f "$own"
else
	echo "  HOSTCXX .kas_alias/${own##*/}" >&2
	echo "$own"
	exit
fi
rm -f "$own.$$"
rmdir "${own%/*}" "$folder" 2>/dev/null
lines='but no line'
! "$objtree/scripts/kas_alias_dwarf/kas_alias_dwarf" --version >/dev/null 2>&1 ||
	lines='and the line that debug information tells'
echo "kas_alias: $cc does not load the plugin of this kernel, and $why:" \
     "aliases tell the file, $lines" >&2
