#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# External modules where the compiler does not load the plugin that the kernel was built
# with. A kernel without the option judges what a compiler can build at all, and what is
# in the module.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"
kernel_has scripts/gcc-plugins/kas-alias-plugin.sh ||
	skip_all "the modules of this kernel take the kernel's compiler"

plain_symbols() { # MODULE...
	nm "$@" | sed 's/^[0-9a-f]* *//' | grep -v @ | sort
}

loaded_bytes() { # MODULE
	objcopy -O binary --strip-debug -j '.text*' -j '.data*' -j '.rodata*' -j '.init*' -j '.exit*' \
		"$1" "$work/bytes" && sha256sum <"$work/bytes"
}

same_but_for_aliases() { # MODULE MODULE
	diff -u <(plain_symbols "$1") <(plain_symbols "$2") &&
		test "$(loaded_bytes "$1")" = "$(loaded_bytes "$2")"
}

same_number_of_aliases() { # FOLDER FOLDER
	test "$(aliases "$1/many-kinds.ko" | wc -l)" = "$(aliases "$2/many-kinds.ko" | wc -l)"
}

said() { # COUNT TEXT
	test "$(grep -cF "$2" "$work/log")" = "$1"
}

link_kernel "$work/kernel"
plugin=scripts/gcc-plugins/kas_alias_plugin.so
copy_module kinds "$work/usual"
build "$kernel" "$work/usual" >/dev/null || exit
check 'a compiler that loads the plugin builds none' test ! -e "$work/usual/.kas_alias"

## The plugin of another version, as far as GCC can tell

exchange "$work/kernel/$plugin" <<<'no plugin'
copy_module kinds "$work/anew"
check 'a plugin that does not load' build "$work/kernel" "$work/anew"
check '... is built anew, which is said' said 1 "HOSTCXX .kas_alias/kas_alias_plugin.so"
check '... and gives the same module' same_symbols "$work/usual/many-kinds.ko" "$work/anew/many-kinds.ko"
check '... a second time' build "$work/kernel" "$work/anew"
check '... nothing is built' test -z "$(steps)"
check '... and nothing said' said 0 kas_alias_plugin
check 'clean' build "$work/kernel" "$work/anew" clean
check '... takes it away' test ! -e "$work/anew/.kas_alias"

## A compiler without headers for plugins, and one without g++

cat >"$work/cc" <<'END'
#!/bin/sh
case "$*" in *print-file-name=plugin*) echo plugin; exit ;; esac
exec gcc "$@"
END
chmod +x "$work/cc"
copy_module kinds "$work/marked"
check 'no headers for plugins' build "$work/kernel" "$work/marked" CC="$work/cc"
check '... is said in one line' said 1 'kas_alias: '
check '... and why' said 1 'it has no headers for plugins: aliases tell the file, but no line'
check '... all is as without the option, but for aliases' \
	same_but_for_aliases "$work/usual/many-kinds.ko" "$work/marked/many-kinds.ko"
check '... as many as ever' same_number_of_aliases "$work/usual" "$work/marked"
check '... with lines for assembler only' test -z \
	"$(aliases "$work/marked/many-kinds.ko" | grep -vE '_assembler_S_[1-9][0-9]*$|_0$')"
check '... a second time' build "$work/kernel" "$work/marked" CC="$work/cc"
check '... nothing is built' test -z "$(steps)"
copy_module kinds "$work/nogxx"
check 'no g++' build "$work/kernel" "$work/nogxx" HOSTCXX=/bin/false
check '... is said' said 1 '/bin/false cannot build one'
check '... and gives the same' same_symbols "$work/marked/many-kinds.ko" "$work/nogxx/many-kinds.ko"
check 'with the plugin again' build "$kernel" "$work/nogxx"
check '... the module is as ever' same_symbols "$work/usual/many-kinds.ko" "$work/nogxx/many-kinds.ko"

## With debug information, and what reads it

