#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kas_alias decode: which symbol each ambiguous place of a log is in.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

pnp='name_show@drivers_pnp_card_c_186 drivers/pnp/card.c:186 vmlinux'
rtc='name_show@drivers_rtc_sysfs_c_26 drivers/rtc/sysfs.c:26 vmlinux'
irq='name_show@kernel_irq_irqdesc_c_312 kernel/irq/irqdesc.c:312 vmlinux'
class='name_show@rtc_core_class_c_12 class.c:12 rtc_core'
twins='twin@rtc_core_b_c_7 rtc_core_b_c:7 rtc_core (one of 2)
twin@rtc_core_a_c_7 rtc_core_a_c:7 rtc_core (one of 2)'
mm='switch_mm@arch_x86_mm_tlb_c_509 arch/x86/mm/tlb.c:509 vmlinux'
hello='switch_mm@hello_hello_c_8 hello.c:8 hello'
elf='load_elf_phdrs@fs_binfmt_elf_c_508 fs/binfmt_elf.c:508 vmlinux'
compat='load_elf_phdrs@fs_binfmt_elf_c_fs_compat_binfmt_elf_c_508 fs/binfmt_elf.c:508 vmlinux'

# decodes STATUS NAME LOG WANTED [OPTION...] - the lines that are added
decodes()
{
	local want_status=$1 name=$2 log=$3 want=$4

	shift 4
	run "$kas" decode --from=kallsyms --table=table "$@" <<<"$log"
	is "$status
$(sed -n 's/^\t^ //p' <<<"$out")" "$want_status
$want" "$name"
	is "$(grep -v '^'$'\t''^ ' <<<"$out")" "$log" '... and all else is as it was'
	printf '%s\n' "$out" >once
	"$kas" decode --from=kallsyms --table=table "$@" <once >twice 2>/dev/null
	check '... and what it wrote it takes back' diff once twice
}

decodes 0 'a stack dump: the size decides' ' dump_stack_lvl+0x53/0x70
 name_show+0x9/0x50
 unique_one+0x19/0x40' "$rtc (no other fits)"
decodes 3 'two of one size' '[  12.3] ? name_show+0x9/0x30' "$pnp (one of 2)
$irq (one of 2)"
decodes 0 'the offset decides' ' load_elf_phdrs+0x45/0x50' "$compat (no other fits)"
decodes 0 'a module: only what is in it' ' name_show+0x9/0x40 [rtc_core]
 name_show+0x9/0x40 [rtc_core 0123456789abcdef]' "$class (by its name)
$class (by its name)"
decodes 3 "a module's last function can have any size" ' twin+0x9/0x60 [rtc_core]
 twin+0x9/0xc0 [rtc_core]' "twin@rtc_core_b_c_7 rtc_core_b_c:7 rtc_core (no other fits)
twin@rtc_core_b_c_7 rtc_core_b_c:7 rtc_core (one of 2)
twin@rtc_core_a_c_7 rtc_core_a_c:7 rtc_core (one of 2)"
decodes 0 'an address that is printed' ' [<ffffffff81001099>] name_show+0x9/0x30' "$irq (by its address)"
decodes 0 "ftrace's sym-addr" ' => name_show+0x9/0x30 <ffffffff81001099>' "$irq (by its address)"
decodes 0 "perf script" '	ffffffff81001099 name_show+0x9 ([kernel.kallsyms])' "$irq (by its address)"
for suffix in '' .xz .zst; do
	decodes 0 "... --show-kernel-path: hello.ko$suffix" \
		"	ffffffffa0003012 switch_mm+0x12 (/lib/modules/7.2.0/kernel/x-y/hello.ko$suffix)" "$hello (by its address)"
done
decodes 0 '... vmlinux' '	ffffffff810011d2 switch_mm+0x12 (/usr/lib/debug/boot/vmlinux-7.2.0)' "$mm (by its address)"
decodes 1 '... a program' '	5581810011d2 switch_mm+0x12 (/usr/bin/hello)' ''
decodes 3 'ARM' ' switch_mm from unique_one+0x12/0x40
[<ffffffff810011d2>] (switch_mm) from [<ffffffff81001162>] (unique_one+0x12/0x40)
 switch_mm [hello] from unique_one+0x12/0x40
 it came from unique_one+0x12/0x40' "$mm (one of 2)
