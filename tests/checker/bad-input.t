#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Bad input: a message "FILE: error: ...", exit status 2, nothing left behind.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

{ function_ f a_c_1 "call outside"; global_ g a_c_2; } | assemble good
{ function_ f b_c_1; } | assemble other
printf 'f:2\n' >names
"$kas" prune -n names -o good.pruned good.o || exit 1
header=$(($(stat -c %s good.o) - 64 * $(readelf -hW good.o | awk '/Number of section headers/ { print $NF }')))
symtab=$(section good.o .symtab index)
strtab=$(section good.o .strtab index)

# bad FILE WHY NAME - all three commands refuse it
bad()
{
	refuses "$1" "$2" "census: $3" "$kas" census -o out other.o "$1"
	refuses "$1" "$2" "prune: $3" "$kas" prune -n names -o out "$1"
	refuses "$1" "$2" "verify: $3" "$kas" verify -n names "$1"
}

# Files.
bad missing.o "cannot open: No such file" "a file that is not there"
mkdir directory.o
bad directory.o "not a regular file" "a directory"
bad /dev/null "not a regular file" "a device"
: >empty.o
bad empty.o "not an ELF file" "an empty file"
echo 'int main(void) { return 0; }' >text.o
bad text.o "not an ELF file" "a text"
ar rc archive.o good.o
bad archive.o "an archive" "an archive"
printf '\177ELF' >magic.o
bad magic.o "ELF" "only the first four bytes"
head -c 64 good.o >short.o
bad short.o "truncated" "only the ELF header"
head -c $((header - 8)) good.o >short.o
bad short.o "truncated" "no section headers"
head -c $((header + 64 * 3)) good.o >short.o
bad short.o "truncated" "too few section headers"
if [ "$(id -u)" -eq 0 ]; then
	# Whom no permission stops can read all.
	chmod 0 good.o
	succeeds "a file without permissions, for root" "$kas" census -o out good.o
	chmod 644 good.o
	rm -f out
else
	cp good.o secret.o
	chmod 0 secret.o
	bad secret.o "cannot open: Permission denied" "an unreadable file"
fi

# ELF files of another kind.
cp good.o core.o
poke core.o 16 '\4'
bad core.o "type 4" "a core file"
# lto KIND - what GCC says of an object for link-time optimisation, 1: slim
lto()
{
	echo '.section .gnu.lto_.lto.0123456789abcdef,"e",@progbits'
	echo "	.short 12, 0; .byte $1, 0; .short 1"
}
{ function_ f a_c_1; lto 1; } | assemble slim
bad slim.o "slim LTO object.*-flinker-output=nolto-rel.*-ffat-lto-objects" \
	"an object for link-time optimisation only"
{ function_ f a_c_1; lto 0; } | assemble fat
ld -r slim.o fat.o -o mixed.o
bad mixed.o "slim LTO object" "one of such objects among others"
succeeds "census: a fat object" "$kas" census -o out fat.o
is "$(cat out)" f:1 "is counted"
{ function_ f a_c_1; lto 1 | head -n 1; echo '.long 12'; } | assemble cut
succeeds "census: a section that is too short" "$kas" census -o out cut.o
rm -f out
strip -s -o stripped.o other.o
bad stripped.o "no symbol table" "a stripped file"