own_aliases() { # MODULE: as the module has them, but for init_module, a second name
	aliases "$1" | grep -v '^init_module@'
}

mkdir -p "$work/kernel/scripts/kas_alias_dwarf"
cp "$root/scripts/kas_alias_dwarf/kas_alias_dwarf" "$work/kernel/scripts/kas_alias_dwarf"
{ cat "$kernel/include/config/auto.conf"; echo CONFIG_GCC_PLUGIN_KAS_ALIAS_DWARF=y; } |
	exchange "$work/kernel/include/config/auto.conf"
copy_module kinds "$work/lines"
check 'debug information' build "$work/kernel" "$work/lines" CC="$work/cc" KCFLAGS=-g
check '... is said to tell the lines' said 1 'and the line that debug information tells'
is "$(own_aliases "$work/lines/many-kinds.ko")" "$(own_aliases "$work/usual/many-kinds.ko")" \
	"... and gives the plugin's aliases"
check '... a second time' build "$work/kernel" "$work/lines" CC="$work/cc" KCFLAGS=-g
check '... nothing is built' test -z "$(steps)"
copy_module kinds "$work/nodebug"
check 'a module without any' build "$work/kernel" "$work/nodebug" CC="$work/cc"
check '... is as if nothing read it' same_symbols "$work/marked/many-kinds.ko" "$work/nodebug/many-kinds.ko"
exchange "$work/kernel/scripts/kas_alias_dwarf/kas_alias_dwarf" <<<'exit 127'
copy_module kinds "$work/nolibrary"
check 'no library to read it' build "$work/kernel" "$work/nolibrary" CC="$work/cc" KCFLAGS=-g
check '... is said' said 1 'aliases tell the file, but no line'
check '... has the same symbols as a module without it' \
	same_but_for_aliases "$work/nodebug/many-kinds.ko" "$work/nolibrary/many-kinds.ko"
check '... and aliases, too' diff <(aliases "$work"/{nodebug,nolibrary}/many-kinds.ko | sort | uniq -c | grep -v ' 2 ') /dev/null
exchange "$work/kernel/scripts/kas_alias_dwarf/kas_alias_dwarf" <<'END'
#!/bin/sh
[ "$1" = --version ] || exit 2
END
chmod +x "$work/kernel/scripts/kas_alias_dwarf/kas_alias_dwarf"
copy_module kinds "$work/failing"
check 'what reads it fails' build "$work/kernel" "$work/failing" CC="$work/cc" KCFLAGS=-g
check '... and the module is built' \
	same_but_for_aliases "$work/nodebug/many-kinds.ko" "$work/failing/many-kinds.ko"

## Several modules, of which each is verified against the others

copy_module same "$work/same"
check 'two modules of the same names' build "$work/kernel" "$work/same" CC="$work/cc"
check '... have different aliases' test -z "$(aliases "$work/same"/*.ko | sort | uniq -d)"

## Each other compiler of this system that can build a module for a kernel without the option

found=0
for compiler in $(compgen -c | grep -xE '(gcc|clang)(-[0-9]+)?' | sort -u); do
	copy_module kinds "$work/$compiler.plain"
	if ! build "$build/baseline" "$work/$compiler.plain" CC="$compiler" >/dev/null; then
		echo "# $compiler builds no modules for this kernel, whatever its configuration"
		continue
	fi
	found=$((found + 1))
	copy_module kinds "$work/$compiler"
	check "$compiler" build "$kernel" "$work/$compiler" CC="$compiler"
	sed -n 's/^\(kas_alias:\|  HOSTCXX\)/# \0/p' "$work/log"
	check '... all is as without the option, but for aliases' \
		same_but_for_aliases "$work/$compiler.plain/many-kinds.ko" "$work/$compiler/many-kinds.ko"
	check '... as many aliases as ever' same_number_of_aliases "$work/usual" "$work/$compiler"
done
check 'compilers were found' test $found -gt 0
done_testing
