#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kas_alias find --for: the line to paste, for each tool, where it takes an alias
# and where it does not. What each tool takes was tried; this is how it is written.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

rtc=name_show@drivers_rtc_sysfs_c_26 class=name_show@rtc_core_class_c_12
tracing=/sys/kernel/tracing
sed 's/@/./' kallsyms >dotted
grep -v '@' kallsyms >plain
grep -v '@' kallsyms | sed 's/^................/0000000000000000/' >hidden

# line FILE TOOL QUERY WANTED NAME
line()
{
	gives 0 "$4" '' "$2: $5" "$kas" find -f "$1" --for="$2" "$3"
}

# none FILE TOOL QUERY WHY NAME
none()
{
	run "$kas" find -f "$1" --for="$2" "$3"
	is "$status:$out" '2:' "$2: $5"
	# shellcheck disable=SC2053
	[[ $err == $4 ]] || is "$err" "$4" "$2: $5: says why"
}

line kallsyms kprobe $rtc "echo 'p:kas/name_show_drivers_rtc_sysfs_c_26 $rtc' >> $tracing/kprobe_events" 'an alias'
line dotted kprobe rtc/sysfs.c:name_show \
	"echo 'p:kas/name_show_drivers_rtc_sysfs_c_26 name_show.drivers_rtc_sysfs_c_26' >> $tracing/kprobe_events" 'with a dot'
line kallsyms kprobe $class "echo 'p:kas/name_show_rtc_core_class_c_12 rtc_core:$class' >> $tracing/kprobe_events" 'of a module'
line plain kprobe vmlinux:name_show,2 "echo 'p:kas/name_show_vmlinux_2 _text+0x1030' >> $tracing/kprobe_events" \
	'no alias: the distance from _text'
line plain kprobe unique_one "echo 'p:kas/unique_one_vmlinux_1 unique_one' >> $tracing/kprobe_events" 'a unique name'
line plain kprobe hello:switch_mm "echo 'p:kas/switch_mm_hello_1 hello:switch_mm' >> $tracing/kprobe_events" \
	'no alias: the module'
none hidden kprobe vmlinux:name_show,2 '*hidden: error: name_show: *run this as root*' 'no alias, no address'
none plain kprobe rtc_core:twin,1 '*ask that one, without --from*' 'no alias, twice in a module of another kernel'
none kallsyms kprobe rtc/sysfs.c:count.3 '*it is data*' 'data'

line kallsyms ftrace unique_one "echo 'unique_one' >> $tracing/set_ftrace_filter" 'a unique name'
line kallsyms ftrace $class "echo 'name_show:mod:rtc_core' >> $tracing/set_ftrace_filter" 'the only one of a module'
grep -v 'name_show.*\[\|name_show.*_[pr][nt]' kallsyms >part
sed -i '/ffffffff81001000\|ffffffff81001030/d' part
is "$("$kas" find -f part --for=ftrace name_show | cut -d ' ' -f 1-5)" "awk -v name='name_show' -v alias='name_show@kernel_irq_irqdesc_c_312'" \
	'ftrace: an alias tells of others, in files that were not given'
grep hello kallsyms >hello
line hello ftrace switch_mm "echo 'switch_mm:mod:hello' >> $tracing/set_ftrace_filter" '... of a module'
none kallsyms ftrace rtc_core:twin,1 '*ask that one as root*' 'twice in a module of another kernel'

line kallsyms perf $rtc "perf probe --add 'kas:name_show_drivers_rtc_sysfs_c_26=name_show\\@drivers_rtc_sysfs_c_26'" 'an alias'
line kallsyms perf $class "perf probe -m 'rtc_core' --add 'kas:name_show_rtc_core_class_c_12=name_show\\@rtc_core_class_c_12'" 'of a module'
line plain perf vmlinux:name_show,2 "perf probe --add 'kas:name_show_vmlinux_2=_text+0x1030'" 'no alias'
line dotted perf rtc/sysfs.c:name_show \
	"perf probe --add 'kas:name_show_drivers_rtc_sysfs_c_26=name_show.drivers_rtc_sysfs_c_26'" 'with a dot'

