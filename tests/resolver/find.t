#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kas_alias find, list and addr: every spelling of a symbol, and what is told of it.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

pnp=name_show@drivers_pnp_card_c_186 rtc=name_show@drivers_rtc_sysfs_c_26
irq=name_show@kernel_irq_irqdesc_c_312 class=name_show@rtc_core_class_c_12
elf=load_elf_phdrs@fs_binfmt_elf_c_508
compat=load_elf_phdrs@fs_binfmt_elf_c_fs_compat_binfmt_elf_c_508
count=count.3@drivers_rtc_sysfs_c_19

# Without the table, then with it, what a spelling means is the same.
spellings()
{
	finds "3 $pnp $rtc $irq $class" "$1: a name" name_show
	finds "0 $rtc" "$1: an alias" $rtc
	finds "0 $rtc" "$1: perf's way to write it" 'name_show\@drivers_rtc_sysfs_c_26'
	finds "0 $rtc" "$1: name@path" name_show@drivers/rtc/sysfs.c
	finds "0 $rtc" "$1: name@path:line" name_show@drivers/rtc/sysfs.c:26
	finds "1 " "$1: name@path:another line" name_show@drivers/rtc/sysfs.c:27
	finds "0 $rtc" "$1: trailing components of the path" name_show@rtc/sysfs.c
	finds "0 $rtc" "$1: path:name" sysfs.c:name_show
	finds "1 " "$1: half a component" ysfs.c:name_show
	finds "0 $rtc" "$1: path:line" drivers/rtc/sysfs.c:26
	finds "0 $rtc" "$1: @path:line" @rtc/sysfs.c:26
	finds "0 $rtc" "$1: an absolute path" name_show@/usr/src/linux/drivers/rtc/sysfs.c
	finds "0 $rtc" "$1: a path from here" ./drivers/rtc/sysfs.c:name_show
	finds "3 $rtc $count" "$1: a file" rtc/sysfs.c
	finds "0 $class" "$1: module:name" rtc_core:name_show
	finds "0 $class" "$1: module:name, with a dash" rtc-core:name_show
	finds "0 $class" "$1: name [module]" 'name_show [rtc_core]'
	finds "0 $class" "$1: name:mod:module" name_show:mod:rtc_core
	finds "3 $pnp $rtc $irq" "$1: vmlinux:name" vmlinux:name_show
	finds "0 $rtc" "$1: livepatch's position" vmlinux:name_show,2
	finds "0 twin@rtc_core_a_c_7" "$1: a position in a module" rtc_core:twin,2
	finds "0 $rtc" "$1: an address" 0xffffffff81001030
	finds "0 $rtc" "$1: an address without 0x, within the function" ffffffff81001044
	finds "0 $rtc" "$1: a frame, by its size" name_show+0x12/0x50
	finds "3 $pnp $irq" "$1: a frame of a size that two have" name_show+0x12/0x30
	finds "0 $class" "$1: a frame of a module" 'name_show+0x12/0x40 [rtc_core]'
	finds "1 " "$1: a frame of no size that is there" name_show+0x12/0x48
	finds "0 $rtc" "$1: the end of a function that calls one that never returns" \
		name_show+0x50/0x50
	finds "0 $rtc" "$1: a line of an oops" 'RIP: 0010:name_show+0x12/0x50'
	finds "3 $pnp $irq" "$1: ... that does not tell which" '[    1.0] RIP: 0010:name_show+0x12/0x30'
	finds "0 $class" "$1: ... of a module" 'RIP: 0010:name_show+0x12/0x40 [rtc_core]'
	finds "0 $class" "$1: a line of perf" 'ffffffffc0000012 name_show+0x12 ([rtc_core])'
	finds "0 $irq" "$1: ... of vmlinux" 'ffffffff810010a2 name_show+0x12 ([kernel.kallsyms])'
	finds "0 $rtc" "$1: an alias as a frame" $rtc+0x12/0x50
	finds "0 $rtc" "$1: beyond a symbol, as kprobes count" _text+0x1034
	finds "3 $elf $compat" "$1: a file that two units include" fs/binfmt_elf.c:load_elf_phdrs
	finds "0 $compat" "$1: the unit" compat_binfmt_elf.c:load_elf_phdrs
	finds "3 $pnp $rtc $irq $class" "$1: a pattern" 'name_*'
	finds "3 $pnp $rtc" "$1: a pattern for the path" 'name_show@drivers/*'
	finds "0 $class" "$1: a pattern for the module" 'rtc_*:n*'
	finds "0 clone.isra.0" "$1: a name without the compiler's suffix" clone
	finds "0 unique_one" "$1: a unique name" unique_one
	finds "0 $rtc" "$1: a line of kallsyms" "ffffffff81001030 t $rtc"
	finds "0 $rtc" "$1: bpftrace's quotes" "kprobe:\"$rtc\""
	finds "2 " "$1: nothing" ''
	finds "3 $rtc $pnp $rtc $irq $class" "$1: several queries, one of several" $rtc name_show
	finds "1 $rtc" "$1: several queries, one of nothing" $rtc no_such_name
}