$hello (one of 2)
$mm (by its address)
$hello (by its name)"
decodes 0 "dmesg's colours" $'\e[33mpc : \e[0mname_show+0x9/0x50' "$rtc (no other fits)"
decodes 0 "... grep's" $'x \e[01;31m\e[Kname_show\e[m\e[K+0x9/0x50' "$rtc (no other fits)"
decodes 0 '... half of one' $'name_show+0x9/0x50 \e[01;' "$rtc (no other fits)"
decodes 0 "crash's stack" ' #4 [ffffc90000b37d90] name_show at ffffffff81001099' "$irq (by its address)"
decodes 0 '... of a module' ' #4 [ffffc90000b37d90] switch_mm at ffffffffc0003012 [hello]
 #5 [ffffc90000b37db0] name_show at ffffffffc0000012 [rtc_core]' "$hello (by its address)
$class (by its address)"
decodes 3 '... of a module that is somewhere else' ' #4 [ffffc90000b37d90] switch_mm at ffffffffa0003012 [hello]
 #5 [ffffc90000b37db0] switch_mm at ffffffffa0003012' "$hello (its address does not fit)
$mm (one of 2)
$hello (one of 2)"
decodes 3 'an address that is hashed is none' ' [<000000007d2e1c3a>] name_show+0x9/0x30' "$pnp (one of 2)
$irq (one of 2)"
decodes 0 'a kernel that was moved: what the log says of it' ' [<ffffffff9b001099>] name_show+0x9/0x30
Kernel Offset: 0x1a000000 from 0xffffffff81000000 (relocation range: 0xffffffff80000000-0xffffffffbfffffff)' \
	"$irq (by its address)"
decodes 0 '... what follows from a unique name' ' [<ffffffff9b001160>] unique_one+0x10/0x40
 [<ffffffff9b001099>] name_show+0x9/0x30' "$irq (by its address)"
decodes 0 '... what the caller knows' ' [<ffffffff9b001099>] name_show+0x9/0x30' \
	"$irq (by its address)" --kaslr=0x1a000000
decodes 0 '... of each boot anew' 'Linux version 7.2.0 (a@b)
 [<ffffffff9b001099>] name_show+0x9/0x30
Kernel Offset: 0x1a000000 from 0xffffffff81000000
[    0.000000] Linux version 7.2.0 (a@b)
 [<ffffffff8d001009>] name_show+0x9/0x30
Kernel Offset: 0xc000000 from 0xffffffff81000000' "$irq (by its address)
$pnp (by its address)"
decodes 1 '... and none of the name is there' ' [<ffffffff9b001161>] name_show+0x9/0x30
Kernel Offset: 0x1a000000 from 0xffffffff81000000' \
	'none of the 3 called name_show is at that address: is the log of another kernel?'
decodes 3 '... nor anything else: it is a hash' ' [<000000007d2e1c3a>] name_show+0x9/0x30
Kernel Offset: 0x1a000000 from 0xffffffff81000000' "$pnp (one of 2)
$irq (one of 2)"
decodes 3 '... nothing' ' [<ffffffff9b001099>] name_show+0x9/0x30' "$pnp (one of 2)
$irq (one of 2)"
decodes 0 'lockdep' '       ffff888100a0 (&dev->mutex){....}-{3:3}, at: name_show+0x12/0x50' "$rtc (no other fits)"
decodes 0 'KASAN' 'BUG: KASAN: slab-use-after-free in load_elf_phdrs+0x48/0x50' "$compat (no other fits)"
decodes 0 'WARN names the file' 'WARNING: CPU: 1 PID: 1 at drivers/pnp/card.c:190 name_show+0x19/0x30
WARNING: CPU: 1 PID: 1 at /src/linux/kernel/irq/irqdesc.c:315 name_show+0x19/0x30' "$pnp (by the file)
$irq (by the file)"
decodes 0 '... as 7.2 does' 'WARNING: drivers/pnp/card.c:190 at name_show+0x19/0x30, CPU#1: cat/123
WARNING: [x > y] /src/linux/kernel/irq/irqdesc.c:315 at name_show+0x19/0x30, CPU#1: cat/123' "$pnp (by the file)
$irq (by the file)"
decodes 3 '... without debug info of bugs' 'WARNING: at name_show+0x19/0x30, CPU#1: cat/123
WARNING: CPU: 1 PID: 1 at name_show+0x19/0x30' "$pnp (one of 2)
$irq (one of 2)
$pnp (one of 2)
$irq (one of 2)"
decodes 3 '... or a header, which tells nothing' \
	'WARNING: CPU: 1 PID: 1 at include/linux/x.h:190 name_show+0x19/0x30' "$pnp (one of 2)