line kallsyms bpftrace $rtc "bpftrace -e 'kprobe:\"$rtc\" { printf(\"%s\\n\", kstack); }'" 'an alias, in quotes'
none kallsyms bpftrace rtc/sysfs.c:count.3 '*: it is data, which bpftrace watches by its address*' 'data'
printf '.text\n.globl f\n.type f, %%function\nf: nop\n' | as -o f.o -
ld -e 0 -o pr:og f.o
none pr:og bpftrace f "*a path ends at a ':'*" 'a file that it cannot name'
line plain bpftrace hello:switch_mm "bpftrace -e 'kprobe:hello:switch_mm { printf(\"%s\\n\", kstack); }'" \
	'no alias: the module'
none plain bpftrace vmlinux:name_show,2 '*ask that one as root*' 'no alias'

line kallsyms libbpf $rtc "link = bpf_program__attach_kprobe(prog, false, \"$rtc\");" 'an alias: not in SEC()'
line dotted libbpf rtc/sysfs.c:name_show 'SEC("kprobe/name_show.drivers_rtc_sysfs_c_26")' 'with a dot: in SEC()'

line kallsyms livepatch $rtc \
	"{ .old_name = \"$rtc\", .new_func = livepatch_name_show_drivers_rtc_sysfs_c_26 }, /* vmlinux:name_show,2 */" 'an alias'
line plain livepatch vmlinux:name_show,2 \
	'{ .old_name = "name_show", .new_func = livepatch_name_show_vmlinux_2, .old_sympos = 2 }, /* vmlinux:name_show,2 */' \
	'no alias: the position'
line plain livepatch unique_one \
	'{ .old_name = "unique_one", .new_func = livepatch_unique_one_vmlinux_1 }, /* vmlinux:unique_one,1 */' 'a unique name'

line kallsyms systemtap $rtc "stap -e 'probe kprobe.function(\"$rtc\") { print_backtrace() }'" 'an alias'
gives 0 "stap -e 'probe kernel.function(\"name_show@drivers/rtc/sysfs.c\") { print_backtrace() }'" '' \
	'systemtap: its true path' "$kas" find -f kallsyms --table=table --for=systemtap $rtc
gives 0 "stap -e 'probe kprobe.function(\"load_elf_phdrs@fs_binfmt_elf_c_fs_compat_binfmt_elf_c_508\") { print_backtrace() }'" '' \
	"systemtap: debug info cannot tell copies apart, an alias does" \
	"$kas" find -f kallsyms --table=table --for=systemtap compat_binfmt_elf.c:load_elf_phdrs

line kallsyms gdb $rtc "break '$rtc'" 'an alias, in quotes'
line plain gdb vmlinux:name_show,2 'break *0xffffffff81001030' 'no alias: the address'
line kallsyms gdb rtc/sysfs.c:count.3 "print &'count.3@drivers_rtc_sysfs_c_19'" 'data'
line kallsyms crash $rtc "dis -l $rtc" 'an alias'
line kallsyms crash rtc/sysfs.c:count.3 "rd count.3@drivers_rtc_sysfs_c_19" 'data'

gives 3 "break 'name_show@drivers_pnp_card_c_186'
break '$rtc'
break 'name_show@kernel_irq_irqdesc_c_312'" '' 'a line for each of several' \
	"$kas" find -f kallsyms --for=gdb vmlinux:name_show

# An event of a name that is there already gets the new probe as one more: silently.
cat >alike <<'END'
ffffffff81001000 t name_show
ffffffff81001000 t name_show@drivers_a_c_26
ffffffff81001030 t name_show
ffffffff81001030 t name_show@drivers_b_c_26
ffffffff81001060 t init_once
ffffffff81001060 t init_once@fs_x_c
ffffffff81001090 t dup.lto_priv.0
ffffffff810010a0 t dup.lto_priv.1
ffffffffc0000000 t init_once	[one]
ffffffffc0000000 t init_once@one_x_c	[one]
ffffffffc0000040 t bare	[one]
ffffffffc0001000 t init_once	[two]
ffffffffc0001000 t init_once@two_x_c	[two]
ffffffffc0001040 t bare	[two]
END
# events FILE TOOL QUERY... - the names in its recipes
events()
{
	local file=$1 tool=$2

	shift 2
	"$kas" find -f "$file" --for="$tool" "$@" 2>/dev/null | sed -E 's/.*kas[:/]([^ =]*)[ =].*/\1/; s/.*livepatch_([^ ,]*)[ ,].*/\1/'
}
for tool in kprobe perf livepatch; do
	is "$(events alike $tool name_show init_once)" 'name_show_drivers_a_c_26