spellings 'no table'
mv table System.aliases
spellings 'table'
mv System.aliases table

gives 0 "name_show${tab}drivers_rtc_sysfs_c:26${tab}vmlinux${tab}ffffffff81001030${tab}0x50${tab}2/3${tab}$rtc" '' \
	'the path without a table is as the alias has it' "$kas" find -f kallsyms $rtc
gives 0 "name_show${tab}drivers/rtc/sysfs.c:26${tab}vmlinux${tab}ffffffff81001030${tab}0x50${tab}2/3${tab}$rtc" '' \
	'... and with one the true path' "$kas" find -f kallsyms --table=table $rtc
gives 3 "drivers/irqchip/irq-gic.c:40|drivers/irqchip/irq_gic.c:40
drivers_irqchip_vmlinux_irq_gic_c:40" '' 'two paths that it can be; none that is known' \
	"$kas" find -f kallsyms --table=table --field=place irq_gic
sed -E 's/(@[a-z_0-9]*)_[0-9]+/\1/' kallsyms >no-lines
place=$("$kas" find -f no-lines --field=place vmlinux:name_show,2)
gives 3 "name_show@drivers_rtc_sysfs_c
count.3@drivers_rtc_sysfs_c" '' "a place without a line and a table is taken back: $place" \
	"$kas" find -f no-lines --field=alias "$place"
gives 0 "unique_one${tab}-${tab}vmlinux${tab}ffffffff81001150${tab}0x40${tab}1/1${tab}-" '' \
	'a name without an alias' "$kas" find -f kallsyms unique_one
gives 0 "twin${tab}rtc_core_b_c:7${tab}rtc_core${tab}ffffffffc0000100${tab}-${tab}1/2${tab}twin@rtc_core_b_c_7" '' \
	"the size of a module's last function is not known, its position is as in the symbol table" \
	"$kas" find -f kallsyms twin@rtc_core_b_c_7
for field in symbol:name_show module:vmlinux address:ffffffff81001030 size:0x50 \
	sympos:2/3 alias:$rtc; do
	gives 0 "${field#*:}" '' "--field=${field%%:*}" \
		"$kas" find -f kallsyms --field="${field%%:*}" $rtc
done
gives 0 "name_show+0x4" '' 'addr: where in the symbol' \
	"$kas" addr -f kallsyms --field=symbol ffffffff81001034
gives 0 "$rtc" '' 'addr: of a kernel that was moved' \
	"$kas" addr -f kallsyms --kaslr=0x1a000000 --field=alias 0xffffffff9b001034
gives 1 '' '*ffffffff83000000: nothing found: no symbol is known to be there' \
	'addr: beyond all of vmlinux' "$kas" addr -f kallsyms ffffffff83000000
gives 1 '' '*: 10: nothing found: no symbol is known to be there' 'addr: of few digits' \
	"$kas" addr -f kallsyms 10
printf '.type f, %%function\nf: .skip 16\n.section .modinfo, "a"\n.asciz "name=hello"\n' | as -o hello.ko -
gives 1 '' '*: 10: nothing found: it has no addresses, but places in sections: see kas_alias find .text+0x10' \
	"addr: of a module's file" "$kas" addr -f hello.ko 10
gives 1 '' '*: ffffffff81001000: nothing found: it has no addresses*' '... find' "$kas" find -f hello.ko ffffffff81001000
gives 1 '' '*' "addr: behind a module's last function" "$kas" addr -f kallsyms ffffffffc0001000
{
	printf '%s\n' '0000000000035000 D __per_cpu_end' '00000000005923a0 A text_size' \
		'0000000001a5fd90 A phys_startup_64'
	cat kallsyms
} >absolute
for address in 36000 600000 7f0000001000 ffff888100000000; do
	gives 1 '' '*no symbol is known to be there' "addr: $address, behind an absolute symbol" \
		"$kas" addr -f absolute $address
done
gives 0 phys_startup_64 '' '... which is at its own' "$kas" addr -f absolute --field=symbol 1a5fd90
gives 0 "$pnp
$rtc
$irq" '' 'list: what has an alias' "$kas" list -f kallsyms --field=alias vmlinux:name_show
is "$("$kas" list -f kallsyms --field=alias | sort)" \
	"$(grep -o '[^ ]*@[^'"$tab"' ]*' kallsyms | sort)" 'list: all of them'
