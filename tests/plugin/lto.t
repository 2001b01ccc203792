#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Link-time optimisation: there the symbols are written by lto1, under names
# that GCC made up, from units that it read back.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"

mkdir sub
cat >h.h <<'END'
static __attribute__((noinline)) int header(int x)
{
	static int header_calls;

	return x * 7 + header_calls++;
}
END
cat >a.c <<'END'
#include "h.h"
int external(int x);

static int counter = 1;
static __attribute__((noinline)) int dup(int x)
{
	static int calls;

	return x * 3 + calls++ + counter++ + external(header(x));
}

__attribute__((noinline)) int a(int x)
{
	return dup(x) + dup(x + 1);
}

static __attribute__((constructor)) void init_a(void)
{
	counter = 5;
}
END
cat >sub/b.c <<'END'
#include "../h.h"
int a(int x);

static int counter = 2;
static __attribute__((noinline)) int dup(int x)
{
	static int calls;

	return x * 5 + calls++ + counter++ + header(x);
}

__attribute__((noinline)) int external(int x)
{
	return dup(x) * dup(x + 1);
}

static __attribute__((constructor)) void init_b(void)
{
	counter = 7;
}

int main(int argc, char **argv)
{
	return a(argc) + external(argc) == 0;
}
END

# What belongs to static symbols: whatever GCC calls them, however it partitions.
ambiguous='counter@a_c_4
counter@sub_b_c_4
dup@a_c_6
dup@sub_b_c_6
header@h_h_a_c_2
header@h_h_sub_b_c_2'
statics='calls.N@a_c_7
calls.N@sub_b_c_7
'$ambiguous'
header_calls.N@h_h_a_c_3
header_calls.N@h_h_sub_b_c_3'

aliases_of_statics() {
	aliases "$1" | sed -E 's/\.[0-9]+@/.N@/' |
		grep -E '^(calls|counter|dup|header|header_calls)(\.N)?@' | sort
}

# The numbers of static locals are GCC's, equal for two of them or not.
aliases_but_numbered() {
	aliases "$1" | grep -v '\.[0-9]*@'
}

# Objects of one directory, linked in the other way that Linux would do it.
link_optimised() { # OUTPUT FLAGS...
	local output=$1
	shift
	compile -O2 -flto -r -flinker-output=nolto-rel "$@" a.o b.o -o "$output" 2>messages ||
		{ cat messages; return 1; }
}

for kind in slim fat; do
	flags=(-O2 -flto)
	[ $kind = slim ] || flags+=(-ffat-lto-objects)
	compile "${flags[@]}" -c a.c sub/b.c
	for partition in balanced none one 1to1 max; do
		what="$kind, -flto-partition=$partition"
		check "$what: links" link_optimised r.o -flto-partition=$partition || continue
		is "$(aliases_of_statics r.o)" "$statics" "$what: names of statics"
		check "$what: nothing is lost" each_has_one r.o
		is "$(aliases r.o | grep -c lto_priv)" 0 "$what: no suffix in an alias"

		"$kas" census -o counts r.o
		is "$(grep -E '^(counter|dup|header)(\.lto.*)?:' counts)" \
			$'counter:2\ndup:2\nheader:2' "$what: census counts what a person wrote"
		check "$what: census, prune, verify" census_prune_verify r.o
		is "$(aliases_but_numbered r.o)" "$ambiguous" \
			"$what: the ambiguous ones have their aliases"
	done
done

# What comes out of lto1 is linked on, run, and proved as anything else is.
compile -O2 -flto -ffunction-sections -fdata-sections -c a.c sub/b.c
check 'a program, collected garbage' compile -O2 -flto -Wl,--gc-sections a.o b.o -o program
link_optimised r.o
"$kas" census -o counts r.o
check '... is pruned' prune counts program
check '... is right' "$kas" verify --names counts program
check '... runs' ./program
is "$(aliases_but_numbered program)" "$ambiguous" '... has its aliases'

# Compiled and linked in one go, the objects have names made up for the occasion.
for partition in balanced none; do
	for time in first second; do
		compile -O2 -g -flto -flto-partition=$partition a.c sub/b.c -o $time -- level=all
		aliases $time >$time.aliases
	done
	check "temporary objects, $partition: the same names twice" \
		cmp first.aliases second.aliases
	is "$(grep -o '_sub_I_.*' first.aliases)" '_sub_I_65535_0.0@a_c_0' \
		"temporary objects, $partition: a constructor made of several units"
