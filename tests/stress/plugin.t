#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The plugin where GCC collects garbage at every chance, where something else goes
# wrong, and where somebody ends the compiler. In the first native compiler of
# $TEST_COMPILERS.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/../plugin/lib.bash"
same_code=$top/.build/tests/same_code
always=(--param ggc-min-expand=0 --param ggc-min-heapsize=0)

## Garbage is collected at every chance: what the plugin keeps is not GCC's memory

same_as_without() { # FLAGS...
	"$CC" "${always[@]}" -w "$@" -o plain.o || return
	compile "${always[@]}" -w "$@" -o with.o -- level=all || return
	"$same_code" plain.o with.o
}
for case in "$top"/tests/plugin/cases/*/; do
	name=$(basename "$case")
	source=$case/a.c
	[ -e "$source" ] && "$CC" -w -O2 -I"$case" -c "$source" -o plain.o 2>/dev/null || continue
	for level in -O0 -O2 '-O2 -g -fno-toplevel-reorder'; do
		# shellcheck disable=SC2086
		check "collected, case $name, $level" same_as_without $level -I"$case" -c "$source"
	done
	compile -w -O2 -I"$case" -c "$source" -o usual.o -- level=all
	compile "${always[@]}" -w -O2 -I"$case" -c "$source" -o with.o -- level=all
	check "collected, case $name: the usual names" cmp with.o usual.o
done

cat >a.c <<'END'
static __attribute__((noipa)) int twin(int x) { static int calls; return x + calls++; }
int b(int x);
int main(int argc, char **argv) { return twin(argc) + b(argc) == 0; }
END
cat >b.c <<'END'
__asm__(".text\nlabel: nop");
static __attribute__((noipa)) int twin(int x) { static int calls; return x - calls++; }
int b(int x) { __asm__ volatile("inside: nop"); return twin(x); }
END
want='inside@b_c_3
label@b_c_0
twin@a_c_1
twin@b_c_2'
for partition in one balanced max; do
	compile "${always[@]}" -O2 -flto -c a.c b.c
	check "collected, -flto-partition=$partition" compile "${always[@]}" -O2 -flto=2 \
		-flto-partition=$partition a.o b.o -o program
	is "$(aliases program | grep -v '^calls')" "$want" '... names'
	check '... runs' ./program
done
cat >a.cc <<'END'
namespace { template <class T> __attribute__((noipa)) T f(T x) { static T sum; return sum += x; } }
static struct made { made(); ~made(); } object;
made::made() { f(1); }
made::~made() { f(2L); }
END
check 'collected, C++' same_as_without -x c++ -O2 -c a.cc
echo 'static __attribute__((used)) int header;' >h.h
echo '#include "h.h"
static __attribute__((used)) int source;' >c.c
compile "${always[@]}" h.h -o h.h.gch
mv h.h aside
check 'collected, with a precompiled header' compile "${always[@]}" -Winvalid-pch -c c.c
is "$(aliases c.o)" $'header@h_h_c_c_1\nsource@c_c_2' '... names'

## Something else goes wrong

# Without names of temporary files, and what GCC lists of plugins and of the places
# that an internal error was called from.
messages() { # FILE
	sed -E '/^(PLUGIN_|Event|0x|\*\*\*)/d; s,/[^ ]*/cc[A-Za-z0-9]{6}\.s,FILE,' "$1"
}

# says_the_same STATUS FLAGS...: with and without the plugin, and no object is left
says_the_same() {
	local status=$1
	shift

	rm -f out.o
	"$CC" "$@" -o out.o 2>plain.log
	[ $? -eq "$status" ] || { cat plain.log; return 1; }
	compile "$@" -o out.o 2>with.log
	[ $? -eq "$status" ] || { cat with.log; return 1; }
	diff <(messages plain.log) <(messages with.log) && [ ! -e out.o ]
}
cat >error.c <<'END'
static __attribute__((used)) int before;
__asm__("label: nop");
int f(void) { return undeclared; }
static __attribute__((used)) int after;
END
check 'an error' says_the_same 1 -O2 -c error.c
echo 'static int unused;' >unused.c
check '... that is a warning' says_the_same 1 -O2 -Werror -Wunused-variable -c unused.c
check 'an error, -flto' says_the_same 1 -O2 -flto -c error.c
echo '__asm__("no_such_instruction");' >assembler.c
check 'an error of the assembler' says_the_same 1 -c assembler.c
echo 'static int x; int f(int y) { __asm__("" : : "i" (y)); return x++; }' >late.c
check 'an error late: the kind of an operand' says_the_same 1 -O2 -c late.c
check 'no such file' says_the_same 1 -c missing.c
echo 'static __attribute__((used)) int x;' >fine.c
check 'no place for the output' fails_with /dev/full compile -S fine.c -o /dev/full

# An internal error, in another plugin.
cat >failing_plugin.c <<'END'
#include "gcc-plugin.h"
#include "diagnostic-core.h"
int plugin_is_GPL_compatible;
static void fail(void *, void *) { internal_error("out of luck"); }
int plugin_init(struct plugin_name_args *info, struct plugin_gcc_version *)
{
	register_callback(info->base_name, info->argc ? PLUGIN_FINISH_UNIT :
			  PLUGIN_ALL_IPA_PASSES_END, fail, NULL);
	return 0;
}
END
check 'another plugin, that fails' "$(cxx_of "$CC")" -fPIC -shared -fno-rtti -w \
	-I "$("$CC" -print-file-name=plugin)/include" failing_plugin.c -o failing.so
for when in '' -fplugin-arg-failing-late; do
	# shellcheck disable=SC2086
	check "an internal error elsewhere $when" says_the_same 1 -O2 -c fine.c \
		-fplugin="$work/failing.so" $when
	check '... told of as what it is' grep -q 'internal compiler error: out of luck' with.log
done

## Somebody ends the compiler, at any time

seq -f 'static __attribute__((used)) int v%.0f;' 30000 >many.c
for signal in INT TERM HUP; do
	left=0
	for time in 0.05 0.2 0.4 0.7 1; do
		rm -f out.o
		(trap - INT HUP; exec timeout --foreground -s $signal $time "$CC" "-fplugin=$plugin" -c many.c -o out.o) 2>/dev/null
		status=$?
		# Half an object is worse than none: a whole one was done in time.
		[ ! -e out.o ] || { [ $status -eq 0 ] && [ "$(aliases out.o | wc -l)" -eq 30000 ]; } || left=1
	done
	is $left 0 "SIG$signal: an object is whole or not there"
done

done_testing
