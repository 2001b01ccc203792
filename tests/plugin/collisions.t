#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Different symbols whose aliases come out equal, since two paths map to one or
# one source is compiled twice. The checker tells them apart, by the rule in
# scripts/kas_alias/command/prune.c: the image's name goes before the tag, and from the
# second one in an image on, a number after that.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"

mkdir a a_b
cat >source.c <<'END'
static __attribute__((noipa, used)) int show(int x) { return x + NUMBER; }
static __attribute__((used)) int state = NUMBER;
int FUNCTION(int x) { return show(x) + state; }
END
for copy in irq-gic.c irq_gic.c a/b_c.c a_b/c.c; do
	cp source.c $copy
done

object() { # OUTPUT SOURCE NUMBER
	compile -O2 "-DNUMBER=$3" "-DFUNCTION=f$3" -c "$2" -o "$1"
}

## Two names of files that become one; directories and names that change places

object 1.o irq-gic.c 1
object 2.o irq_gic.c 2
link vmlinux.o 1.o 2.o
is "$(aliases vmlinux.o)" 'show@irq_gic_c_1
show@irq_gic_c_1
state@irq_gic_c_2
state@irq_gic_c_2' 'irq-gic.c, irq_gic.c: equal before'
check '... census, prune, verify' census_prune_verify vmlinux.o
is "$(aliases vmlinux.o)" 'show@vmlinux_2_irq_gic_c_1
show@vmlinux_irq_gic_c_1
state@vmlinux_2_irq_gic_c_2
state@vmlinux_irq_gic_c_2' '... different after'
is "$(grep @ census)" '@show@irq_gic_c_1:2
@state@irq_gic_c_2:2' '... the census lists what is equal'
is "$(nm vmlinux.o | sort | sed -n 's/^\([0-9a-f]*\) . show@\(.*\)/\1 \2/p' | cut -d' ' -f2)" \
	'vmlinux_irq_gic_c_1
vmlinux_2_irq_gic_c_1' '... numbered in the order of the link'

object 1.o a/b_c.c 1
object 2.o a_b/c.c 2
link vmlinux.o 1.o 2.o
check 'a/b_c.c, a_b/c.c: census, prune, verify' census_prune_verify vmlinux.o
is "$(aliases vmlinux.o)" 'show@vmlinux_2_a_b_c_c_1
show@vmlinux_a_b_c_c_1
state@vmlinux_2_a_b_c_c_2
state@vmlinux_a_b_c_c_2' '... different after'

## One source in two objects of one image, three times the same

for number in 1 2 3; do
	object $number.o source.c $number
done
link driver.o 1.o 2.o 3.o
check 'source.c three times: census, prune, verify' census_prune_verify driver.o
is "$(aliases driver.o)" 'show@driver_2_source_c_1
show@driver_3_source_c_1
show@driver_source_c_1
state@driver_2_source_c_2
state@driver_3_source_c_2
state@driver_source_c_2' '... different after'
cp driver.o again.o
prune census again.o --image driver
check '... a second time, nothing more changes' cmp driver.o again.o

## Two files made from one grammar, by name of which they go

for parser in one two; do
	cat >$parser.tab.c <<-END
	#line 5 "grammar.y"
	static __attribute__((noipa, used)) int reduce(int x) { return x + 1; }
	#line 100 "/usr/share/bison/skeleton.c"
	static __attribute__((used)) int table = 2;
	#line 4 "$parser.tab.c"
	int $parser(int x) { return reduce(x); }
	END
	compile -O2 -c $parser.tab.c
done
link parsers.o one.tab.o two.tab.o
is "$(aliases parsers.o)" 'reduce@grammar_y_5
reduce@grammar_y_5
table@skeleton_c_100
table@skeleton_c_100' 'one grammar, two files: equal before'
check '... census, prune, verify' census_prune_verify parsers.o
is "$(aliases parsers.o)" 'reduce@parsers_2_grammar_y_5
reduce@parsers_grammar_y_5
table@parsers_2_skeleton_c_100
table@parsers_skeleton_c_100' '... different after'

## One object in two images: loaded together they are different symbols

object common.o source.c 1
object other.o irq-gic.c 2
link drivers-a.o common.o
link drivers-b.o common.o other.o
check 'one object in two modules: census, prune, verify' \
	census_prune_verify drivers-a.o drivers-b.o
is "$(aliases drivers-a.o)" 'f1@drivers_a_source_c_3
show@drivers_a_source_c_1
state@drivers_a_source_c_2' '... names in one'
is "$(aliases drivers-b.o)" 'f1@drivers_b_source_c_3
show@drivers_b_source_c_1
show@irq_gic_c_1
state@drivers_b_source_c_2
state@irq_gic_c_2' '... names in the other: only what is equal changes'

