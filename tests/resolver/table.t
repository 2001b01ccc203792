#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The table of true paths that the checker writes, where the resolver finds it.
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
mkdir -p src/drivers/a src/include/linux
touch src/drivers/a/{one,irq-gic,irq_gic}.c src/include/linux/h.h
image vmlinux <<'END'
f1 drivers_a_one_c_3 one.c
f2 include_linux_h_h_drivers_a_one_c_4 one.c
f5 drivers_a_irq_gic_c_7 unknown.c
END
gives 0 '' 'System.aliases: note: 1 of 3 aliases can be of several files; the table has all of them' \
	'two files that a tag can mean' "$kas" table -o System.aliases --srctree=src vmlinux
is "$("$kas" find -f vmlinux --field=place f2)" include/linux/h.h:4 'is found beside the kernel'
is "$("$kas" find -f vmlinux --no-table --field=place f2)" include_linux_h_h_drivers_a_one_c:4 '... or not'
is "$("$kas" find -f vmlinux --field=place f5)" \
	'drivers/a/irq-gic.c:7|drivers/a/irq_gic.c:7' '... both, where it can be either'
nm vmlinux >System.map
is "$("$kas" find -f System.map --field=place f2)" include/linux/h.h:4 'is found beside System.map'

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
is "$("$kas" find -f hello.ko --table=hello.aliases --field=address f2)" .text+0x1 \
	'... its symbols have places in sections'
done_testing
