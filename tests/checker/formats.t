#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Both classes, both byte orders, REL and RELA, section groups, and more sections
# than 16 bits can number.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

# source FILE - "f" ambiguous, "only_FILE" not, relocations with all of them
source_()
{
	cat <<-EOF
		.text
	$(function_ f "$1_c_1" ".4byte 0")
	$(function_ "only_$1" "$1_c_2" ".4byte 1")
	$(global_ "global_$1" "$1_c_3" ".4byte 2")
	$(global_ "both_$1" "$1_c_4" ".4byte 3")
	$(function_ "both_$2" "$1_c_5" ".4byte 4")
		.section words,"aw",%progbits
		.4byte f, "f@$1_c_1", only_$1, "only_$1@$1_c_2", global_$1
		.4byte outside, both_$2, "both_$2@$1_c_5", both_$1
	EOF
}

wanted='f@a_c_1
both_b@a_c_5
f@b_c_1
both_a@b_c_5
both_a@a_c_4
both_b@b_c_4'

# both_ways NAME HEADER AS LD - two objects of one format
both_ways()
{
	local name=$1 header=$2 as=$3 ld=$4 i

	if ! command -v "${as%% *}" >/dev/null; then
		skip "$name" "${as%% *} is not installed"
		return
	fi
	prefix=${as%%as *}
	prefix=${prefix%as}
	# MIPS and ARM take @ in .type for %.
	for i in "a b" "b a"; do
		# shellcheck disable=SC2086
		set -- $i
		# shellcheck disable=SC2086
		source_ "$@" | sed 's/%function/@function/; s/%progbits/@progbits/' |
			assemble "$1" $as
	done
	# shellcheck disable=SC2086
	$ld -r a.o b.o -o "$name.o" || { ok 1 "$name: ld -r"; return; }
	like "$(readelf -hW "$name.o" | grep -E 'Class|Data' | tr -s ' \n' ' ')" \
		"$header" "$name: the format"
	succeeds "$name: census" "$kas" census -o names "$name.o"
	is "$(cat names)" $'both_a:2\nboth_b:2\nf:2\nglobal_a:1\nglobal_b:1\nonly_a:1\nonly_b:1' \
		"$name: names"
	succeeds "$name: prune" "$kas" prune -n names -o pruned.o "$name.o"
	is "$(aliases pruned.o)" "$wanted" "$name: aliases"
	accepted pruned.o "$name" "$name.o"
	same_but_symbols "$name.o" pruned.o "$name"
	succeeds "$name: verify" "$kas" verify -n names pruned.o
	# shellcheck disable=SC2086
	$ld -q -e 0 --defsym outside=0 "$name.o" -o "$name" 2>ld.err ||
		{ ok 1 "$name: ld"; sed 's/^/# /' ld.err; return; }
	succeeds "$name: prune the executable" "$kas" prune -n names -o pruned "$name"
	is "$(aliases pruned)" "$wanted" "$name: aliases in the executable"
	accepted pruned "$name, executable" "$name"
	same_but_symbols "$name" pruned "$name, executable"
	like "$(relocations pruned)" ' global_a' "$name: relocations with a symbol were read"
}

both_ways x86_64 "ELF64 .*little" "as --64" "ld"
both_ways i386 "ELF32 .*little" "as --32" "ld -m elf_i386"
both_ways x32 "ELF32 .*little" "as --x32" "ld -m elf32_x86_64"
both_ways aarch64 "ELF64 .*little" aarch64-linux-gnu-as aarch64-linux-gnu-ld
both_ways aarch64_be "ELF64 .*big" "aarch64-linux-gnu-as -EB" "aarch64-linux-gnu-ld -EB -m aarch64linuxb"
both_ways mips "ELF32 .*big" "mips-linux-gnu-as -32 -EB" "mips-linux-gnu-ld -m elf32btsmip"
both_ways mipsel "ELF32 .*little" "mips-linux-gnu-as -32 -EL" "mips-linux-gnu-ld -m elf32ltsmip"
both_ways mips64 "ELF64 .*big" "mips-linux-gnu-as -64 -EB" "mips-linux-gnu-ld -m elf64btsmip"
both_ways mips64el "ELF64 .*little" "mips-linux-gnu-as -64 -EL" "mips-linux-gnu-ld -m elf64ltsmip"
prefix=

# Section groups: the signature is a symbol behind aliases that go away.
cat >group.s <<'EOF'
	.section .text.f,"axG",%progbits,signature,comdat
	.globl signature
	.type f,%function
f:	ret
	.size f,.-f
	.equiv "f@group_c_1", f
	.type signature,%function
signature:
	call f@PLT
	call "f@group_c_1"
	.size signature,.-signature
	.section .text.local,"axG",%progbits,local_signature,comdat
local_signature: ret
	.equiv "kas-unit@group_c_0", 0x6b6175
EOF
as group.s -o group.o
as -o start.o - <<'EOF'
	.globl _start
_start:	call signature
	mov $60,%eax
	xor %edi,%edi
	syscall
EOF
"$kas" census -o names group.o
is "$(cat names)" $'f:1\nlocal_signature:1\nsignature:1' "names of a file with groups"
succeeds "prune of groups" "$kas" prune -n names -o pruned.o group.o
is "$(aliases pruned.o)" "" "no alias is left"
accepted pruned.o "object with groups"
same_but_symbols group.o pruned.o "object with groups"
like "$(groups pruned.o)" '\[signature\]' "groups were read"
ld -o start start.o pruned.o group.o 2>ld.err && ./start
ok $? "the linker takes one of two equal groups"

# As -ffunction-sections leaves vmlinux.o: 66,000 sections, symbols in the last.
{
	for ((i = 0; i < 22000; i++)); do
		printf '.section .text.%d,"ax"\n.globl g%d\ng%d: ret\n' $i $i $i
		printf '.section .data.%d,"aw"\n.quad g%d\n' $i $i
	done
	printf '\t.section .data.last,"aw"\n'
	function_ f z_c_1
	function_ only z_c_2 "call g21999"
	global_ g z_c_3
	printf '\t.comm common,4,4\n\t.quad only, "only@z_c_2", common\n'
} | assemble most
{ function_ f z_c_4; echo '	.globl g0'; echo 'g0: ret'; } | assemble last
objcopy --rename-section .text=.data.last2 --weaken-symbol=g0 last.o
ld -r most.o last.o -o many.o
like "$(readelf -hW many.o | grep 'Number of section headers')" '0 \(66[0-9]{3}\)' \
	"more than 65,280 sections"
succeeds "census of many sections" "$kas" census -o names many.o
is "$(wc -l <names)" 22004 "names"
printf 'f:2\ng:2\nonly:1\n' >names
succeeds "prune of many sections" "$kas" prune -n names -o pruned.o many.o
is "$(aliases pruned.o)" $'f@z_c_1\nf@z_c_4\ng@z_c_3' "aliases"
# It would disassemble for minutes.
objdump=-t accepted pruned.o "object with many sections" many.o
same_but_symbols many.o pruned.o "object with many sections"
like "$(symbols pruned.o | tail -1)" 'GLOBAL DEFAULT 6[0-9]{4} g@z_c_3' \
	"a new symbol has its extended index"
succeeds "verify" "$kas" verify -n names pruned.o
like "$out" ' 3 symbols with an ambiguous name, 3 aliases' "of them"

done_testing
