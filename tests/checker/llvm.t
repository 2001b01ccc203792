#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Objects of clang: sections that list symbols by number follow the symbols.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

# sets FILE SECTION OFFSET BYTES - a field of a section's header
sets()
{
	poke "$1" $(($(od -An -tu8 -j40 -N8 "$1") + 64 * $(section "$1" "$2" index) + $3)) "$4"
}

# links FILE SECTION - to the symbol table, which gas does not
links()
{
	sets "$1" "$2" 40 "\\x$(printf %x "$(section "$1" .symtab index)")"
}

# listed FILE - the symbols that .llvm_addrsig lists, as numbers of LEB128
listed()
{
	names=$(symbols "$1" | awk '{ print $7 }') number=0 scale=1
	od -An -v -tu1 -w1 -j "$(section "$1" .llvm_addrsig offset)" \
		-N "$(section "$1" .llvm_addrsig size)" "$1" | while read -r byte; do
		number=$((number + scale * (byte & 127))) scale=$((scale * 128))
		[ "$byte" -lt 128 ] || continue
		sed -n "$((number + 1))p" <<<"$names"
		number=0 scale=1
	done
}

# Numbers below 128 take a byte, until the local symbols have aliases.
locals=$(seq -f 'f%g' 120)
{
	for name in $locals; do
		function_ "$name"
	done
	global_ start
	global_ stop
	echo '	.section .llvm_addrsig,"e",@0x6fff4c03'
	echo '	.byte 0x03, 0x79, 0x85, 0x00, 0x7a'
} | assemble list
links list.o .llvm_addrsig
listed=$(listed list.o)
is "$(wc -w <<<"$listed")" 4 'the list is read'
succeeds 'an object with a list of addresses is marked' \
	"$kas" mark --path x/y.S -o marked.o list.o
is "$(listed marked.o)" "$listed" '... and lists the same symbols'
is "$(section marked.o .llvm_addrsig size)" 6 '... of which global ones have longer numbers now'
accepted marked.o 'the marked object' list.o
check '... it has the same code and relocations' \
	cmp <(objdump -dr list.o | tail -n +4) <(objdump -dr marked.o | tail -n +4)
"$kas" census -o names marked.o
succeeds '... is pruned' "$kas" prune -n names -o pruned.o marked.o
is "$(listed pruned.o)" "$listed" '... and lists the same symbols then'
check '... is what it was' cmp <(symbols list.o) <(symbols pruned.o)

# A number of an alias becomes that of its symbol.
{ function_ f a_c_1; function_ f2; echo '	.section .llvm_addrsig,"e",@0x6fff4c03'
  echo '	.byte 2'; } | assemble alias
links alias.o .llvm_addrsig
alias=$(($(symbols alias.o | grep -n ' f@a_c_1$' | cut -d: -f1) - 1))
poke alias.o "$(section alias.o .llvm_addrsig offset)" "\\x$(printf %x $alias)"
is "$(listed alias.o)" f@a_c_1 'an alias in the list'
printf 'f:1\nf2:1\n' >one
succeeds '... is pruned' "$kas" prune -n one -o pruned.o alias.o
is "$(listed pruned.o)" f '... and its symbol is there instead'
marker=$(($(symbols alias.o | grep -n ' kas-unit@' | cut -d: -f1) - 1))
poke alias.o "$(section alias.o .llvm_addrsig offset)" "\\x$(printf %x $marker)"
refuses alias.o 'refers to kas-unit@a_c_0' 'a marker in the list' \
	"$kas" prune -n one -o out alias.o

# malformed BYTES WHY NAME
malformed()
{
	cp list.o bad.o
	poke bad.o "$(section bad.o .llvm_addrsig offset)" "$1"
	refuses bad.o "$2" "$3" "$kas" mark --path x/y.S -o out bad.o
}
malformed '\1\1\1\1\200' 'malformed.*no number' 'a number that does not end'
malformed '\377\377\377\377\177' 'malformed.*no number' 'a number of more than 32 bits'
malformed '\200\200\200\200\200' 'malformed.*no number' 'a number without end'
malformed '\177\1\1\1\1' 'refers to symbol 127, there are' 'a symbol that is not there'