done

# Objects with debug information and parallel jobs; another order of the inputs.
compile -O2 -g -flto -c a.c sub/b.c
link_optimised r.o -flto=2 -flto-partition=max
is "$(aliases_of_statics r.o)" "$statics" 'debug information, two jobs'
compile -O2 -flto -r -flinker-output=nolto-rel b.o a.o -o r.o
is "$(aliases_of_statics r.o)" "$statics" 'other order of the objects'

# Compiled in other directories than linked, under other names.
(cd sub && compile -O2 -flto -c b.c -o ../b.o -- srctree=..)
(mkdir deep && cd deep && compile -O2 -flto -c ../a.c -o ../a.o -- srctree=..)
link_optimised r.o
is "$(aliases_of_statics r.o)" "$statics" 'compiled elsewhere, relative names'
(cd sub && compile -O2 -flto -c "$work/sub/b.c" -o ../b.o -- srctree="$work")
link_optimised r.o
is "$(aliases_of_statics r.o)" "$statics" 'compiled elsewhere, absolute names'
(cd deep && compile -O2 -flto -r -flinker-output=nolto-rel ../a.o ../b.o -o ../r.o -- \
	srctree=..)
is "$(aliases_of_statics r.o)" "$statics" 'linked elsewhere'

# A unit that was compiled without -flto beside one with it.
compile -O2 -c a.c
compile -O2 -flto -c sub/b.c
check 'mixed: links' link_optimised r.o
is "$(aliases_of_statics r.o)" "$statics" 'mixed: names of statics'
check 'mixed: census, prune, verify' census_prune_verify r.o

# Fat objects in a link that knows nothing of all this.
compile -O2 -flto -ffat-lto-objects -c a.c sub/b.c
link fat.o a.o b.o
is "$(aliases_of_statics fat.o)" "$statics" 'fat objects, plain link'
check 'fat objects, plain link: census, prune, verify' census_prune_verify fat.o

# Labels of asm statements: those outside of functions are streamed with their
# aliases, those inside with the function, wherever that is inlined.
cat >labels.c <<'END'
__asm__(".text\nlabel_a: nop\n.globl exported_a\nexported_a: nop\n.set equated_a, label_a");
__asm__("second_a: nop\n.set five, 5\n.if 0\nhelper:\n.endif");
static __attribute__((noipa)) int helper(int x)
{
	static int calls;

	return x + calls++;
}
int other(int x);
int main(int argc, char **argv)
{
	__asm__ volatile("inside_a: nop" : : "r" (argc));
	return helper(argc) + other(argc) == 0;
}
END
cat >sub/more.c <<'END'
__asm__(".text\nlabel_b: nop\n.globl late_b");
__asm__("late_b: nop\n.weak feeble_b\nfeeble_b: nop");
static __attribute__((noipa)) int helper(int x)
{
	static int calls;

	return x + 2 * calls++;
}
int other(int x)
{
	__asm__ volatile("inside_b: nop" : : "r" (x));
	return helper(x);
}
END
label_aliases='equated_a@labels_c_0
helper@labels_c_4
helper@sub_more_c_4
inside_a@labels_c_12
inside_b@sub_more_c_11
label_a@labels_c_0
label_b@sub_more_c_0
second_a@labels_c_0'
label_markers='exported_a@labels_c_0
late_b@sub_more_c_0'
of_labels() {
	"$1" "$2" | grep -E '^(label|exported|equated|second|late|feeble|helper|inside|five)'
}
markers() {
	readelf -sW "$1" | awk '$7 == "ABS" && $2 ~ /6b6173$/ { print $8 }' | sort
}
for COMPILER in $(native_compilers); do
	check "$COMPILER: is there" is_usable "$COMPILER" || continue
	plugin=$(plugin_of "$COMPILER")
	for flags in '' -ffat-lto-objects -fno-toplevel-reorder \
		'-ffat-lto-objects -fno-toplevel-reorder'; do
		# shellcheck disable=SC2086
		compile -O2 -fno-inline -flto $flags -c labels.c -o a.o
		# shellcheck disable=SC2086
		compile -O2 -fno-inline -flto $flags -c sub/more.c -o b.o
		for partition in balanced none one 1to1 max; do
			what="labels, $COMPILER $flags -flto-partition=$partition"
			check "$what: links" link_optimised r.o -flto-partition=$partition $flags ||
				continue
			is "$(of_labels aliases r.o)" "$label_aliases" "$what: aliases"
			is "$(of_labels markers r.o)" "$label_markers" "$what: markers"
			check "$what: nothing is lost" each_has_one r.o
		done
		check "labels, $COMPILER $flags: a program" \
			compile -O2 -flto $flags a.o b.o -o program
		check '... runs' ./program
		is "$(of_labels aliases program)" "$label_aliases" '... aliases'
		[[ $flags = *fat* ]] || continue
		link fat.o a.o b.o
		is "$(of_labels aliases fat.o)" "$label_aliases" "$COMPILER, fat, plain link: aliases"
		is "$(of_labels markers fat.o)" "$label_markers" "$COMPILER, fat, plain link: markers"
		check "$COMPILER, fat, plain link: nothing is lost" each_has_one fat.o
	done
