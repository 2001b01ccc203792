#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The rules of the build stay as they are: what is made again after which change
# is compared, step by step, with what the same kernel without kas_alias does.
set -u
# shellcheck source=tests/rules/lib.sh
. "$(dirname "$0")/lib.sh"

# Both kernels after the same change: the same steps, counting aside.
same_steps() { # WHAT MAKE-ARGUMENT...
	local what=$1
	shift
	check "$what: without kas_alias" makes plain plain -j2 "$@"
	steps >"$work/plain.steps"
	check "$what" makes alias alias -j2 "$@"
	kernel_steps >"$work/alias.steps"
	check "$what: the steps of an unpatched kernel" \
		diff -u "$work/plain.steps" "$work/alias.steps"
}

# Change a source of both trees.
edit() { # SED-SCRIPT PATH
	sed -i "$1" "$rules/plain.tree/$2" "$rules/alias.tree/$2"
}

# A static function under another's name, at the end of a source.
define_static() { # NAME PATH
	local tree

	for tree in plain alias; do
		printf 'static noinline __used int %s(int kas_x)\n{\n\treturn kas_x * 3;\n}\n' \
			"$1" >>"$rules/$tree.tree/$2"
	done
}

must_have_trees
must 'a kernel without kas_alias is configured' configure_small plain plain
must 'a kernel with the option on is configured' \
	configure_small alias alias "$root/tests/kernel/config/kas_alias.config"
say 'building two small kernels'
must 'the kernel without it is built' makes plain plain -j2
must 'the kernel with it is built' makes alias alias -j2
sums alias >"$work/reference"
sums plain >"$work/plain.reference"
echo "# $(grep -c '\.ko$' "$work/reference") modules," \
	"$(find "$rules/alias" -name '*.o' | wc -l) objects"

## Nothing changed

for kind in plain alias; do
	mark_time "$work/now"
	check "$kind: make again" makes $kind $kind -j2
	is "$(steps)" '' "$kind: ... does nothing"
	written_since $kind "$work/now" >"$work/$kind.written"
done
check 'and writes what an unpatched kernel writes' \
	diff -u "$work/plain.written" "$work/alias.written"

## The table of true paths

if has_table; then
	table=$rules/alias/System.aliases
	check 'there is a table of true paths' test "$(wc -l <"$table")" -gt 50
	cp "$table" "$work/table"
	rm "$table"
	check 'the table is deleted' makes alias alias -j2
	is "$(steps)" 'ALIASES System.aliases' '... and written again, nothing else'
	check '... the same' cmp "$table" "$work/table"

	edit '1s/^/\n/' drivers/rtc/sysfs.c
	check 'a line more' makes alias alias -j2
	is "$(steps | grep '^ALIASES ')" 'ALIASES System.aliases' '... and the table is written again'
	is "$(diff "$work/table" "$table" | sed -n 's/^> .*\t\(drivers.*\)\t\([0-9]*\)\tvmlinux\t.*/\1 \2/p' | sort -u)" \
		"$(sed -n 's/^.*\t\(drivers\/rtc\/sysfs.c\)\t\([0-9]*\)\tvmlinux\t.*/\1 \2/p' "$work/table" |
			awk '{ print $1, $2 + 1 }' | sort -u)" '... with the other lines'
	restore drivers/rtc/sysfs.c
	check 'the line taken out' makes alias alias -j2
	check '... everything as before' is_as alias "$work/reference"
	for goal in drivers/rtc/rtc-test.ko drivers/rtc/sysfs.o M=drivers/rtc; do
		check "make $goal" makes alias alias -j2 "$goal"
		check '... leaves the table' cmp "$table" "$work/table"
	done
	check 'the plain kernel follows' makes plain plain -j2
	check 'make after these' makes alias alias -j2
	check '... everything as before' is_as alias "$work/reference"
fi

## The digests are deleted

