#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# prune of linked files: executables, relocations kept or not, shared objects,
# and what the linker makes of global symbols on the way.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

cat >a.c <<'EOF'
#define ALIAS(name, line) \
	__asm__(".equiv \"" #name "@a_c_" #line "\", " #name)
#define MARKER(name, line) \
	__asm__(".equiv \"" #name "@a_c_" #line "\", 0x6b6173")
#define NOINLINE __attribute__((noinline, used))
__asm__(".equiv \"kas-unit@a_c_0\", 0x6b6175");
static NOINLINE int same(void) { return 1; }
ALIAS(same, 1);
static NOINLINE int alone_a(void) { return same(); }
ALIAS(alone_a, 2);
int global(void) { return alone_a() + 1; }
MARKER(global, 3);
__attribute__((noinline, visibility("hidden"))) int hidden(void) { return 4; }
MARKER(hidden, 4);
__attribute__((section(".text.gone"))) int collected(void) { return 5; }
MARKER(collected, 5);
__attribute__((weak)) int overridden(void) { return 6; }
static __thread __attribute__((used)) volatile int tls = 7;
ALIAS(tls, 7);
int a(void) { return global() + hidden() + overridden() + tls; }
EOF
cat >b.c <<'EOF'
#define ALIAS(name, line) \
	__asm__(".equiv \"" #name "@b_c_" #line "\", " #name)
#define MARKER(name, line) \
	__asm__(".equiv \"" #name "@b_c_" #line "\", 0x6b6173")
#define NOINLINE __attribute__((noinline, used))
__asm__(".equiv \"kas-unit@b_c_0\", 0x6b6175");
static NOINLINE int same(void) { return 10; }
ALIAS(same, 1);
static NOINLINE int global(void) { return 20; }
ALIAS(global, 2);
static NOINLINE int hidden(void) { return 30; }
ALIAS(hidden, 3);
static __attribute__((noinline, section(".text.b"))) int collected(void) { return 40; }
ALIAS(collected, 4);
int overridden(void) { return 50; }
MARKER(overridden, 5);
static __thread __attribute__((used)) volatile int tls = 60;
ALIAS(tls, 6);
int a(void);
#ifndef SHARED
int main(void)
#else
int entry(void)
#endif
{
	return a() + same() + global() + hidden() + collected() + tls !=
	       2 + 4 + 50 + 7 + 10 + 20 + 30 + 40 + 60;
}
EOF

wanted='same@a_c_1
tls@a_c_7
same@b_c_1
global@b_c_2
hidden@b_c_3
collected@b_c_4
tls@b_c_6
global@a_c_3
hidden@a_c_4'

# link_and_prune NAME [GCC OPTION...] - link in one way, prune, and look
link_and_prune()
{
	local name=$1

	shift
	"$CC" -O1 -ffunction-sections -o "$name" a.o b.o -Wl,--gc-sections \
		-Wl,-e,_start "$@" || { ok 1 "$name: linked"; return; }
	cp "$name" "$name.before"
	succeeds "$name: prune" "$kas" prune --names names -o "$name" "$name"
	# Those of a static C library are named after the image.
	is "$(aliases "$name" | grep -v @static_ | sort)" "$(sort <<<"$wanted")" "$name: aliases"
	accepted "$name" "$name" "$name.before"
	same_but_symbols "$name.before" "$name" "$name"
	cmp -s <(readelf -lW "$name.before") <(readelf -lW "$name")
	ok $? "$name: segments are where they were"
	[ "$name" = shared.so ] || { "./$name"; ok $? "$name: runs"; }
	succeeds "$name: verify" "$kas" verify --names names "$name"
	is "$(symbols "$name" | grep -E ' GLOBAL .* global(@a_c_3)?$' |
		cut -d' ' -f1-6 | uniq -c | sed 's/^ *//; s/ .*//')" 2 \
		"$name: a global symbol's alias is at its address"
	is "$(symbols "$name" | awk '
		{ place = $1 " " $6; stem = $7; tag = sub(/@[a-z]_c_[0-9]+$/, "", stem) }
		tag && !seen[place " " stem] { print "before its target:", $7 }
		{ seen[place " " $7] = 1 }')" "" "$name: targets come first"
}

"$CC" -O1 -ffunction-sections -fPIC -c a.c b.c || exit 1
ld -r a.o b.o -o both.o
"$kas" census -o names both.o
is "$(grep -vE ':1$' names)" 'collected:2
global:2
hidden:2
same:2
tls:2' "census before the link"

link_and_prune exec -no-pie
link_and_prune pie -pie
link_and_prune emit-relocs -no-pie -Wl,--emit-relocs
link_and_prune pie-relocs -pie -Wl,--emit-relocs
link_and_prune static -static -no-pie
link_and_prune build-id -no-pie -Wl,--build-id -g
"$CC" -DSHARED -O1 -ffunction-sections -fPIC -c b.c
wanted+='
collected@a_c_5'
link_and_prune shared.so -shared -Wl,-e,entry,-u,entry
like "$(readelf -rW emit-relocs | grep -c "'.rela.text")" '^[1-9]' "relocations are there"

# The linker removed a.o's hidden symbol's binding; two cannot be told apart.
is "$(symbols pie | awk '$7 == "hidden@a_c_4" { print $4 }')" LOCAL \
	"the alias of a hidden symbol is local as its target"
cat >c.c <<'EOF'
static __attribute__((used, retain)) int hidden(void) { return 1; }
static __attribute__((used, retain)) int collected(void) { return 2; }
EOF
"$CC" -O1 -ffunction-sections -fPIC -c b.c c.c
"$CC" -pie -o other a.o c.o b.o -ffunction-sections -Wl,--gc-sections
echo 'a.o c.o b.o' >other.list
"$kas" census -o other.names --list other.list
succeeds "prune with local symbols without alias" "$kas" prune -n other.names -o other other
is "$(names other | grep -c '^collected$')" 2 "with a local symbol of each name"
is "$(symbols other | awk '$7 == "hidden@a_c_4" { print $1 }')" \
	"$(symbols other | awk '$7 == "hidden" { address = $1 } END { print address }')" \
	"a hidden symbol's alias is not given to another local one"
is "$(aliases other | grep collected)" $'collected@other_c_c_0\ncollected@b_c_4' \
	"nor is one of a symbol that is not there; what no plugin saw has line 0"
printf '\t.equiv "hidden@d_c_1", 0x6b6173\n\t.section .note.GNU-stack\n' | assemble d
"$CC" -pie -o other a.o d.o b.o
succeeds "prune with two markers" "$kas" prune -n other.names -o other other
is "$(aliases other | grep hidden)" $'hidden@b_c_3\nhidden@other_0' \
	"whether of two markers the first is meant cannot be told, so it has no line"

# A segment that holds the symbol table stays as it is, at the price of a hole.
cp exec.before segment
stack=$(readelf -lW segment | awk '/^  [A-Z]/ && $1 != "Type" { n++ } $1 == "GNU_STACK" { print n - 1 }')
at=$((64 + 56 * stack))
poke segment $((at + 8)) '\0\20\0\0\0\0\0\0'
size=$(($(section segment .shstrtab offset) - 4096))
poke segment $((at + 32)) "$(printf '\\x%02x\\x%02x' $((size % 256)) $((size / 256)))"
cp segment segment.before
succeeds "prune with the symbol table in a segment" "$kas" prune -n names -o segment segment
cmp -s -i 4096 -n $size segment segment.before
ok $? "the segment is untouched"
is "$(aliases segment | sort)" "$(aliases exec | sort)" "aliases"
same_but_symbols segment.before segment "symbol table in a segment"
./segment
ok $? "it runs"

# A shared object is usable by the linker and the loader after prune.
echo 'int entry(void); int main(void) { return entry(); }' >user.c
"$CC" user.c ./shared.so -o user && ./user
ok $? "a program with the shared object runs"

# Weak definitions that stay get none.
echo 'int main(void) { return 0; }' >main.c
"$CC" -O1 -o weak main.c a.o
"$kas" census -o weak.names both.o a.o
"$kas" prune -n weak.names --keep-all -o weak weak
is "$(aliases weak | grep -c overridden)" 0 "a weak symbol gets no alias"

done_testing
