#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# modules.symbfreq of the kernel: a module is not built without it, and is linked
# anew if it changes in what matters to the module.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

frequencies=$work/kernel/modules.symbfreq

# Does the build of the module fail, saying why, and leave no module?
refuses() { # WHY [ARGUMENT]...
	local why=$1
	shift

	build "$work/kernel" "$work/x" "$@" >"$work/output" && return 1
	grep -qF -- "$why" "$work/output" || { cat "$work/output"; return 1; }
	[ ! -e "$work/x/twins.ko" ] && [ ! -e "$work/x/modules.symbfreq" ]
}

link_kernel "$work/kernel"
cp -r "$root/tests/kernel/modules/twins" "$work/x"

rm "$frequencies"
check 'without the file, no module' \
	refuses "*** error: modules.symbfreq is missing from $work/kernel"
check '... but a word on where it comes from' \
	refuses '*** the kernel ("make") writes it; a package of kernel headers holds it.'
check '... no single module either' \
	refuses "*** error: modules.symbfreq is missing from $work/kernel" twins.ko
check '... and none with another job beside it' \
	refuses "*** error: modules.symbfreq is missing from $work/kernel" -j2
check 'objects can be made' build "$work/kernel" "$work/x" first.o
check '... and what was made can be removed' build "$work/kernel" "$work/x" clean
check '... nothing is left' diff -r "$root/tests/kernel/modules/twins" "$work/x"

head -c 1000 "$kernel/modules.symbfreq" >"$frequencies"
check 'with a part of the file, no module' refuses "modules.symbfreq: error: "

cp "$kernel/modules.symbfreq" "$frequencies"
check 'with the file, the module is built' build "$work/kernel" "$work/x"
check '... with aliases' test "$(aliases "$work/x/twins.ko" | grep -c twin_show@)" = 2
check '... which do not hide the plain names' \
	test "$(nm "$work/x/twins.ko" | grep -c ' twin_show$')" = 2

copy_module same "$work/same"
check 'two modules are built' build "$work/kernel" "$work/same"
rm "$frequencies" "$work/same"/*.ko
build "$work/kernel" "$work/same" same_one.ko >"$work/output"
check 'not so one of them, without the file' test ! -e "$work/same/same_one.ko"
cp "$kernel/modules.symbfreq" "$frequencies"
check 'with the file again' build "$work/kernel" "$work/same"
is "$(cd "$work/same" && echo *.ko)" 'same_one.ko same_other.ko' '... both are there'

touch "$frequencies"
check 'the same file, newer' build "$work/kernel" "$work/x"
is "$(steps)" 'CENSUS modules.symbfreq' '... is read, and the module stays as it is'
grep -v '^kobj_attr_show:' "$kernel/modules.symbfreq" | exchange "$frequencies"
check 'a kernel without a namesake' build "$work/kernel" "$work/x"
is "$(steps)" 'CENSUS modules.symbfreq
LD [M] twins.ko
VERIFY .modules.symbfreq.verified' '... has the module linked anew'
is "$(aliases "$work/x/twins.ko" | grep kobj_attr_show)" '' '... and the alias is gone'
done_testing
