# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# Link-time optimisation: the aliases are made in the link, which therefore has to
# name the plugin too.

# Does each symbol have the alias that it has without -flto?
same_tags() { # WITHOUT WITH
	awk -f "$here/same-tags.awk" <(nm "$1") <(nm "$2") >"$work/tags" ||
		{ cat "$work/tags"; return 1; }
}

# Compile zlib's library, and link it, in a directory of their own.
compile_zlib() { # DIRECTORY [FLAG...]
	local directory=$1
	shift
	mkdir "$directory" && (cd "$directory" &&
		"$CC" -O2 -flto -fPIC -DHAVE_HIDDEN "$@" -c "$source"/*.c)
}

link_zlib() { # DIRECTORY OUTPUT [FLAG...]
	local directory=$1 output=$2
	shift 2
	(cd "$directory" && "$CC" -O2 -flto=1 -flto-partition=one -shared \
		"$link_flags" -o "$output" "$@" ./*.o)
}

# verify has to fail, and to say why.
told_of_missing_plugin() { # IMAGE
	! census_prune_verify "$1" 2>"$work/findings" || return
	cat "$work/findings"
	grep -q 'is ambiguous and has no alias' "$work/findings" &&
		grep -q -- '-flto.*plugin\|plugin.*-flto' "$work/findings"
}

test_lto_link() {
	local flags plain=$work/plain alias=$work/alias

	prepare zlib || return
	flags=("-fplugin=$plugin" "$argument-srctree=$source")
	check 'lto: zlib compiles and links' eval \
		'compile_zlib "$plain" && link_zlib "$plain" all' || return
	check 'lto: zlib compiles and links with the plugin' eval \
		'compile_zlib "$alias" "${flags[@]}" &&
		link_zlib "$alias" all.linked "${flags[@]}"' || return
	check 'lto: zlib: counted, pruned and verified' census_prune_verify "$alias/all"
	check 'lto: zlib: nm says so too' told_apart "$alias/all"
	check 'lto: zlib: there are aliases' test "$(figure aliases)" -gt 0
	check 'lto: zlib: what is loaded is the same' same_bytes "$plain/all" "$alias/all"

	check 'lto: zlib links without the plugin' link_zlib "$alias" bad.linked
	check 'lto: zlib: the missing plugin is told of' told_of_missing_plugin "$alias/bad"
}

test_lto_program() {
	local tree=$trees/build/redis/lto flags

	prepare redis || return
	images=(src/redis-server)
	flags="-flto $(plugin_flags redis lto)"
	check 'lto: redis builds' ensure_build redis lto "$flags" \
		"-O2 ${flags/-flto/-flto=auto} $link_flags" "$plugin" || return
	check 'lto: redis: counted, pruned and verified' census_prune_verify \
		"$tree/src/redis-server"
	add_row 'lto' "$version" redis-server '' ''
	check 'lto: redis: nm says so too' told_apart "$tree/src/redis-server"
	check 'lto: redis: the same aliases as without' same_tags \
		"$trees/build/redis/alias/src/redis-server.linked" \
		"$tree/src/redis-server.linked"
	sed -n '$s/^/# lto: redis: aliases: /p' "$work/tags"
}
