#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kas_alias table: the true paths of a build, and what it says when it cannot tell.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

# An image of functions with aliases as the plugin writes them; stdin: lines
# SYMBOL TAG UNIT
image()
{
	local symbol tag unit parts=()

	while read -r symbol tag unit; do
		printf '.file "%s"\n.type %s, @function\n%s: nop\n.size %s, 1\n.equiv "%s@%s", %s\n' \
			"$unit" "$symbol" "$symbol" "$symbol" "$symbol" "$tag" "$symbol" |
			as -o "$symbol.part" -
		parts+=("$symbol.part")
	done
	ld -r -o "$1" "${parts[@]}"
}
mkdir -p src/drivers/a src/include/linux src/sub src/.git out/drivers/a out/sub out/include/generated
touch src/drivers/a/{one,irq-gic,irq_gic,x-y,x_y}.c src/include/linux/{h,a_b}.h src/.git/hidden.c \
	src/drivers/a/parse.y out/include/generated/made.h src/sub/{other,b_sub_other}.c
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
END
# What a build aside of the sources leaves, and one of it that is not compiled.
record()
{
	local object=$1

	shift
	{
		echo "savedcmd_$object.o := gcc -c"
		echo "source_$object.o := $PWD/src/$1"
		echo
		echo "deps_$object.o := \\"
		printf '  %s \\\n' '  $(wildcard include/config/A)' "${@:2}"
		echo
	} >"out/$(dirname "$object")/.$(basename "$object").o.cmd"
}
record drivers/a/one drivers/a/one.c "$PWD/src/include/linux/h.h" include/generated/made.h \
	"$PWD/src/include/linux/a_b.h"
record drivers/a/irq-gic drivers/a/irq-gic.c
record drivers/a/irq_gic drivers/a/irq_gic.c

row() { printf '%s\t%s\t%s\tvmlinux\t%s\n' "$@"; }
want="# kas_alias table 1
# alias${tab}path${tab}line${tab}module${tab}unit
$(row f10@drivers_a_one_c drivers/a/one.c 0 drivers/a/one.c)
$(row f11@hidden_c_1 - 1 -)
$(row f12@include_linux_a_b_h_drivers_a_one_c_12 include/linux/a_b.h 12 drivers/a/one.c)
$(row f1@drivers_a_one_c_3 drivers/a/one.c 3 drivers/a/one.c)
$(row f2@include_linux_h_h_drivers_a_one_c_4 include/linux/h.h 4 drivers/a/one.c)
$(row f3@include_generated_made_h_drivers_a_one_c_5 include/generated/made.h 5 drivers/a/one.c)
$(row f4@drivers_a_parse_y_drivers_a_one_c_6 drivers/a/parse.y 6 drivers/a/one.c)
$(row f5@drivers_a_irq_gic_c_7 drivers/a/irq-gic.c 7 drivers/a/irq-gic.c)
$(row f6@drivers_a_irq_gic_c_8 drivers/a/irq_gic.c 8 drivers/a/irq_gic.c)
$(row f7@drivers_a_vmlinux_one_c_9 - 9 -)
$(row f8@vmlinux_drivers_a_one_c_9 drivers/a/one.c 9 drivers/a/one.c)
$(row f9@vmlinux_2_drivers_a_one_c_9 drivers/a/one.c 9 drivers/a/one.c)"

gives 0 '' 'System.aliases: note: of 2 of 12 aliases the source was not found*' 'a kernel, built aside' \
	"$kas" table -o System.aliases --srctree=src --objtree=out vmlinux
is "$(cat System.aliases)" "$want" '... its table'
cp System.aliases before
(cd out && "$kas" table -o ../System.aliases --srctree=../src --objtree=. ../vmlinux 2>/dev/null)
check '... the same from elsewhere' cmp before System.aliases
is "$("$kas" find -f vmlinux --field=place f2)" include/linux/h.h:4 '... is found beside the kernel'
is "$("$kas" find -f vmlinux --no-table --field=place f2)" include_linux_h_h_drivers_a_one_c:4 '... or not'

