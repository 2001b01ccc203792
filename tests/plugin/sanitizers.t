#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Instrumented units: the constructors and the data that the compiler makes have
# the same names in each, so there all of them are ambiguous.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"

cat >one.c <<'END'
struct big { int member[4]; };
static struct big state = { { 1 } };
struct big NAME_data;
static __attribute__((noipa)) int helper(int *x)
{
	static volatile int calls;

	return *x + calls++;
}

int NAME(int *x, unsigned int i)
{
	int local[4] = { x[0], x[1] };

	return helper(&local[i]) / x[1] + state.member[i]++ + NAME_data.member[i];
}
END
sed 's/NAME/two/' one.c >two.c
sed -i 's/NAME/one/' one.c

# instrumented WHAT CONSTRUCTORS FLAGS...: at several levels of optimisation,
# and in the other order of output
instrumented() {
	local what=$1 constructors=$2 optimise flags unit
	shift 2

	for optimise in -O0 -O2 -Os '-O2 -fno-toplevel-reorder' '-O2 -ffunction-sections'; do
		read -ra flags <<<"$optimise"
		for unit in one two; do
			compile "${flags[@]}" "$@" -c $unit.c -- level=all 2>messages ||
				{ sed 's/^/# /' messages; break; }
		done
		check "$what, $optimise: each local symbol has one" each_has_one one.o two.o
		link both.o one.o two.o
		check "$what, $optimise: census, prune, verify" census_prune_verify both.o
		is "$(aliases both.o | grep -E '^_(sub|GLOBAL)' || :)" "$constructors" \
			"$what, $optimise: constructors"
		is "$(aliases both.o | grep -cE '^(state|helper)@(one|two)_c_[24]$')" 2 \
			"$what, $optimise: data a person wrote" || aliases both.o
		is "$(aliases both.o | grep -c '^helper@\(one\|two\)_c_5$')" 2 \
			"$what, $optimise: functions a person wrote"
	done
}

# pair NAME...: their aliases in both units, made of nothing in the source
pair() {
	local name

	for name; do
		printf '%s\n' "$name@one_c_0" "$name@two_c_0"
	done
}

instrumented KASAN '' -fsanitize=kernel-address --param asan-globals=0
instrumented 'KASAN with globals' "$(pair _sub_D_65535_0 _sub_I_65535_1)" \
	-fsanitize=kernel-address --param asan-globals=1 --param asan-stack=1
instrumented ASAN "$(pair _sub_D_00099_0 _sub_I_00099_1)" -fsanitize=address
instrumented KCSAN "$(pair _sub_I_00099_0)" -fsanitize=thread \
	--param tsan-distinguish-volatile=1 -fno-optimize-sibling-calls
instrumented UBSAN '' -fsanitize=undefined
instrumented gcov "$(pair _sub_D_00100_1 _sub_I_00100_0)" -fprofile-arcs -ftest-coverage
instrumented profile "$(pair _sub_D_00100_1 _sub_I_00100_0)" -fprofile-generate \
	-fprofile-update=atomic
instrumented KCOV '' -fsanitize-coverage=trace-pc,trace-cmp
instrumented 'patchable entries' '' -fpatchable-function-entry=16,16
instrumented ftrace '' -pg -mfentry -mrecord-mcount

# Profiles that a run wrote and the next compilation uses: other clones, other
# cold parts, aliases for all of them.
cat >main.c <<'END'
int one(int *x, unsigned int i);
int two(int *x, unsigned int i);
int main(void)
{
	int x[2] = { 1, 2 }, i, sum = 0;

	for (i = 0; i < 100; i++)
		sum += one(x, i & 3) + two(x, 1);
	return sum == 0;
}
END
compile -O2 -fprofile-generate -c one.c two.c main.c
compile -O2 -fprofile-generate one.o two.o main.o -o program
check 'a profile is written' ./program
is "$(echo ./*.gcda)" './main.gcda ./one.gcda ./two.gcda' '... of each unit'
compile -O2 -fprofile-use -Werror=missing-profile -c one.c two.c -- level=all
check 'a profile is used: each local symbol has one' each_has_one one.o two.o

done_testing