# Two symbols and a weight, until LLVM 12.
{
	function_ a; function_ b; global_ c
	echo '	.section .llvm.call-graph-profile,"e",@0x6fff4c02'
	echo '	.long 1, 3'
	echo '	.quad 7'
} | assemble profile
links profile.o .llvm.call-graph-profile
sets profile.o .llvm.call-graph-profile 56 '\20'
# profile FILE - from, to, weight
profile()
{
	od -An -v -tu4 -j "$(section "$1" .llvm.call-graph-profile offset)" -N 16 "$1" |
		while read -r from to weight _; do
			symbols "$1" | sed -n "$((from + 1))p;$((to + 1))p" | awk '{ print $7 }'
			echo "$weight"
		done
}
is "$(profile profile.o)" $'a\nc\n7' 'a profile is read'
succeeds '... an object with one is marked' "$kas" mark --path x/y.S -o marked.o profile.o
is "$(profile marked.o)" $'a\nc\n7' '... and it tells of the same symbols'
sets profile.o .llvm.call-graph-profile 56 '\10'
refuses profile.o 'entry size' '... of entries of another size' \
	"$kas" mark --path x/y.S -o out profile.o

# What clang itself makes, and a linker by it.
if ! command -v clang ld.lld >/dev/null; then
	skip 'objects of clang' 'clang or ld.lld is not installed'
	done_testing
fi
cat >fold.c <<'END'
int apply(int (*call)(void));
static int taken(void) { return 1; }
static int again(void) { return 1; }
int same_one(void) { return 7; }
int same_two(void) { return 7; }
int kept_one(void) { return 9; }
int kept_two(void) { return 9; }
int _start(void)
{
	return apply(taken) + apply(again) + apply(kept_one) + apply(kept_two) +
		same_one() + same_two();
}
END
echo 'int apply(int (*call)(void)) { return call(); }' >apply.c
for source in fold apply; do
	clang -O0 -fno-asynchronous-unwind-tables -ffunction-sections -c "$source.c"
	succeeds "$source.o of clang is marked" \
		"$kas" mark --path "x/$source.c" -o "$source.marked.o" "$source.o"

	is "$(listed "$source.marked.o")" "$(listed "$source.o")" '... with the same symbols'
	accepted "$source.marked.o" "... $source.o" "$source.o"
done
check '... fold.o lists symbols' grep -qx taken <(listed fold.o)
ld.lld --icf=safe -o program fold.o apply.o
ld.lld --icf=safe -o program.marked fold.marked.o apply.marked.o
ld.lld --icf=all -o program.all fold.o apply.o
is "$(objdump -d program.marked | tail -n +4 | sed 's/<[^>]*>//')" \
	"$(objdump -d program | tail -n +4 | sed 's/<[^>]*>//')" \
	'ld.lld --icf=safe makes the same code of them'
check '... which is not that of --icf=all' test \
	"$(nm program.marked | awk '/ kept_/ { print $1 }' | sort -u | wc -l)" -gt \
	"$(nm program.all | awk '/ kept_/ { print $1 }' | sort -u | wc -l)"
cat >profile.s <<'END'
	.text
one:	ret
two:	ret
	.cg_profile one, two, 32
	.addrsig
	.addrsig_sym two
END
clang -c profile.s
succeeds 'a profile of clang is marked' "$kas" mark --path x/p.S -o profile.marked.o profile.o
is "$(readelf -rW profile.marked.o | grep -oE 'one|two' | sort)" \
	"$(readelf -rW profile.o | grep -oE 'one|two' | sort)" '... with its relocations'
done_testing