$irq (one of 2)"
# trace_seq_print_sym() prints no module: not of a function, not of its caller.
decodes 3 'the function tracer: of vmlinux or of a module' \
	'            cat-123     [000] d..1.    12.345678: name_show <-dev_attr_show
 => load_elf_phdrs' "$pnp (one of 4)
$rtc (one of 4)
$irq (one of 4)
$class (one of 4)
$elf (one of 2)
$compat (one of 2)"
decodes 3 '... a name that only a module has' '            cat-123     [000] ...1.    12.345678: twin <-twin
 => twin' "$twins
$twins
$twins"
decodes 0 '... and nothing else, which is no news' ' => hello_init' ''
decodes 3 '... with arguments' ' cat-123 [000] 12.345678: switch_mm(prev=0x1, rq=(struct)[0x2:0x3]) <-unique_one' \
	"$mm (one of 2)
$hello (one of 2)"
decodes 0 '... with addresses' ' cat-123 [000] 12.345678: name_show <ffffffffc0000000> <-switch_mm <ffffffff810011c8>
 => name_show <ffffffff81001038>' "$class (by its address)
$mm (by its address)
$rtc (by its address)"
decodes 0 '... with offsets, and so with the module' \
	' cat-123 [000] 12.345678: switch_mm+0x0/0x40 [hello] <-name_show+0x10/0x50' "$hello (by its name)
$rtc (no other fits)"
decodes 0 'a line that names the module' ' name_show [rtc_core] <-unique_one' "$class (by its name)"
decodes 3 'the function graph tracer' ' 1)               |  load_elf_phdrs() {
 1)   0.500 us    |    twin [rtc_core]();
 1)               |  } /* load_elf_phdrs */' "$elf (one of 2)
$compat (one of 2)
$twins
$elf (one of 2)
$compat (one of 2)"
decodes 0 '... for a module' ' 1)   0.500 us    |  name_show [rtc_core]();
 1)               |  name_show [rtc_core]() {
 1)               |  } /* name_show [rtc_core] */
 1)               |  } /* name_show [rtc_core] ret=0x0 */
 1)   0.500 us    |  name_show [rtc_core](); /* = 0x0 */
 1)   0.500 us    |  name_show [rtc_core](); /* <-switch_mm+0x8/0x40 [hello] ret=-22 */' "$class (by its name)
$class (by its name)
$class (by its name)
$class (by its name)
$class (by its name)
$class (by its name)
$hello (by its name)"
decodes 3 '... with arguments' ' 1)   0.500 us    |  name_show [rtc_core](dev=0x1);
 1)               |  name_show [rtc_core](dev=0x1, type=2 [TYPE_B], rq=(struct)[0x2:0x3], ...) {
 1)               |  load_elf_phdrs(ex=0x1) {
 1)   0.500 us    |  load_elf_phdrs(ex=0x1); /* ret=0x0 */' "$class (by its name)