name_show_drivers_b_c_26
init_once_fs_x_c
init_once_one_x_c
init_once_two_x_c' "$tool: one event for each of a line, of a file"
done
is "$(events alike kprobe bare one:bare two:bare)" "$(printf 'bare_%s_1\n' one two one two)" \
	'kprobe: one event for each, by its module'
is "$(events alike kprobe dup.lto_priv.0 dup.lto_priv.1)" 'dup_lto_priv_0_vmlinux_1
dup_lto_priv_1_vmlinux_1' 'kprobe: ... by all of its name'
for length in 1 20 30 60 100; do
	for file in a b; do
		awk -v length_="$length" -v file="$file" 'BEGIN {
			for (; i < length_; i++) name = name "x"
			for (i = 0; i < 20; i++) tag = tag "drivers_"
			address = sprintf("ffffffff810%03x0%s", length_, file)
			print address, "t", name
			print address, "t", name "@" tag file "_c_1"
		}'
	done
done >long
events long kprobe 'x*' >names
is "$(wc -l <names):$(sort -u names | wc -l):$(grep -cE '^[A-Za-z_][A-Za-z0-9_]{0,62}$' names)" 10:10:10 \
	'kprobe: one event for each, that the kernel takes (MAX_EVENT_NAME_LEN), whatever the length'
is "$(grep -c 'drivers_[ab]_c_1$' names)" 6 '... and that ends as the alias does where there is room'
LC_ALL=C sort -k 3 alike >unordered
is "$(events unordered kprobe dup.lto_priv.1 | sort -u)" dup_lto_priv_1_vmlinux_1 'kprobe: a unique name without a position'
LC_ALL=C sort -r plain >unordered
is "$(events unordered kprobe vmlinux:name_show | sort)" "$(printf 'name_show_vmlinux_ffffffff810010%s\n' 00 30 90)" \
	'kprobe: no position: the address'

# Of a module's table the kernel keeps what is no init code, once that has run.
as -o hello.ko - <<'END'
	.section .modinfo, "a"
	.asciz "name=hello"
	.section .init.text, "ax", %progbits
	.type early, %function
early:	nop
	.type setup, %function
setup:	nop
	.text
	.type twice, %function
twice:	nop
END
as -o other.ko - <<'END'
	.text
	.type early, %function
early:	nop
	.type twice, %function
twice:	nop
END
ld -r -o both.ko hello.ko other.ko
none both.ko livepatch hello:early '*early: *in the init part of its module*' 'no alias, and one of the name goes away after init'
line both.ko livepatch 'hello:twice,2' \
	'{ .old_name = "twice", .new_func = livepatch_twice_hello_2, .old_sympos = 2 }, /* hello:twice,2 */' \
	'no alias, and all of the name stay'
is "$("$kas" find -f both.ko --field=sympos hello:early hello:setup hello:twice 2>/dev/null | paste -sd ' ')" \
	'- - - 1/2 2/2' 'the position of what goes away after init is not known'

# The numbers of a filter, from what the running kernel would tell.
sed -E 's/^(.*) t __pfx_name_show/\1 t other/' kallsyms >here
cat >functions <<'END'
ffffffff81001004 name_show
ffffffff81001034 name_show
ffffffff81001094 name_show
ffffffff810010c4 load_elf_phdrs
END
# number ALIAS - what the line would write into the filter
number()
{
	"$kas" find -f kallsyms --for=ftrace "$1" |
		sed "s, /proc/kallsyms $tracing/available_filter_functions_addrs >>.*, here functions," >command
	bash command
}
is "$(number $rtc)" 2 'ftrace: the number of the function in the filter'
is "$(number name_show@kernel_irq_irqdesc_c_312)" 3 '... of another'
is "$(number load_elf_phdrs@fs_binfmt_elf_c_fs_compat_binfmt_elf_c_508)" '' \
	'... none for one that cannot be traced, although one of its name can'

printf 'ffffffff81000000 t a`date`\nffffffff81000000 t b\n' >hostile
none hostile kprobe 'a`date`' '*cannot be quoted*' 'a name that a shell would run'
refuses kas_alias '--for=trace: not one of kprobe ftrace perf' 'an unknown tool' \
	"$kas" find -f kallsyms --for=trace name_show
done_testing