# Two names of a unit that no symbol table tells apart.
image blind <<'END'
f5 drivers_a_irq_gic_c_7 unknown.c
END
gives 0 '' 'blind.aliases: note: 1 of 1 aliases can be of several files; the table has all of them' \
	'two files that a tag can mean' "$kas" table -o blind.aliases --srctree=src --objtree=out blind
is "$(cut -f 1,2 blind.aliases | tail -n 2)" "f5@drivers_a_irq_gic_c_7${tab}drivers/a/irq-gic.c
f5@drivers_a_irq_gic_c_7${tab}drivers/a/irq_gic.c" '... has both'
is "$("$kas" find -f blind --table=blind.aliases --field=place f5)" \
	'drivers/a/irq-gic.c:7|drivers/a/irq_gic.c:7' '... and both are told'

# Only what a unit included can be in it.
record sub/other sub/other.c "$PWD/src/sub/other.c"
record sub/b_sub_other sub/b_sub_other.c
touch src/drivers/a/one_c.h src/sub/one.c
image split <<'END'
f drivers_a_one_c_sub_other_c_3 other.c
END
"$kas" table -o split.aliases --srctree=src --objtree=out split 2>/dev/null
is "$(cut -f 2 split.aliases | tail -n 1)" - 'a file that the unit did not read is not taken'

# A program: all files below its sources.
mkdir prog && cp "$top"/samples/*.[ch] prog/ && plugin=$top/plugin/kas_alias_plugin.so
(cd prog && for file in *.c; do
	gcc -O2 "-fplugin=$plugin" -c "$file" || exit
done && gcc -r ./*.o -o all.o && gcc all.o -o devices &&
	"$kas" census -o names all.o && "$kas" prune -n names -o devices devices)
gives 0 '' '' 'a program' "$kas" table -o prog/System.aliases --srctree=prog prog/devices
is "$("$kas" find -f prog/devices --field=place battery.c:name_show)" "battery.c:$(
	awk '/name_show\(void\)/ { getline; print NR }' prog/battery.c)" '... where the body opens'
is "$("$kas" find -f prog/devices --for=gdb battery.c:name_show)" \
	"break '$("$kas" find -f prog/devices --field=alias battery.c:name_show)'" '... and a breakpoint there'
is "$("$kas" list -f prog/devices --field=place | grep -c '^[a-z]*\.[ch]:[0-9]*$')" \
	"$(nm prog/devices | grep -c '@.*_c_')" '... all have their true paths'
is "$("$kas" find -f prog/devices --for=livepatch battery.c:name_show 2>&1)" \
	"prog/devices: error: $("$kas" find -f prog/devices --field=alias battery.c:name_show): the tool is for kernels, and the file is a program" \
	'... no livepatch'

# An external module: tags begin with its name.
mkdir module && touch module/hello.c
image hello.ko <<'END'
f1 hello_hello_c_3 hello.c
f2 include_linux_h_h_hello_hello_c_4 hello.c
END
objcopy --add-section .modinfo=<(printf 'name=hello\0') hello.ko 2>/dev/null ||
	{ printf 'name=hello\0' >info; objcopy --add-section .modinfo=info hello.ko; }
"$kas" table -o hello.aliases --srctree=src --moddir=module hello.ko
is "$(sed 1,2d hello.aliases)" "f1@hello_hello_c_3${tab}hello.c${tab}3${tab}hello${tab}hello.c
f2@include_linux_h_h_hello_hello_c_4${tab}include/linux/h.h${tab}4${tab}hello${tab}hello.c" 'an external module'
is "$("$kas" find -f hello.ko --table=hello.aliases --field=address f2)" .text+0x1 \
	'... its symbols have places in sections'
printf '%s\n' ./drivers/a/one.c include/linux/h.h >list
"$kas" table -o list.aliases --files=list vmlinux 2>/dev/null
is "$(grep -c "${tab}drivers/a/one.c$" list.aliases)" 5 'a list of files'

refuses kallsyms 'a list of symbols does not do' 'a list of symbols' "$kas" table -o out.aliases kallsyms
refuses none 'cannot read: No such file' 'no directory' "$kas" table -o out.aliases --srctree=none vmlinux
refuses kas_alias 'table: --output is missing' 'no output' "$kas" table vmlinux
refuses none/out '.*' 'an output that cannot be' "$kas" table -o none/out --srctree=src vmlinux
done_testing