gives 1 '' '*no symbol with an alias*' 'list: a name without one' "$kas" list -f kallsyms unique_one

sed 's/^................/0000000000000000/' kallsyms >hidden
gives 3 "name_show${tab}drivers_pnp_card_c:186${tab}vmlinux${tab}-${tab}-${tab}1/3${tab}$pnp
name_show${tab}drivers_rtc_sysfs_c:26${tab}vmlinux${tab}-${tab}-${tab}2/3${tab}$rtc
name_show${tab}kernel_irq_irqdesc_c:312${tab}vmlinux${tab}-${tab}-${tab}3/3${tab}$irq
name_show${tab}rtc_core_class_c:12${tab}rtc_core${tab}-${tab}-${tab}1/1${tab}$class" \
	'hidden: note: all addresses are hidden*root*' 'addresses hidden' \
	"$kas" find -f hidden name_show
is "$("$kas" list -f hidden --field=alias | sort)" \
	"$("$kas" list -f kallsyms --field=alias | sort)" '... all aliases are known'
gives 1 '' '*the addresses are hidden*' '... but no address' "$kas" find -f hidden 0xffffffff81001030

# clang's name for a static variable of a function is no alias of that function.
cat >clang <<'END'
0000000000000000 T _text
0000000000000000 t foo
0000000000000000 t foo@drivers_a_c_3
0000000000000000 t foo
0000000000000000 d foo.count_c
0000000000000000 t foo@drivers_b_c_5
END
gives 3 'foo@drivers_a_c_3
foo@drivers_b_c_5' '*' '... an alias is of code, or of data, as its target is' \
	"$kas" find -f clang --field=alias foo
gives 0 - '*' '... so that of clang is none' "$kas" find -f clang --field=alias foo.count_c
# Symbols of one place stand together, and so do their aliases.
cat >one-place <<'END'
0000000000000000 T _text
0000000000000000 d bar
0000000000000000 d foo
0000000000000000 d foo
0000000000000000 d foo
0000000000000000 d foo@drivers_a_c_3
0000000000000000 d foo@drivers_b_c_5
END
gives 3 '1/3 -
2/3 foo@drivers_a_c_3
3/3 foo@drivers_b_c_5' '' '... several symbols of one place, first with first' \
	bash -c "'$kas' find -f one-place foo 2>/dev/null | cut -f 6,7 | tr '\t' ' '; exit \${PIPESTATUS[0]}"

sed 's/@/./' kallsyms >dotted
gives 0 "name_show.drivers_rtc_sysfs_c_26" '' "the separator '.'" \
	"$kas" find -f dotted --field=alias rtc/sysfs.c:name_show
gives 0 "clone.isra.0" '' "... does not make an alias of a compiler's suffix" \
	"$kas" find -f dotted --field=symbol clone

sort kallsyms >sorted
gives 0 "-" '' 'a sorted list does not tell the order in a module' \
	"$kas" find -f sorted --field=sympos twin@rtc_core_a_c_7
gives 0 "2/3" '' '... but that in vmlinux' "$kas" find -f sorted --field=sympos $rtc
sort -k3 kallsyms >by-name
gives 0 "-" '' 'a list by name tells neither' "$kas" find -f by-name --field=sympos $rtc
gives 0 "irq_gic" '' 'is no pattern: a name that a path is in' \
	"$kas" find -f kallsyms --field=symbol irq_gic@drivers_irqchip_irq_gic_c_40

script() { TERM=xterm command script -qec "$1" /dev/null </dev/null | tr -d '\r'; }
if type -P script >/dev/null; then
	is "$(script "'$kas' find -f kallsyms --color=never rtc/sysfs.c")" \
"SYMBOL     PLACE                   MODULE   ADDRESS           SIZE  SYMPOS  ALIAS
name_show  drivers_rtc_sysfs_c:26  vmlinux  ffffffff81001030  0x50  2/3     $rtc
count.3    drivers_rtc_sysfs_c:19  vmlinux  ffffffff82000000  0x8   1/2     $count" \
		'on a terminal, aligned'
	is "$(script "'$kas' find -f kallsyms $rtc" | grep -c $'\e\\[36m'$rtc)" 1 \
		'... and coloured'
else
	check "script(1) is there, to test terminals with" false
fi
is "$("$kas" find -f kallsyms --color=always $rtc | grep -c $'\e')" 1 '--color=always'
done_testing
