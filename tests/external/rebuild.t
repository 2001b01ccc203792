#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Building a module once more: what did not change is left alone, what did is
# made again, and the result is that of a first build.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

files_of() { # FOLDER
	(cd "$1" && find . -type f -printf '%P %T@\n' | sort)
}

copy_module kinds "$work/x"
check 'a module is built' build "$kernel" "$work/x"
common=
! kernel_has scripts/module-common.c || common='
CC [M] .module-common.o'
is "$(steps | sort)" "AS [M] assembler.o$common
CC [M] main.o
CC [M] many-kinds.mod.o
CC [M] part-two.o
CENSUS modules.symbfreq
LD [M] many-kinds.ko
LD [M] many-kinds.o
MODPOST Module.symvers
VERIFY .modules.symbfreq.verified" 'in these steps'
files_of "$work/x" >"$work/files"
check 'once more' build "$kernel" "$work/x"
is "$(steps)" '' '... makes nothing'
is "$(files_of "$work/x")" "$(cat "$work/files")" '... and leaves all files as they are'

cp "$work/x/many-kinds.ko" "$work/first.ko"
touch "$work/x/main.c"
check 'a newer file' build "$kernel" "$work/x"
is "$(steps)" 'CC [M] main.o
LD [M] many-kinds.o
MODPOST Module.symvers
CENSUS modules.symbfreq
LD [M] many-kinds.ko
VERIFY .modules.symbfreq.verified' '... and only that is compiled'
check '... to the same module' cmp "$work/x/many-kinds.ko" "$work/first.ko"
touch "$work/x/assembler.S"
check 'a newer file in assembler' build "$kernel" "$work/x"
is "$(steps | head -n 1)" 'AS [M] assembler.o' '... is assembled'
check '... to the same module' cmp "$work/x/many-kinds.ko" "$work/first.ko"

sed -i 's/kinds_twice/kinds_second/' "$work/x/sub-dir.d/part-two.c"
check 'a name is unique now' build "$kernel" "$work/x"
is "$(aliases "$work/x/many-kinds.ko")" "$(grep -v '^kinds_twice@' "$modules/kinds/expected" | sort)" \
	'... and has no alias any more'

# Given both at once, Linux 7.2 writes a Makefile into the module's folder.
check 'clean' build "$kernel" "$work/x" clean
check 'one object' build "$kernel" "$work/x" sub-dir.d/part-two.o
check '... of C has aliases' test "$(aliases "$work/x/sub-dir.d/part-two.o" | grep -c .)" -gt 1
check 'one object' build "$kernel" "$work/x" assembler.o
check '... of assembler too' test "$(aliases "$work/x/assembler.o" | grep -c .)" -gt 1
check 'one module' build "$kernel" "$work/x" many-kinds.ko
is "$(aliases "$work/x/many-kinds.ko")" "$(grep -v '^kinds_twice@' "$modules/kinds/expected" | sort)" \
	'... has the aliases that it has after a whole build'

check 'make clean' build "$kernel" "$work/x" clean
copy_module kinds "$work/y"
build "$build/baseline" "$work/y" >"$work/plain"
check '... without the option' build "$build/baseline" "$work/y" clean
is "$(cd "$work/x" && find . -type f | sort)" "$(cd "$work/y" && find . -type f | sort)" \
	'... removes all that was made, but for what it leaves without the option'
copy_module kinds "$work/y"
check 'without the last link' build "$kernel" "$work/y" KBUILD_MODPOST_NOFINAL=1
is "$(steps | tail -n 1)" 'MODPOST Module.symvers' '... names are not counted either'

# Two modules of which one is built, or is there, by itself for a time.
both='same_function@same_one_same_one_c
same_function@same_other_same_other_c'
told_apart() {
	aliases "$work/same"/*.ko | sed -n 's/^\(same_function@.*\)_[0-9]*$/\1/p'
}
copy_module same "$work/same"
check 'two modules' build "$kernel" "$work/same"
is "$(told_apart)" "$both" '... with a name in common have an alias each'
check 'one of them, by itself' build "$kernel" "$work/same" same_one.ko
is "$(told_apart)" 'same_function@same_other_same_other_c' '... needs none'
check 'both again' build "$kernel" "$work/same"
is "$(told_apart)" "$both" '... need one'
check 'one of them is no longer built' build "$kernel" "$work/same" MODULES=same_one.o
is "$(told_apart)" 'same_function@same_other_same_other_c' '... and the other one needs none'
done_testing
