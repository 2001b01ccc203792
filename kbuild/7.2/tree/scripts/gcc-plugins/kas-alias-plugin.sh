#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: kas-alias-plugin.sh SRCTREE OBJTREE CC HOSTCXX
#
# Print the kas_alias plugin that the compiler of an external module can load:
# the one that the kernel was built with, or, as GCC loads none that was made
# for another version, one that is built here for CC, in .kas_alias. Print
# nothing where that is not to be had; standard error tells why.
set -u

srctree=$1 objtree=$2 cc=$3 hostcxx=$4
own=.kas_alias/kas_alias_plugin.so

loads() {
	[ -e "$1" ] && $cc -fplugin="$1" -fplugin-arg-kas_alias_plugin-disable \
		-S -x c -o /dev/null /dev/null 2>/dev/null
}

# Built aside and renamed: what was left by a killed build is not taken for it.
build() {
	set -- "$srctree"/scripts/gcc-plugins/kas_alias_*.c
	[ -e "$1" ] && mkdir -p .kas_alias &&
	$hostcxx -shared -fPIC -O2 -fno-rtti -fno-exceptions -w \
		-I "$headers" -I "$srctree/scripts/kas_alias" \
		-o "$own.new" "$@" 2>/dev/null &&
	mv "$own.new" "$own"
}

for plugin in "$objtree/scripts/gcc-plugins/kas_alias_plugin.so" "$PWD/$own"; do
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
elif ! loads "$PWD/$own"; then
	why='it does not load one that was built for it, either'
else
	echo "  HOSTCXX $own" >&2
	echo "$PWD/$own"
	exit
fi
rm -rf .kas_alias
echo "kas_alias: $cc does not load the plugin of this kernel, and $why:" \
     'aliases tell the file, but no line' >&2
