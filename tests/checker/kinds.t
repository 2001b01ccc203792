#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What a symbol is: a function or data, by its type before its section; padding or
# an export, by what it belongs to and not by its name alone.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

# Data that somebody put among the code is data.
for file in a b; do
	cat >$file.c <<-EOF
		static const int table[4] __attribute__((section(".text.t"), used)) = { 1 };
		static int __attribute__((noipa, used)) f(void) { return table[0]; }
		__asm__(".equiv \"f@${file}_c_2\", f");
		__asm__(".equiv \"kas-unit@${file}_c_0\", 0x6b6175");
	EOF
	gcc -O2 -c $file.c 2>/dev/null || { echo 'Bail out! gcc'; exit 1; }
done
ld -r a.o b.o -o data.o
"$kas" census -o names data.o
succeeds "prune, level functions" "$kas" prune --level=functions -n names -o pruned.o data.o
succeeds "a table in .text is no function" "$kas" verify --level=functions -n names pruned.o
like "$out" 'outside the level 2,' "and so outside of level functions"

# Functions with names like those of paddings and exports.
for name in __crc_update __cfi_init __pfx_grow __ksymtab_find __kcfi_typeid_x; do
	for file in a b; do
		{ function_ f$file; function_ $name ${file}_c_3; } | assemble $file
	done
	ld -r a.o b.o -o image.o
	"$kas" census -o names image.o
	is "$(grep "^$name:" names)" "$name:2" "$name: counted"
	is "$("$kas" prune -n names -o pruned.o image.o && aliases pruned.o)" \
		"$name@a_c_3"$'\n'"$name@b_c_3" "$name: has an alias"
	succeeds "$name: verified" "$kas" verify -n names pruned.o
	for file in a b; do
		{ function_ f$file; function_ $name; } | assemble $file.bare
	done
	run "$kas" verify -n names a.bare.o b.bare.o
	is "$status $(grep -c "error: $name: is ambiguous and has no alias" <<<"$err")" \
		"1 2" "$name: a finding without one"
done

# Beside a function of the rest of their name, without a byte between.
for file in a b; do
	{ function_ __cfi_init ${file}_c_1; function_ init ${file}_c_2; } | assemble $file
done
ld -r a.o b.o -o image.o
"$kas" census -o names image.o
is "$(cat names)" $'__cfi_init:2\ninit:2' "a function with an alias of its own is no padding"
is "$("$kas" prune -n names -o pruned.o image.o && aliases pruned.o | wc -l)" 4 "and keeps it"

# The padding that tools make.
for file in a b; do
	{ padding "g" "g@${file}_c_1"; function_ g ${file}_c_1; } | assemble $file
done
ld -r a.o b.o -o image.o
"$kas" census -o names image.o
is "$(cat names)" 'g:2' "padding is not counted"
is "$("$kas" prune -n names -o pruned.o image.o && names pruned.o)" \
	$'__pfx_g\ng\ng@a_c_1\n__pfx_g\ng\ng@b_c_1' "that of an alias goes away"
succeeds "verify" "$kas" verify -n names pruned.o

done_testing