rm "$rules/alias/.modules.symbfreq.digests"
check 'the digests are deleted' makes alias alias -j2
is "$(linked)" 'CENSUS modules.symbfreq' '... counts, and links nothing'
check '... everything as before' is_as alias "$work/reference"

## A change that adds no ambiguous name

for source in drivers/rtc/rtc-test.c drivers/rtc/sysfs.c; do
	touch "$rules"/{plain,alias}.tree/$source
	same_steps "touch $source"
	check "touch $source: everything as before" is_as alias "$work/reference"
done
edit 's/ERR_PTR(-ENOMEM)/ERR_PTR(-EIO)/; s/return -ENOMEM/return -EIO/' drivers/rtc/rtc-test.c
same_steps 'a changed module'
is "$(linked | tr '\n' ' ')" \
	'CENSUS modules.symbfreq LD [M] drivers/rtc/rtc-test.ko VERIFY .modules.symbfreq.verified ' \
	'a changed module: it alone is linked'
restore drivers/rtc/rtc-test.c
same_steps 'the change taken back'
check 'the change taken back: everything as before' is_as alias "$work/reference"

## A static function whose name becomes ambiguous, and unique again

# The name of a static function that no other image has.
name_in() { # IMAGE
	local name
	for name in $(nm "$rules/alias/$1" | awk '$2 == "t" && $3 ~ /^[a-z][a-z_]*$/ { print $3 }' | sort); do
		grep -qx "$name:1" "$rules/alias/modules.symbfreq" && break
	done
	echo "$name"
}

# rtc-test.c gets a function of the same name, for a while.
becomes_ambiguous() { # NAME IMAGE STEP-THAT-LINKS-IT
	local name=$1 image=$2

	define_static "$name" drivers/rtc/rtc-test.c
	check "$name of $image also in rtc-test" makes alias alias -j2
	is "$(linked | paste -sd ' ')" \
		"CENSUS modules.symbfreq LD [M] drivers/rtc/rtc-test.ko $3 VERIFY .modules.symbfreq.verified" \
		'... links these two anew, and no other'
	is "$(aliases alias "$image" "$name" | wc -l) $(aliases alias drivers/rtc/rtc-test.ko "$name" | wc -l)" \
		'1 1' '... both of which have an alias now'
	restore drivers/rtc/rtc-test.c
	check 'taken out of it' makes alias alias -j2
	check '... everything as before' is_as alias "$work/reference"
}

becomes_ambiguous "$(name_in vmlinux)" vmlinux 'LD vmlinux'
becomes_ambiguous "$(name_in fs/fat/vfat.ko)" fs/fat/vfat.ko 'LD [M] fs/fat/vfat.ko'
check 'the plain kernel follows' makes plain plain -j2

## Parts of the kernel

for goal in drivers/rtc/rtc-test.o drivers/rtc/rtc-test.ko drivers/rtc/ drivers/rtc/sysfs.o \
	drivers/rtc/sysfs.s drivers/rtc/sysfs.i; do
	same_steps "make $goal, with nothing to do" "$goal"
	[[ $goal == *.ko ]] || # which writes Module.symvers for itself alone
		check "make $goal, with nothing to do: everything as before" \
			is_as alias "$work/reference"
	touch "$rules"/{plain,alias}.tree/drivers/{rtc/{rtc-test,sysfs},i2c/i2c-core-base}.c
	same_steps "make $goal" "$goal"
	same_steps "make after make $goal"
	check "make $goal: everything as before" is_as alias "$work/reference"
done

# A part gets functions that the last census did not see: one of a name that is new, and
# one that vmlinux has, too, of which a name of its own is told by the next complete build.
known=$(name_in vmlinux)
define_static kas_new drivers/rtc/rtc-test.c
define_static "$known" drivers/rtc/rtc-test.c
define_static type_show drivers/rtc/rtc-test.c
for goal in drivers/rtc/rtc-test.ko M=drivers/rtc; do
	touch "$rules/alias.tree/drivers/rtc/rtc-test.c"
	check "make $goal, with new functions" makes alias alias -j2 $goal
	is "$(aliases alias drivers/rtc/rtc-test.ko kas_new)" '' '... a unique one has no alias'
	is "$(aliases alias drivers/rtc/rtc-test.ko type_show | wc -l)" 1 '... an ambiguous one has'
