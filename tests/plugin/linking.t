#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What the linker and the assembler make of symbols that the compiler wrote:
# collected as garbage, made local, weak or global.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"

## -ffunction-sections -fdata-sections, --gc-sections

cat >a.c <<'END'
static __attribute__((noipa)) int twin(int x) { return x + 1; }
static __attribute__((noipa)) int gone(int x)
{
	static int count;

	return twin(x) + count++;
}
static int state = 1, dead_state = 2;
static __thread int tls = 3;
__attribute__((common)) int common_data;
int collected(int x) { return gone(x) + dead_state++; }
__attribute__((visibility("hidden"))) int hidden(int x)
{
	return twin(x) + state++ + tls++ + common_data;
}
int shared(int x) { return x; }
END
cat >b.c <<'END'
int hidden(int x);
int shared(int x);
static __attribute__((noipa)) int twin(int x) { return x + 2; }
static __attribute__((noipa)) int gone(int x)
{
	static int count;

	return twin(x) + count++;
}
static __attribute__((noipa)) int collected(int x) { return x * 2; }
static int state = 10;
static __thread int tls = 30;
static __attribute__((noipa)) int common_data(int x) { return x; }
int unused(int x) { return gone(x); }
int main(int argc, char **argv)
{
	/* 2 + 1 + 3, 1, 3, 2, 10, 30, 1 */
	return hidden(argc) + shared(argc) + twin(argc) + collected(argc) +
	       state++ + tls++ + common_data(argc) != 53;
}
END
compile -O2 -ffunction-sections -fdata-sections -c a.c b.c
link both.o a.o b.o
"$kas" census -o census both.o
is "$(grep -v ':1$' census)" 'collected:2
common_data:2
count.0:2
gone:2
state:2
tls:2
twin:2' 'sections: the census'

linked='collected@b_c_10
common_data@a_c_10
common_data@b_c_13
state@a_c_8
state@b_c_11
tls@a_c_9
tls@b_c_12
twin@a_c_1
twin@b_c_3'
for way in '' -no-pie '-static-pie -fPIE' '-Wl,--emit-relocs' -Wl,--print-gc-sections; do
	# shellcheck disable=SC2086
	"$CC" -Wl,--gc-sections $way a.o b.o -o program 2>messages
	check "--gc-sections $way: prune" prune census program
	[[ $way = *static* ]] ||		# whose C library has no aliases
		check "--gc-sections $way: verify" "$kas" verify --names census program
	is "$(aliases program | grep '_c_[0-9]*$')" "$linked" "--gc-sections $way: names"
	check "--gc-sections $way: runs" ./program
done
"$CC" a.o b.o -o program
check 'nothing collected: prune' prune census program
check 'nothing collected: verify' "$kas" verify --names census program
is "$(aliases program)" "$(sort <<<"$linked
collected@a_c_11
count.0@a_c_4
count.0@b_c_6
gone@a_c_3
gone@b_c_5")" 'nothing collected: names'

ld -r --gc-sections -e main a.o b.o -o kept.o
check 'collected in a relocatable link: prune' prune census kept.o
check '... verify' "$kas" verify --names census kept.o
is "$(aliases kept.o)" "$(grep -v common_data@a <<<"$linked")" '... names'
is "$(nm kept.o | grep -c ' common_data@a')" 0 '... none of what is common and has no place yet'

## A static symbol that assembler text makes global or weak

cat >c.c <<'END'
static __attribute__((noipa, used)) int made_global(int x) { return x + 1; }
static __attribute__((noipa, used)) int made_weak(int x) { return x + 2; }
__asm__(".globl made_global\n.weak made_weak");
END
cat >d.c <<'END'
static __attribute__((noipa, used)) int made_global(int x) { return x + 3; }
static __attribute__((noipa, used)) int made_weak(int x) { return x + 4; }
int main(void) { return made_global(-2) + made_weak(-5); }
END
compile -O2 -c c.c d.c
link both.o c.o d.o
"$kas" census -o census both.o
"$CC" c.o d.o -o program
check 'made global, made weak: prune' prune census program
check '... verify' "$kas" verify --names census program
is "$(aliases program)" 'made_global@c_c_1
made_global@d_c_1
made_weak@d_c_2' '... names'
is "$(nm program | grep -c ' T made_global')" 2 '... the alias of a global symbol is global'

## Labels of top-level asm beside symbols from C, local and global

cat >e.c <<'END'
__asm__("	.text\n"
	"	.type	ready, %function\n"
	"ready:	ret\n"
	"	.globl	start_it\n"
	"start_it:	ret\n"
	"	.weak	fallback\n"
	"fallback:	ret\n");
int main(void) { return 0; }
END
cat >f.c <<'END'
static __attribute__((noipa, used)) int ready(int x) { return x; }
static __attribute__((noipa, used)) int start_it(int x) { return x; }
static __attribute__((noipa, used)) int fallback(int x) { return x; }
END
compile -O2 -c e.c f.c
link both.o e.o f.o
check 'asm labels: census, prune, verify' census_prune_verify both.o
is "$(aliases both.o)" 'fallback@f_c_3
ready@e_c_0
ready@f_c_1
start_it@e_c_0
start_it@f_c_2' 'asm labels: names'

## Sections of groups, of which the linker keeps one

cat >g.c <<'END'
#define ONCE __attribute__((noipa, used, section(".text.once,\"axG\",@progbits,once,comdat#")))
static ONCE int once(int x) { return x + 1; }
static __attribute__((noipa, used)) int many(int x) { return x + 2; }
END
sed 's/many/each/' g.c >h.c
sed 's/int once/int other/; s/int many/int once/' g.c >i.c
compile -O2 -c g.c h.c i.c
link group.o g.o h.o i.o
check 'COMDAT: census, prune, verify' census_prune_verify group.o
check 'COMDAT: a link of what is left' "$CC" -nostdlib -shared group.o -o group.so
is "$(aliases group.o)" 'once@g_c_2
once@i_c_3' 'COMDAT: names'

## Indirect functions

cat >j.c <<'END'
typedef int function(int);
static int plain(int x) { return x + 1; }
static function *choose(void) { return plain; }
static int chosen(int x) __attribute__((ifunc("choose")));
int global(int x) __attribute__((ifunc("choose")));
int entry(int x) { return chosen(x) + global(x); }
END
cat >k.c <<'END'
int entry(int x);
static __attribute__((noipa)) int chosen(int x) { return x; }
static __attribute__((noipa)) int global(int x) { return x; }
int main(void) { return entry(-1) + chosen(0) + global(0); }
END
compile -O2 -c j.c k.c
link both.o j.o k.o
"$kas" census -o census both.o
"$CC" j.o k.o -o program
check 'ifunc: prune' prune census program
check 'ifunc: verify' "$kas" verify --names census program
is "$(aliases program)" 'chosen@j_c_3
chosen@k_c_2
global@j_c_3
global@k_c_3' 'ifunc: names'
check 'ifunc: runs' ./program

done_testing
