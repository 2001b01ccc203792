#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# census: what is counted, and the files that it writes.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

cat >kinds.s <<'EOF'
	.file "kinds.c"
	.equiv "kas-unit@kinds_c_0", 0x6b6175
	.equiv "kas-unit@fs_a_c_0", 0x6b6175
	.equiv "kas-unit@fs_b_c_0", 0x6b6175
	.text
	.set absolute_, 12
	.globl exported, weak_, undefined_user
	.weak weak_, weak_undefined
	.type exported,%function
__pfx_exported: .byte 0x90
__cfi_exported: .byte 0x90
	.size __pfx_exported,2
	.size __cfi_exported,1
exported: .byte 0x90
	.size exported,.-exported
weak_:	.byte 0x90
local_:	call not_here
	call weak_undefined
clone.constprop.0: .byte 0x90
dup.lto_priv.0: .byte 0x90
	.equiv "dup@fs_a_c_12", dup.lto_priv.0
dup.lto_priv.12: .byte 0x90
	.equiv "dup@fs_b_c_12", dup.lto_priv.12
dup.lto_priv.3.cold: .byte 0x90
	.equiv "dup.cold@fs_a_c_12", dup.lto_priv.3.cold
dup.lto_priv.4.constprop.0.lto_priv.5: .byte 0x90
	.equiv "dup.constprop.0@fs_b_c_12", dup.lto_priv.4.constprop.0.lto_priv.5
odd.lto_priv.x: .byte 0x90
.Lkept:	.byte 0x90
with:colon: .byte 0x90
	.equiv "exported@kinds_c_1", 0x6b6173
	.section .discard.addressable,"aw"
addressable: .quad exported
	.section .export_symbol,"a"
exporting: .quad 0
	.section ___ksymtab+exported,"a"
__ksymtab_exported: .quad 0
	.section __ksymtab_strings,"a"
__kstrtab_exported: .asciz ""
	.section .discarded,"a"
no_discard: .quad 0
	.section .tbss,"awT",%nobits
	.type tls,%object
tls:	.zero 4
	.comm common_,4,4
	.section .text.group_,"axG",%progbits,group_signature,comdat
group_:	.byte 0x90
EOF
sed 's/^with:colon:/"with:colon":/; s/^\.Lkept:/".Lkept":/' kinds.s | assemble kinds as --keep-locals
succeeds "census" "$kas" census -o names kinds.o
is "$(cat names)" "clone.constprop.0:1
common_:1
dup:2
dup.cold:1
dup.constprop.0:1
exported:1
group_:1
local_:1
no_discard:1
odd.lto_priv.x:1
tls:1
weak_:1
with:colon:1" "definitions of every binding are counted, and nothing else"

# Over several images.
{ function_ f a_c_1; function_ g a_c_2; global_ h a_c_3; } | assemble a
{ function_ f b_c_1; function_ i b_c_2; global_ h b_c_3; } | assemble b
succeeds "census of two images" "$kas" census -o names a.o b.o
is "$(cat names)" $'f:2\ng:1\nh:2\ni:1' "they are added up"
printf 'a.o b.o\n\n  kinds.o\ta.o \n' >list
succeeds "census of a list" "$kas" census --list list -o names
is "$(grep -E '^[fgh]:' names)" $'f:3\ng:2\nh:3' "all objects of all lines are counted"
is "$(grep '@' names)" $'@f@a_c_1:2\n@g@a_c_2:2\n@h@a_c_3:2' \
	"aliases are listed if there are two, markers included"
succeeds "census of list and files" "$kas" census --list list -o names b.o
is "$(grep -E '^[fgh]:' names)" $'f:4\ng:2\nh:4' "arguments are counted too"
is "$(cut -d: -f1 names | LC_ALL=C sort -c 2>&1; cut -d: -f1 names | sort -u | wc -l)" "$(wc -l <names)" \
	"the file is sorted"

# An external module.
printf '@f@b_c_1:2\na:7\nf:1\nzoo:3\n' >base
succeeds "census --base" "$kas" census --base base -o names b.o
is "$(cat names)" $'@f@b_c_1:3\nf:2\nh:1\ni:1' "counts of the base are added to names found"

# Digests.
digests()
{
	"$kas" census --digests digests -o names "$@" && cat digests
}
mkdir -p drivers/x
cp a.o drivers/x/a-1.o
{ function_ i c_c_1; function_ j c_c_2; } | assemble c
printf 'drivers/x/a-1.o c.o\nb.o\n' >list
like "$(digests --list list)" '^kas-digest-drivers/x/a-1 := [0-9a-f]{16}$' "a digest for each image"
is "$(digests --list list | wc -l)" 2 "and one only"
before=$(digests --list list)
printf 'c.o drivers/x/a-1.o\nb.o\n' >list2
values=$(sed 's/.*:=//' digests)
is "$(digests --list list2 | sed 's/.*:=//')" "$values" \
	"the order of objects does not matter"
{ function_ k c_c_2; function_ i c_c_9; } | assemble c
is "$(digests --list list)" "$before" \
	"nor does a change of unique names, or of lines"
{ function_ k c_c_2; function_ i c_c_9; function_ f c_c_10; } | assemble c
after=$(digests --list list)
[ "$(head -1 <<<"$after")" != "$(head -1 <<<"$before")" ]
ok $? "one more bearer of an ambiguous name changes its image's digest"
is "$(tail -1 <<<"$after")" "$(tail -1 <<<"$before")" "and no other"
refuses "a b.o" "make variable" "an image that make cannot name" bash -c \
	"cp a.o 'a b.o'; trap 'rm \"a b.o\"' EXIT; '$kas' census -o new --digests d 'a b.o'"
cp a.o $'a\nb.o'
run "$kas" census -o new --digests d $'a\nb.o'
is "$status" 2 "... nor one with the end of a line"
rm $'a\nb.o'

# Files.
(umask 027; "$kas" census -o masked a.o)
is "$(stat -c %a masked)" 640 "umask is heeded"

# Two aliases for one symbol.
{ function_ f a_c_1; echo '	.equiv "f@a_c_2", f'; } | assemble twice
refuses twice.o "f@a_c_2: two aliases of one symbol" "two aliases of one symbol" \
	"$kas" census -o new twice.o
objcopy --redefine-sym $'g=new\nline' a.o newline.o
refuses new "newline" "a name that the file cannot hold" "$kas" census -o new newline.o

# Symbols at one place, each with its alias: zero-sized objects.
{
	for i in 1 2 3; do
		printf '\t.data\n\t.type z,%%object\n'
		printf 'z%s:\n\t.equiv "z%s@a_c_%s", z%s\n' "$i" "$i" "$i" "$i"
	done
	unit a_c_1
} | assemble zero
for i in 1 2; do
	sed "s/KEY/key.0/; s/TAG/f${i}_c_1/; s/UNIT/f${i}_c/" <<-'EOF' | assemble "zero$i"
		.bss
		.type KEY,%object
	key.0:
		.equiv "key.0@TAG", key.0
		.equiv "kas-unit@UNIT_0", 0x6b6175
	EOF
done
ld -r zero1.o zero2.o zero.o -o zeros.o
succeeds "symbols of one name at one place" "$kas" census -o names zeros.o
is "$(cat names)" $'key.0:2\nz1:1\nz2:1\nz3:1' "are counted each"

done_testing