done
unset COMPILER
plugin=$(plugin_of "$CC")
compile -O2 -flto -c labels.c -o a.o
compile -O2 -flto -c sub/more.c -o b.o
check 'labels, one inlined into another unit: a program' compile -O2 -flto a.o b.o -o program
check '... where it is inlined' test "$(nm program | grep -c ' other$')" -eq 0
is "$(of_labels aliases program)" "$label_aliases" '... aliases'

# What is split off or cloned from a symbol that was renamed.
cat >split.c <<'END'
#include "split.h"
static __attribute__((noinline)) int dup(int x, int y)
{
	if (__builtin_expect(x > y, 0))
		cold(x);
	return x * y + other(x);
}
int a(int x) { return dup(x, 7) + dup(x + 1, 7); }
END
cat >sub/split.c <<'END'
#include "../split.h"
static __attribute__((noinline)) int dup(int x, int y)
{
	if (__builtin_expect(x < y, 0))
		cold(x + 1);
	return x * y - other(x);
}
int b(int x) { return dup(x, 9) + dup(x + 1, 9); }
END
cat >split.h <<'END'
void cold(int x) __attribute__((cold, noreturn));
int other(int x);
END
compile -O2 -flto -c split.c -o a.o
compile -O2 -flto -c sub/split.c -o b.o
check 'split: links' link_optimised r.o -flto-partition=none
check '... with a suffix in the middle' grep -q 'dup\.lto_priv\.[0-9]*\..*\.cold$' <(nm r.o)
is "$(aliases r.o)" 'dup.constprop.0.cold@split_c_2
dup.constprop.0.cold@sub_split_c_2
dup.constprop.0@split_c_2
dup.constprop.0@sub_split_c_2' '... which is in no alias'
check '... nothing is lost' each_has_one r.o
"$kas" census -o counts r.o
is "$(grep ^dup counts)" $'dup.constprop.0:2\ndup.constprop.0.cold:2' '... nor counted'

# Streaming them numbers nothing otherwise.
sed 's/equated_a, label_a/equated_a, calls/' labels.c >numbered.c
cat >>numbered.c <<'END'
int numbered(int x)
{
	static int second, first;

	return first++ + x + second--;
}
END
compile -O2 -flto -ffat-lto-objects -c numbered.c -o with.o
"$CC" -O2 -flto -ffat-lto-objects -c numbered.c -o without.o
is "$(nm with.o | cut -c18- | grep -v @ | sort)" "$(nm without.o | cut -c18- | sort)" \
	'streamed labels: plain names are the same'

# The plugin has to be named at the link as well. Without it there is no alias,
# and that is an error, for each symbol, not a silence.
compile -O2 -flto -c a.c sub/b.c
check 'slim objects: no census' fails_with 'a.o: error: a slim LTO object' \
	"$kas" census -o counts a.o b.o
"$CC" -O2 -flto -r -flinker-output=nolto-rel a.o b.o -o forgotten.o
is "$(aliases forgotten.o)" '' 'plugin forgotten at the link: no alias'
check 'plugin forgotten at the link: told so' fails_with \
	'error: dup: is ambiguous and has no alias' census_prune_verify forgotten.o
is "$(grep -c 'error: dup: ' output)" 2 '... of each of both'

done_testing
