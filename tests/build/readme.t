#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The rules for make that README.md shows for a program: as they stand there they build
# one, with the plugin and the program as "make install" leaves them.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"
use_native_compiler

mkdir -p "$work/installed/bin" "$work/project/one" "$work/project/two"
cp "$top/scripts/resolver/kas_alias" "$work/installed/bin"
id=$("$CC" -dumpmachine)-$("$CC" -dumpversion)
install -D "$plugin" "$work/installed/lib/kas_alias/$id/kas_alias_plugin.so"
cd "$work/project" || exit
for folder in one two; do
	printf 'static __attribute__((noipa)) int show(void)\n{\n\treturn __COUNTER__;\n}\nint %s(void) { return show(); }\n' \
		$folder >$folder/x.c
done
echo 'int one(void), two(void); int main(void) { return one() + two(); }' >main.c
printf '\t.text\nshow:\tret\n' >low.S
{
	printf 'OBJECTS := main.o one/x.o two/x.o low.o\nall: prog\n'
	sed -n '/^    gcc_id := /,/^[^ ]/s/^    //p' "$top/README.md" |
		sed "s|/usr/local|$work/installed|"
} >Makefile
export PATH=$work/installed/bin:$PATH
check 'make' make CC="$CC"
is "$(nm prog | sed -n 's/.* show@//p' | sort)" 'low_S_2
one_x_c_2
two_x_c_2' '... gives each of three functions its alias'
check '... and no other symbol' test "$(nm prog | grep -c '@[a-z_]*_[cS]_')" = 3
done_testing
