#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What only x86 has: another assembler syntax, other data models, thunks.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"

## Intel syntax, where registers and operators have no mark of their own

for name in eax rax al st xmm0 cr0 es k1 ptr byte dword near flat and or not mod eq shl offset; do
	echo "static __attribute__((used)) int $name = 1;" >a.c
	# GCC itself does not stumble over these as long as nothing refers to them.
	check "-masm=intel, a symbol called $name: assembles" compile -masm=intel -c a.c || continue
	is "$(aliases a.o)" "$name@a_c_1" '... has its alias'
	check '... where it is' test "$(nm a.o | grep -v kas-unit | cut -d ' ' -f 1,2 | uniq | wc -l)" -eq 1
done

cat >a.c <<'END'
static __attribute__((noipa)) int helper(int x) { return x + 1; }
static __attribute__((used)) int offset = 1;
int entry(int x) { return helper(x); }
__asm__(".att_syntax prefix\n"
	"	.text\n"
	"label:	movl	$1, %eax\n"
	".intel_syntax noprefix\n");
END
want='helper@a_c_1
label@a_c_0
offset@a_c_2'
for flags in -masm=intel '-masm=intel -fno-toplevel-reorder' \
	'-masm=intel -g' '-masm=intel -fcf-protection' '-masm=intel -flto -ffat-lto-objects'; do
	# shellcheck disable=SC2086
	check "$flags: assembles" compile -O2 $flags -c a.c
	is "$(aliases a.o)" "$want" "$flags: names"
done
compile -O2 -masm=intel -S a.c
check '-masm=intel -S: assembles by itself' "$CC" -c a.s -o a.o
is "$(aliases a.o)" "$want" '... names'

## Versions of a function for several processors, and what chooses one

cat >clones.c <<'END'
#define CLONES __attribute__((noinline, target_clones("avx2", "default")))
CLONES int
global(int x)
{
	return x * 3;
}
static CLONES int
local(int x)
{
	return x * 5;
}
int entry(int x)
{
	return global(x) + local(x);
}


/* Here the compiler stops reading. */
END
for flags in -O0 -O2 '-O2 -g' '-O2 -fno-toplevel-reorder'; do
	# shellcheck disable=SC2086
	compile $flags -c clones.c
	# What chooses has a cold part in some versions of GCC; 11 numbers the clones.
	is "$(aliases clones.o | grep -v 'resolver\.cold@clones_c_9$' | sed -E 's/\.[01]@/@/')" 'global.avx2@clones_c_4
global.default@clones_c_4
local.avx2@clones_c_9
local.default@clones_c_9
local.resolver@clones_c_9
local@clones_c_9' "target_clones, $flags: the line of the function"
	is "$(readelf -sW clones.o | awk '$7 == "ABS" && $2 ~ /6b6173$/ { print $8 }' | sort)" "entry@clones_c_13
global@clones_c_4" "target_clones, $flags: of a global one, too"
done

## Data models and code models

cat >b.c <<'END'
#include "h.h"
static int state;
static __thread int tls;
static __attribute__((noipa)) int helper(int x)
{
	static int calls;

	return x + calls++ + state++ + tls++ + header(x);
}
int entry(int x)
{
	return helper(x);
}
END
echo 'static __attribute__((noipa)) int header(int x) { return x; }' >h.h
want='calls.N@b_c_6
header@h_h_b_c_1
helper@b_c_5
state@b_c_2
tls@b_c_3'
for flags in '-m32 -fno-pic' '-m32 -fPIC' -mx32 -mcmodel=large '-mcmodel=kernel -fno-pic -mno-red-zone' \
	'-fno-pic -no-pie' '-fPIC -fno-plt' -march=x86-64-v3 \
	'-mindirect-branch=thunk-extern -mfunction-return=thunk-extern -fcf-protection=none' \
	'-mindirect-branch=thunk -mfunction-return=thunk -fcf-protection=none' \
	'-mharden-sls=all -mindirect-branch-cs-prefix' '-mskip-rax-setup -mstack-protector-guard=global'; do
	# shellcheck disable=SC2086
	check "$flags: compiles" compile -O2 $flags -c b.c
	is "$(aliases b.o | sed -E 's/\.[0-9]+@/.N@/')" "$want" "$flags: names"
	# The thunks that GCC adds to a unit are global, and no one of its symbols.
	[[ $flags =~ =thunk\ |-m32\ -fPIC ]] ||
		check "$flags: nothing is lost" each_has_one b.o
done

# Two units of 32 bits, to the end.
sed 's/helper/other/; s/entry/main/' b.c >c.c
compile -m32 -fno-pic -O2 -c b.c c.c
link both.o -m elf_i386 b.o c.o
check '-m32: census, prune, verify' census_prune_verify both.o
is "$(aliases both.o | grep -v calls)" 'header@h_h_b_c_1
header@h_h_c_c_1
state@b_c_2
state@c_c_2
tls@b_c_3
tls@c_c_3' '-m32: names'

done_testing