## Equal ones that link-time optimisation brings into one output

# lto_pair SOURCE SOURCE FLAGS...: link both, as two units, into r.o
lto_pair() {
	compile -O2 -flto -DNUMBER=1 -DFUNCTION=f1 -c "$1" -o 1.o &&
	compile -O2 -flto -DNUMBER=2 -DFUNCTION=f2 -c "$2" -o 2.o &&
	compile -O2 -flto=2 -r -flinker-output=nolto-rel "${@:3}" 1.o 2.o -o r.o
}
for sources in 'source.c source.c' 'irq-gic.c irq_gic.c'; do
	# shellcheck disable=SC2086
	set -- $sources
	tag=${1//[-.]/_}
	for partition in one none balanced 1to1 max; do
		what="$sources, -flto-partition=$partition"
		check "$what: links" lto_pair "$@" -flto-partition=$partition || continue
		cp r.o again.o
		lto_pair "$@" -flto-partition=$partition
		is "$(aliases r.o)" "$(aliases again.o)" "$what: the same names twice"
		is "$(aliases r.o | grep -c "^show@\(2_\)\?${tag}_1$")" 2 "$what: both have one"
		"$kas" census -o counts r.o
		is "$(grep -c '^\(show\|state\):2$' counts)" 2 "$what: census"
		check "$what: prune" prune counts r.o
		check "$what: verify" "$kas" verify --names counts r.o
	done
	lto_pair "$@" -flto-partition=one
	is "$(aliases r.o | grep show)" "show@2_${tag}_1
show@${tag}_1" "$sources: the second of the link has a number"
	check "$sources: each is where it was" diff <(nm r.o | sed -nE "s/ t show@/ /p" | sort) \
		<(nm r.o | sed -nE "s/ t show\.lto_priv\.1/ 2_${tag}_1/p; s/ t show(\.lto_priv\.0)?$/ ${tag}_1/p" | sort)
done

# The number is one that a directory has.
mkdir 2
cp source.c 2
compile -O2 -flto -DNUMBER=3 -DFUNCTION=f3 -c 2/source.c -o 3.o
lto_pair source.c source.c -flto-partition=one 3.o
check 'a directory called 2: links' test -s r.o
is "$(aliases r.o | grep show | sort -u | wc -l)" 3 '... three names'
# No room for a number, nor for its hash: the symbol's name gives way.
compile -O2 -flto -DNUMBER=1 -DFUNCTION=f1 -Dshow=show_it_with_a_name_of_27_bytes -c source.c -o 1.o
compile -O2 -flto -DNUMBER=2 -DFUNCTION=f2 -Dshow=show_it_with_a_name_of_27_bytes -c source.c -o 2.o
check 'no room for a number: links' compile -O2 -flto -r -flinker-output=nolto-rel \
	-flto-partition=one 1.o 2.o -o r.o -- max-length=42
is "$(aliases r.o | grep show | sort -u | sed -E 's/@[0-9a-f]{16}_/@HASH_/')" 'show_it_with_a_name_of_27_bytes@source_c_1
show_it_with_a_name_of_@HASH_1' '... two names'

## A global symbol and a static one, equal but for that

cat >global.c <<'END'
SCOPE __attribute__((noipa, used)) int show(int x) { return x + 1; }
END
compile -O2 -DSCOPE= -c global.c -o 1.o
compile -O2 -DSCOPE=static -c global.c -o 2.o
link mixed.o 1.o 2.o
check 'a global and a static one: census, prune, verify' census_prune_verify mixed.o
is "$(aliases mixed.o)" 'show@mixed_2_global_c_1
show@mixed_global_c_1' '... names'

## The name that one would get is there already

mkdir image
for file in s.c image/s.c image/2_s.c; do
	cp source.c $file
done
object 1.o s.c 1
object 2.o s.c 2
object 3.o image/s.c 3
object 4.o image/2_s.c 4
link image.o 1.o 2.o 3.o 4.o
check 'the image is called as a directory: census, prune, verify' \
	census_prune_verify image.o
is "$(aliases image.o | grep show)" 'show@image_2_s_c_1
show@image_3_s_c_1
show@image_4_s_c_1
show@image_s_c_1' '... names'

## At the limit of the length, where the image's name leaves no room for the path

mkdir a_rather_long_directory
cp irq-gic.c irq_gic.c a_rather_long_directory
compile -O2 -DNUMBER=1 -DFUNCTION=f1 -c a_rather_long_directory/irq-gic.c -o 1.o -- max-length=42
compile -O2 -DNUMBER=2 -DFUNCTION=f2 -c a_rather_long_directory/irq_gic.c -o 2.o -- max-length=42
link vmlinux.o 1.o 2.o
is "$(aliases vmlinux.o | grep show)" 'show@a_rather_long_directory_irq_gic_c_1
show@a_rather_long_directory_irq_gic_c_1' 'at the limit: equal before'
"$kas" census -o census vmlinux.o
check '... prune' prune census vmlinux.o --max-length 42
check '... verify' "$kas" verify --names census --max-length 42 vmlinux.o
is "$(aliases vmlinux.o | sed -E 's/@[0-9a-f]{16}_/@HASH_/')" 'show@HASH_irectory_irq_gic_c_1
show@HASH_irectory_irq_gic_c_1
state@HASH_rectory_irq_gic_c_2
state@HASH_rectory_irq_gic_c_2' '... the line stays'
is "$(aliases vmlinux.o | sort -u | wc -l)" 4 '... all are different'

## The separator '.', and tags without lines

compile -O2 -DNUMBER=1 -DFUNCTION=f1 -c irq-gic.c -o 1.o -- separator=. tag=file
compile -O2 -DNUMBER=2 -DFUNCTION=f2 -c irq_gic.c -o 2.o -- separator=. tag=file
link vmlinux.o 1.o 2.o
"$kas" census --separator=. -o census vmlinux.o
prune census vmlinux.o --separator=.
check "separator '.', tag=file: verify" "$kas" verify --separator=. --names census vmlinux.o
is "$(nm vmlinux.o | sed -n 's/.* \(sh.*\..*\)/\1/p' | sort)" 'show.vmlinux_2_irq_gic_c
show.vmlinux_irq_gic_c' "... names"

## What decides: the order of the link, nothing else

cat >Makefile <<'END'
objects := 1.o 2.o 3.o 4.o
all: vmlinux.o.pruned module.o.pruned
1.o: source := irq-gic.c
2.o: source := irq_gic.c
3.o: source := a/b_c.c
4.o: source := a_b/c.c
$(objects): %.o:
	$(CC) $(PLUGIN) -O2 -DNUMBER=$* -DFUNCTION=f$* -c $(source) -o $@
vmlinux.o: $(objects)
	ld -r -o $@ $^
module.o: 1.o
	ld -r -o $@ $^
census: vmlinux.o module.o
	$(KAS) census -o $@ $(IMAGES)
%.pruned: % census
	$(KAS) prune --names census --image $(basename $*) -o $@ $<
END
for number in 1 2 3 4; do
	directory=build$number/$(printf '%0*d' $((number * 9)) 0)
	mkdir -p "$directory"
	cp -r irq-gic.c irq_gic.c a a_b Makefile "$directory"
	jobs=$((number * number / 2 + 1))		# 1, 3, 5, 9
	images='vmlinux.o module.o'
	[ $number != 3 ] || images='module.o vmlinux.o'
	options=()
	[ $number != 4 ] || options=(--shuffle=7)
	make --shuffle=none --version >/dev/null 2>&1 || options=()
	make -s -j$jobs "${options[@]}" -C "$directory" CC="$CC" PLUGIN="-fplugin=$plugin" \
		KAS="$kas" IMAGES="$images" >make.log 2>&1 || cat make.log
	{ nm "$directory"/vmlinux.o.pruned; nm "$directory"/module.o.pruned; } >names.$number
	[ $number = 1 ] || check "built with -j$jobs in another directory: same names" \
		cmp names.1 names.$number
done
# 4 x show, 4 x state, f1 in vmlinux.o; f1, show, state in module.o
is "$(grep -c @ names.1)" 12 '... and all that are expected'
rm -rf build*

## Two images of one name: nobody can tell, and that is an error, not a warning

mkdir x y
cp drivers-b.o x/same.o
link x/same.o common.o
link y/same.o common.o
check 'two images of one name: an error' fails_with \
	'error: show@same_source_c_1: the same alias is in x/same.o' \
	census_prune_verify x/same.o y/same.o
link y/same.o common.o
"$kas" census -o census x/same.o y/same.o
prune census y/same.o --image y_same
check '... and --image the way out' "$kas" verify --names census x/same.o y/same.o

# A name made up for one image that another has from its source.
mkdir vm
cp source.c vm/s.c
cp source.c s.c
object 1.o s.c 1
object 2.o s.c 2
object 3.o vm/s.c 3
link vm.o 1.o 2.o
link other.o 3.o
check 'an image called as the directory of another' census_prune_verify vm.o other.o
is "$(nm vm.o other.o | grep -o 'show@.*' | sort)" 'show@vm_2_s_c_1
show@vm_3_s_c_1
show@vm_s_c_1' '... has other numbers'

done_testing