# Malformed ones: one field is wrong. ELF64: sh_name 0, sh_type 4, sh_offset 24,
# sh_size 32, sh_link 40, sh_info 44, sh_addralign 48, sh_entsize 56.
field()
{
	cp good.o field.o
	poke field.o $((header + 64 * $1 + $2)) "$3"
}
field "$symtab" 32 '\377\377\377\377'
bad field.o "truncated" ".symtab beyond the end"
field 1 24 '\377\377\377\177'
bad field.o "truncated" ".text beyond the end"
field "$symtab" 32 '\31\0'
bad field.o "symbol table" "half a symbol"
field "$symtab" 56 '\20'
bad field.o "symbol table" "symbols of another size"
field "$symtab" 40 '\0'
bad field.o "no string table" ".symtab without names"
field "$symtab" 40 '\377'
bad field.o "no string table" ".symtab with a string table that is not there"
field "$symtab" 44 '\377'
bad field.o "symbol table" "more local symbols than symbols"
field "$symtab" 44 '\1'
bad field.o "out of order" "local symbols behind global ones"
field "$strtab" 32 '\1\0'
bad field.o "beyond the string table" "names beyond the string table"
field 1 0 '\377\377\377'
bad field.o "name" "a section's name beyond its table"
field 1 48 '\3'
bad field.o "alignment" "an alignment of 3"
field 1 4 '\2'
bad field.o "two symbol tables|symbol table" "two symbol tables"
cp good.o field.o
poke field.o $(($(section good.o .strtab offset) + $(section good.o .strtab size) - 1)) x
bad field.o "end with a NUL" "a string table without an end"

symbol=$(($(section good.o .symtab offset) + 24 * $(symbols good.o | grep -n ' f$' | cut -d: -f1) - 24))
cp good.o field.o
poke field.o $((symbol + 6)) '\177\0'
bad field.o "does not exist" "a symbol in a section that is not there"
cp good.o field.o
poke field.o $((symbol + 6)) '\377\377'
bad field.o "SHN_XINDEX" "an extended index without a table"

# What only prune looks at.
relocation=$(section good.o .rela.text offset)
field 2 56 '\10'
refuses field.o "entry size" "relocations of another size" "$kas" prune -n names -o out field.o
cp good.o field.o
poke field.o $((relocation + 12)) '\377'
refuses field.o "refers to symbol 255" "a relocation without a symbol" \
	"$kas" prune -n names -o out field.o
cp good.o field.o
marker=$(($(symbols good.o | grep -n ' g@a_c_2$' | cut -d: -f1) - 1))
poke field.o $((relocation + 12)) "\\x$(printf %x $marker)"
refuses field.o "refers to g@a_c_2" "a relocation with a marker" \
	"$kas" prune -n names -o out field.o
field 2 4 '\012\114\377\157'
refuses field.o "unknown type 0x6fff4c0a" "a section of an unknown type that refers to symbols" \
	"$kas" prune -n names -o out field.o
# What is changed in place is in no other section: .text reaches into .rela.text, or
# begins in the ELF header.
refuses_overlap()
{
	refuses field.o "sections overlap" "$1: prune" "$kas" prune -n names -o out field.o
	refuses field.o "sections overlap" "$1: mark" "$kas" mark --path=a.c -o out field.o
}
size=$((relocation - $(section good.o .text offset) + 8))
field 1 32 "\\x$(printf %02x $((size % 256)))\\x$(printf %02x $((size / 256)))"
refuses_overlap "relocations in .text"
field 1 24 '\50\0'
refuses_overlap "code in the ELF header"
ld -q -e 0 --unresolved-symbols=ignore-all -z noseparate-code -o field.o good.o
size=$(($(section field.o .rela.text offset) + 24 - $(section field.o .text offset)))
poke field.o $(($(od -An -tu8 -j40 -N8 field.o) + 64 * $(section field.o .text index) + 32)) \
	"\\x$(printf %02x $((size % 256)))\\x$(printf %02x $((size / 256)))"
refuses field.o "sections overlap" "a program's code in relocations" \
	"$kas" prune -n names -o out field.o
as -o group.o - <<'EOF'
	.section .text.f,"axG",%progbits,f,comdat
f:	ret
	.equiv "f@a_c_1", f
EOF
signature=$(($(symbols group.o | grep -n ' f@a_c_1$' | cut -d: -f1) - 1))
poke group.o $(($(od -An -tu8 -j40 -N8 group.o) + 64 * $(section group.o .group index) + 44)) \
	"\\x$(printf %x $signature)"
printf 'f:1\n' >one
refuses group.o "signature of a section group" "an alias as the signature of a group" \
	"$kas" prune -n one -o out group.o
{ function_ f a_c_1; echo '	.equiv "f@a_c_2", f'; } | assemble twice
refuses twice.o "f@a_c_2: two aliases of one symbol" "two aliases of one symbol" \
	"$kas" prune -n names -o out twice.o

