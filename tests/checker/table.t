#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# table: the true paths of a build, and what it says when it cannot tell.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"
tab=$'\t'

# An image of functions with aliases as they are after prune; stdin: lines
# SYMBOL TAG UNIT [SEPARATOR]
image()
{
	local symbol tag unit separator parts=()

	while read -r symbol tag unit separator; do
		printf '.file "%s"\n.type %s, @function\n%s: nop\n.size %s, 1\n.equiv "%s%s%s", %s\n' \
			"$unit" "$symbol" "$symbol" "$symbol" "$symbol" "${separator:-@}" "$tag" "$symbol" |
			as -o "$symbol.part" -
		parts+=("$symbol.part")
	done
	ld -r -o "$1" "${parts[@]}"
}

# record OBJECT SOURCE [FILE...] - what a build leaves beside an object
record()
{
	local object=$1

	shift
	mkdir -p "out/$(dirname "$object")"
	{
		echo "savedcmd_$object.o := gcc -c"
		echo
		echo "source_$object.o := $1"
		echo
		echo "deps_$object.o := \\"
		printf '  %s \\\n' '  $(wildcard include/config/A)' "${@:2}"
		echo
		echo "$object.o: \$(deps_$object.o)"
	} >"out/$(dirname "$object")/.$(basename "$object").o.cmd"
}

# gives OUT ERR NAME COMMAND... - exit status 0
gives()
{
	local want_out=$1 want_err=$2 name=$3

	shift 3
	run "$@"
	is "$status
$out
$err" "0
$want_out
$want_err" "$name"
}
rows() { sed 1,2d "$1"; }
row() { printf '%s\t%s\t%s\tvmlinux\t%s\n' "$@"; }

mkdir -p src/drivers/a src/include/linux src/sub src/.git
touch src/drivers/a/{one,irq-gic,irq_gic,x-y,x_y}.c src/include/linux/{h,a_b}.h src/.git/hidden.c \
	src/drivers/a/parse.y src/sub/{other,b_sub_other}.c
image vmlinux <<'END'
f1 drivers_a_one_c_3 one.c
f2 include_linux_h_h_drivers_a_one_c_4 one.c
f3 include_generated_made_h_drivers_a_one_c_5 one.c
f4 drivers_a_parse_y_drivers_a_one_c_6 one.c
f5 drivers_a_irq_gic_c_7 irq-gic.c
f6 drivers_a_irq_gic_c_8 irq_gic.c
f7 drivers_a_vmlinux_one_c_9 one.c
f8 vmlinux_drivers_a_one_c_9 one.c
f9 vmlinux_2_drivers_a_one_c_9 one.c
f10 drivers_a_one_c one.c
f11 hidden_c_1 hidden.c
f12 include_linux_a_b_h_drivers_a_one_c_12 one.c
f13 drivers_b_deep_c_13 deep.c
f14 sub_x_h_drivers_b_deep_c_14 deep.c
END

# The records of a build, for which the sources are at $1.
records()
{
	rm -rf out
	record drivers/a/one "$1/drivers/a/one.c" "$1/include/linux/h.h" \
		./include/generated/made.h "$1/include/linux/a_b.h"
	record drivers/a/irq-gic "$1/drivers/a/irq-gic.c"
	record drivers/a/irq_gic "$1/drivers/a/irq_gic.c"
	# Compiled elsewhere than where the source is, as amdgpu does it.
	record drivers/c/deep "$1/drivers/a/../b/./deep.c" "$1/drivers/b/../../sub//x.h"
	echo 'savedcmd_scripts/tool := gcc' >out/.tool.cmd
	echo 'savedcmd_linked.o := ld' >out/.linked.o.cmd
}
want="# kas_alias table 1
# alias${tab}path${tab}line${tab}module${tab}unit
$(row f10@drivers_a_one_c drivers/a/one.c 0 drivers/a/one.c)
$(row f11@hidden_c_1 - 1 -)
$(row f12@include_linux_a_b_h_drivers_a_one_c_12 include/linux/a_b.h 12 drivers/a/one.c)
$(row f13@drivers_b_deep_c_13 drivers/b/deep.c 13 drivers/b/deep.c)
$(row f14@sub_x_h_drivers_b_deep_c_14 sub/x.h 14 drivers/b/deep.c)
$(row f1@drivers_a_one_c_3 drivers/a/one.c 3 drivers/a/one.c)
$(row f2@include_linux_h_h_drivers_a_one_c_4 include/linux/h.h 4 drivers/a/one.c)
$(row f3@include_generated_made_h_drivers_a_one_c_5 include/generated/made.h 5 drivers/a/one.c)
$(row f4@drivers_a_parse_y_drivers_a_one_c_6 drivers/a/parse.y 6 drivers/a/one.c)
$(row f5@drivers_a_irq_gic_c_7 drivers/a/irq-gic.c 7 drivers/a/irq-gic.c)
$(row f6@drivers_a_irq_gic_c_8 drivers/a/irq_gic.c 8 drivers/a/irq_gic.c)
$(row f7@drivers_a_vmlinux_one_c_9 - 9 -)
$(row f8@vmlinux_drivers_a_one_c_9 drivers/a/one.c 9 drivers/a/one.c)
$(row f9@vmlinux_2_drivers_a_one_c_9 drivers/a/one.c 9 drivers/a/one.c)"
note='System.aliases: note: of 2 of 14 aliases the source was not found: give all sources with --srctree, --objtree or --files'

