# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# Lua: the interpreter and its compiler. No two of its symbols share a name, so
# all of its aliases have to go.

package=lua5.4
images=(src/lua src/luac)

build() {
	"${make[@]}" -C src linux CC="$CC -std=gnu99" MYCFLAGS="$1" MYLDFLAGS="$2"
}

# Its source comes without its test suite, but redis has the sample programs of an
# older Lua. Each has to print the same as without the plugin, from source and from
# bytecode. Left out are those that this Lua refuses or that tell the time.
suite() {
	local samples count=0 name
	samples=$("$here/fetch" redis)/deps/lua/test || return

	for name in bisect cf factorial fibfor hello life; do
		"$1/src/lua" "$samples/$name.lua" 12 >plain.out &&
			src/lua "$samples/$name.lua" 12 >source.out &&
			src/luac -s -o sample.luac "$samples/$name.lua" &&
			src/lua sample.luac 12 >byte.out &&
			cmp plain.out source.out && cmp plain.out byte.out || return
		count=$((count + 2))
	done
	echo "$count"
}