# Frequency files.
# frequency TEXT WHY NAME
frequency()
{
	# shellcheck disable=SC2059
	printf "$1" >bad
	refuses bad "$2" "prune: $3" "$kas" prune -n bad -o out good.o
	refuses bad "$2" "verify: $3" "$kas" verify -n bad good.pruned
	refuses bad "$2" "census --base: $3" "$kas" census --base bad -o out good.o
}
frequency 'a:1\nb\nc:1\n' 'line 2: .*no "name:count"' "no count"
frequency 'a:1\n\nc:1\n' 'line 2: ' "an empty line"
frequency 'a:1\nb:\n' 'line 2: .*no count' "an empty count"
frequency ':1\n' 'line 1: .*no name' "an empty name"
frequency 'a\0b:1\n' 'line 1: .*no name' "a NUL in a name"
frequency 'a:0\n' 'line 1: .*from 1 up' "a count of 0"
frequency 'a:01\n' 'line 1: .*from 1 up' "a leading 0"
frequency 'a:-1\n' 'line 1: .*decimal' "a negative count"
frequency 'a:1 \n' 'line 1: .*decimal' "a blank at the end"
frequency 'a:1\r\n' 'line 1: .*decimal' "lines of another system"
frequency 'a:4294967296\n' 'line 1: .*too large' "a large count"
frequency 'a:99999999999999999999999999\n' 'line 1: .*too large' "a larger count"
frequency 'a:1\nc:1\nb:1\n' 'line 3: .*ascending' "no order"
frequency 'a:1\na:1\n' 'line 2: .*ascending' "a name twice"
frequency 'ab:1\na:1\n' 'line 2: .*ascending' "the longer name first"
frequency 'a:1\nb:1' 'line 2: .*truncated' "no newline at the end"
mv bad bad.d
refuses bad "No such file.*kas_alias census" "a missing file: where it comes from" \
	"$kas" prune -n bad -o out good.o
refuses directory.o "not a regular file" "a directory as frequency file" \
	"$kas" prune -n directory.o -o out good.o
printf 'f::2\nf:1\n' >bad
refuses bad 'line 2: .*ascending' "the last colon counts" "$kas" prune -n bad -o out good.o
: >bad
refuses bad "does not know f" "an empty file is not of this object" "$kas" prune -n bad -o out good.o
{ function_ f; } | assemble bare
succeeds "an empty file is one without names" "$kas" prune -n bad -o out bare.o
rm out bare.o

# Program headers that begin before the end of the file, and end behind it.
echo 'int main(void) { return 0; }' | gcc -x c -o headers -
perl -e 'open(F, "+<", "headers") and seek(F, 32, 0) and print F pack("Q<", -6 + -s "headers")'
for command in "prune -n good.names -o out" "verify -n good.names"; do
	"$kas" census -o good.names good.o
	# shellcheck disable=SC2086
	refuses headers "program headers beyond its end" "${command%% *}: program headers that are cut off" \
		"$kas" $command headers
done

# The place of a table that is not there means nothing: the result is shorter.
cp good.o headers
perl -e 'open(F, "+<", "headers") and seek(F, 32, 0) and print F pack("Q<", -s "headers")'
succeeds "program headers that are none" "$kas" prune -n good.names -o shorter headers
succeeds "... in a result" "$kas" verify -n good.names shorter
rm good.names

# Lists.
refuses missing "cannot open" "a list that is not there" "$kas" census --list missing -o out
: >bad
# A build can have no modules.
succeeds "an empty list is no error" "$kas" census --list bad -o nothing
printf ' \n\n' >bad
succeeds "nor is a list of blanks" "$kas" census --list bad -o nothing
is "$(cat nothing)" '' "and there are no names in it"
printf 'good.o\0\n' >bad
refuses bad "NUL" "a list with a NUL" "$kas" census --list bad -o out
printf 'good.o gone.o\n' >bad
refuses gone.o "No such file" "an object in a list that is not there" \
	"$kas" census --list bad -o out

done_testing