records "$PWD/src"
gives '' "$note" 'a kernel, built aside' \
	"$kas" table -o System.aliases --srctree=src --objtree=out vmlinux
is "$(cat System.aliases)" "$want" '... its table'
cp System.aliases before
gives '14 aliases, 2 of a source that is not known, 0 of several' '' '... from elsewhere' \
	bash -c "cd out && '$kas' table -q -v -o ../System.aliases --srctree=../src --objtree=. ../vmlinux"
check '... the same' cmp before System.aliases
ln -s src link
succeeds '... through a link' "$kas" table -q -o System.aliases --srctree="$PWD/link" --objtree=out vmlinux
check '... the same' cmp before System.aliases
# A folder that its owner alone may read, and a file that is gone before its turn.
without() { # ERROR PATH
	strace -e quiet=path-resolution -o strace.log -P "$2" -e "inject=openat:error=$1" "$kas" table -q -o System.aliases \
		--srctree=src --objtree=out vmlinux
}
mkdir out/lost+found src/lost+found
for folder in out src; do
	succeeds "... with $folder/lost+found" without EACCES $folder/lost+found
	check '... which was tried' grep -q EACCES strace.log
	check '... the same' cmp before System.aliases
done
refuses out 'cannot read: Permission' 'a build that must not be read' without EACCES out
touch out/.other.o.cmd
succeeds '... with a file of another build that goes' without ENOENT out/.other.o.cmd
check '... which was tried' grep -q ENOENT strace.log
check '... the same' cmp before System.aliases
records ../src
succeeds '... below its sources' bash -c \
	"cd out && '$kas' table -q -o ../System.aliases --srctree=../src --objtree=. ../vmlinux"
check '... the same' cmp before System.aliases
records .
printf 'vmlinux\n.\n' >list
succeeds '... in its sources, images of a list' \
	"$kas" table -q --list=list --list-end=. -o System.aliases --objtree=out
is "$(grep -v parse_y System.aliases)" "$(grep -v parse_y before)" '... the same'
printf 'vmlinux\n' >list
refuses list 'truncated' 'a list without its end' "$kas" table -q --list=list --list-end=. -o new \
	--srctree=src

# Two names of a unit that no symbol table tells apart.
image vmlinux.blind <<'END'
f5 drivers_a_irq_gic_c_7 unknown.c
END
rm -r out
record drivers/a/irq-gic "$PWD/src/drivers/a/irq-gic.c"
record drivers/a/irq_gic "$PWD/src/drivers/a/irq_gic.c"
gives '' 'blind: note: 1 of 1 aliases can be of several files; the table has all of them' \
	'two files that a tag can mean' "$kas" table -o blind --srctree=src --objtree=out vmlinux.blind
is "$(rows blind | cut -f 1,2)" "f5@drivers_a_irq_gic_c_7${tab}drivers/a/irq-gic.c
f5@drivers_a_irq_gic_c_7${tab}drivers/a/irq_gic.c" '... has both'

# The alias of a global symbol, as prune makes it, stands in another's group.
printf '.file "irq_gic.c"\n.globl g\n.type g, @function\ng: nop\n.size g, 1\n.equiv "g@drivers_a_irq_gic_c_7", g\n' |
	as -o vmlinux.global -
succeeds 'an alias of a global symbol' "$kas" table -q -o global --srctree=src --objtree=out vmlinux.global
is "$(rows global | wc -l)" 2 '... is of no unit that the symbol table tells'

# Only what a unit included can be in it: all of it, if it was compiled twice.
record drivers/a/one "$PWD/src/drivers/a/one.c"
record sub/other "$PWD/src/sub/other.c" "$PWD/src/sub/other.c" "$PWD/src/include/linux/h.h"
record sub/again "$PWD/src/sub/other.c" "$PWD/src/include/linux/a_b.h"
record sub/b_sub_other "$PWD/src/sub/b_sub_other.c"
touch src/drivers/a/one_c.h src/sub/one.c
image split <<'END'
f1 drivers_a_one_c_sub_other_c_3 other.c
f2 include_linux_h_h_sub_other_c_4 other.c
f3 include_linux_a_b_h_sub_other_c_5 other.c
END
succeeds 'headers' "$kas" table -q -o split.aliases --srctree=src --objtree=out split
is "$(rows split.aliases | cut -f 2,5)" "-$tab-
include/linux/h.h${tab}sub/other.c
include/linux/a_b.h${tab}sub/other.c" '... a file that the unit did not read is not taken'