done
check 'make after it' makes alias alias -j2
is "$(aliases alias drivers/rtc/rtc-test.ko "$known" | wc -l)" 1 \
	'... and now that one, too, whose name vmlinux has'
restore drivers/rtc/rtc-test.c
check 'make without the functions' makes alias alias -j2
check '... everything as before' is_as alias "$work/reference"

# What the last single target left is no reason to take a part for an external module.
check 'make drivers/rtc/rtc-test.ko' makes alias alias -j2 drivers/rtc/rtc-test.ko
check 'make M=drivers/rtc after it' makes alias alias -j2 M=drivers/rtc
check '... is no external module' test ! -e "$rules/alias/drivers/rtc/modules.symbfreq"
check 'make after these' makes alias alias -j2
check '... everything as before' is_as alias "$work/reference"

# Which names are ambiguous is told by vmlinux and all modules together: either
# goal compiles for both, but links its own images only.
for goal in modules vmlinux; do
	check "make $goal, with nothing to do" makes alias alias -j2 $goal
	is "$(steps)" '' '... does nothing'
	touch "$rules/alias.tree"/drivers/{rtc/{rtc-test,sysfs},i2c/i2c-core-base}.c
	check "make $goal" makes alias alias -j2 $goal
	is "$(linked | grep -c "$([ $goal = modules ] && echo 'vmlinux$' || echo '\.ko$')")" 0 \
		"make $goal: links nothing else"
	check "make after make $goal" makes alias alias -j2
	check "make $goal: everything as before" is_as alias "$work/reference"
done
check 'the plain kernel follows' makes plain plain -j2

## From nothing, in parts

for goal in drivers/rtc/sysfs.o drivers/rtc/rtc-test.o; do
	rm "$rules"/{plain,alias}/$goal
	same_steps "make $goal, which is missing" $goal
done
check 'make' makes alias alias -j2
check 'make: everything as before' is_as alias "$work/reference"

# What kas_alias writes, by name.
ours() { # KIND
	(cd "$rules/$1" && find . -name '*symbfreq*' | sort)
}
# The files that are left of a kernel that was cleaned.
left() { # KIND
	(cd "$rules/$1" && find . -type f | sort)
}
check 'plain: make clean' makes plain plain clean
check 'make clean' makes alias alias clean
check 'make clean: leaves what it leaves of an unpatched kernel' \
	diff -u <(left plain) <(left alias | grep -viE '^./modules.symbfreq$|kas_alias')
check 'make clean: removes the table of true paths' test ! -e "$rules/alias/System.aliases"
is "$(ours alias)" ./modules.symbfreq 'make clean leaves the frequencies, as it does Module.symvers'
check 'make -j8 modules, alone' makes alias alias -j8 modules
check '... then make vmlinux' makes alias alias -j2 vmlinux
check '... then make' makes alias alias -j2
check '... everything as before' is_as alias "$work/reference"
check 'make again' makes alias alias -j2
is "$(steps)" '' '... does nothing'

check 'plain: make mrproper' makes plain plain mrproper
check 'make mrproper' makes alias alias mrproper
is "$(ours alias)$(find "$rules/alias" -name 'kas_alias*' -type f)" '' 'make mrproper leaves nothing'
check '... as in an unpatched kernel' diff -u <(left plain) <(left alias)
must 'configured' configure_small alias alias "$root/tests/kernel/config/kas_alias.config"
check 'make -j8 vmlinux' makes alias alias -j8 vmlinux
check '... then make -j8 modules' makes alias alias -j8 modules
check '... then make' makes alias alias -j2
check '... everything as before' is_as alias "$work/reference"

done_testing