$class (by its name)
$elf (one of 2)
$compat (one of 2)
$elf (one of 2)
$compat (one of 2)"
decodes 1 '... and what is no call' ' name_show(9) is in the manual, name_show (dev=0x1
 name_show(dev=0x1' ''
decodes 0 'a probe event' ' cat-1 [001] 1.2: name_show_drivers_rtc_sysfs_c_26: (name_show+0x0/0x50)' "$rtc (no other fits)"
decodes 0 'two places in one line' ' name_show+0x1/0x50 load_elf_phdrs+0x1/0x40' "$rtc (no other fits)
$elf (no other fits)"
decodes 0 'an alias, where a kernel prints that' ' name_show@drivers_rtc_sysfs_c_26+0x9/0x50' \
	"$rtc (by its name)"
decodes 1 'no size that fits' ' name_show+0x9/0x48' \
	'none of the 3 called name_show is of that size: is the log of another kernel?'
decodes 1 '... one place of some' ' name_show+0x9/0x48
 name_show+0x9/0x30
 name_show+0x9/0x50' "none of the 3 called name_show is of that size: is the log of another kernel?
$pnp (one of 2)
$irq (one of 2)
$rtc (no other fits)"
decodes 1 'nothing in it' 'the name_show of things, 0x12
name_show
+0x1/0x2 name_show+' ''
decodes 0 'a unique name is no news' ' unique_one+0x19/0x40' ''

grep -v @ kallsyms >plain
run "$kas" decode -f plain <<<' load_elf_phdrs+0x9/0x50'
is "$status:$(tail -n 1 <<<"$out")" "0:$tab^ vmlinux:load_elf_phdrs,2 - vmlinux (no other fits)" \
	'a kernel without aliases: the position'
printf 'a\0b\0[ 1.0] name_show+0x9/0x50\0c\n' >nul
"$kas" decode -f kallsyms nul >out
is "$(tail -n 1 out | cut -d ' ' -f 2)" "${rtc%% *}" 'behind a NUL'
check '... which is left as it is' cmp <(head -n 1 out) nul
for ((i = 0; i < 9; i++)); do
	printf 'ffffffffc000%d000 t init [m%d]\n' $i $i
done >many
is "$("$kas" decode -f kallsyms -f many <<<'=> init' | tail -n 1)" "$tab^ 1 more: kas_alias find --from=kallsyms --from=many init" \
	'what finds the others'
cp many "it's many"
is "$("$kas" decode -f "it's many" <<<'=> init' | tail -n 1)" \
	"$tab^ 1 more: kas_alias find --from='it'\\''s many' init" '... whatever the file is called'
printf 'a line without an end: name_show+0x9/0x50' | "$kas" decode -f kallsyms >out
is "$(wc -l <out)" 2 'the last line can lack its end'
mkfifo log
"$kas" decode -f kallsyms --follow <log >out &
exec 3>log
printf ' [<ffffffff9b001160>] unique_one+0x10/0x40\n [<ffffffff9b001099>] name_show+0x9/0x30\n' >&3
for ((i = 0; i < 100 && $(wc -l <out) < 3; i++)); do
	sleep 0.1
done
is "$(tail -n 1 out)" "$tab^ name_show@kernel_irq_irqdesc_c_312 kernel_irq_irqdesc_c:312 vmlinux (by its address)" \
	'--follow: each line as it comes'
printf '[    0.000000] Linux version 7.2.0\n [<ffffffff81001099>] name_show+0x9/0x30\n' >&3
exec 3>&-
wait $!
is "$?:$(grep -c 'by its address' out)" 0:2 '... and of each boot anew'
head -c 3000000 /dev/zero | tr '\0' x | sed 's/$/ name_show+0x9\/0x50/' >long
is "$("$kas" decode -f kallsyms long | tail -n 1 | cut -d ' ' -f 2)" "${rtc%% *}" 'a line of three megabytes'
head -c 200000 /dev/urandom >rubbish
"$kas" decode -f kallsyms rubbish >out 2>err
is "$?:$(grep -c 'no place in the text' err)" 1:1 'binary rubbish: nothing found'
refuses none 'cannot open: No such file' 'a file that is not there' "$kas" decode -f kallsyms none
done_testing