# An image beside its sources is none of them; and prune names an object without ".o".
mkdir -p own/a-b own/a_b
touch own/a-b/x.c own/a_b/x.c
image own/prog.o <<'END'
f prog_a_b_x_c_1 x.c
END
cp own/prog.o own/prog
for name in prog prog.o; do
	gives '' "table: note: 1 of 1 aliases can be of several files; the table has all of them" \
		"$name beside its sources" env -C own "$kas" table -o table $name
	is "$(rows own/table | cut -f 2,4 | paste -sd ' ')" \
		"a-b/x.c$tab$name a_b/x.c$tab$name" '... which are all it is made of'
done
rm own/a_b/x.c
mv own/a-b/x.c own/a-b/$'x\n.c'
image own/prog <<'END'
f a_b_x__c_1 x.c
END
gives '' "table: note: of 1 of 1 aliases the source was not found: give all sources with --srctree, --objtree or --files" \
	'a line break in a name' env -C own "$kas" table -o table prog
is "$(rows own/table)" "f@a_b_x__c_1$tab-${tab}1${tab}prog$tab-" '... is not in the table'

# A kernel has thousands of records.
record sub/b_sub_other "$PWD/src/sub/b_sub_other.c" $(seq -f 'include/linux/h%.0f.h' 20000)
size=$(wc -c <out/sub/.b_sub_other.o.cmd)
if strace -o trace true 2>/dev/null; then
	strace -y -e trace=read -o trace "$kas" table -q -o split.aliases --srctree=src --objtree=out \
		vmlinux.blind
	is "$(awk -v size="$size" '/b_sub_other.o.cmd/ { read += $NF }
		END { print (read > 0 && read < size / 10) }' trace)" 1 \
		'what a unit included is not read where nobody asks'
else
	skip 'what a unit included is not read where nobody asks' 'no strace'
fi

# What the form is of, and what it is not.
image dots <<'END'
f sub_other_c_3 other.c .
g sub_other_c_4 other.c .
END
for separator in '' .; do
	succeeds "the other separator: ${separator:-any}" \
		"$kas" table -q ${separator:+"--separator=$separator"} -o dots.aliases --srctree=src dots
	is "$(rows dots.aliases | cut -f 1)" $'f.sub_other_c_3\ng.sub_other_c_4' '... its aliases'
done
succeeds 'one separator' "$kas" table -q --separator=@ -o dots.aliases --srctree=src dots
is "$(rows dots.aliases)" '' '... none of the other'
printf 'f:1\nf.sub_other_c_3:1\ng:2\n' >names
succeeds 'a census' "$kas" table -q --separator=. --names=names -o dots.aliases --srctree=src dots
is "$(rows dots.aliases | cut -f 1)" g.sub_other_c_4 '... what it counted is no alias'

# An external module: tags begin with its name.
mkdir module && touch module/hello.c
image hello.ko <<'END'
f1 hello_hello_c_3 hello.c
f2 include_linux_h_h_hello_hello_c_4 hello.c
END
printf 'name=hello\0' >info
objcopy --add-section .modinfo=info hello.ko
for objtree in '' out; do
	succeeds "an external module${objtree:+ of a build}" \
		"$kas" table -o hello.aliases --srctree=src ${objtree:+"--objtree=$objtree"} \
		--moddir=module hello.ko
	is "$(rows hello.aliases)" "f1@hello_hello_c_3${tab}hello.c${tab}3${tab}hello${tab}hello.c
f2@include_linux_h_h_hello_hello_c_4${tab}include/linux/h.h${tab}4${tab}hello${tab}hello.c" '... its table'
done
printf '%s\n' ./drivers/a/one.c include/linux/h.h >files
"$kas" table -q -o files.aliases --files=files --srctree=src vmlinux
is "$(grep -c "${tab}drivers/a/one.c$" files.aliases)" 7 'a list of files'
"$kas" table -q -o pipe.aliases --files=<(cat files) --srctree=src vmlinux
check '... from a pipe' cmp files.aliases pipe.aliases

echo text >text
refuses text 'not an ELF' 'no image' "$kas" table -o out.aliases text
refuses none 'cannot read: No such file' 'no sources' "$kas" table -o out.aliases --srctree=none vmlinux
refuses none 'cannot read: No such file' 'no build' "$kas" table -o out.aliases --objtree=none vmlinux
refuses none 'cannot open: No such file' 'no list of files' "$kas" table -o out.aliases --files=none vmlinux
refuses none/out 'No such file' 'an output that cannot be' "$kas" table -o none/out --srctree=src vmlinux
refuses text 'a table of aliases' 'an output that is something else' "$kas" table -o text --srctree=src vmlinux
done_testing
