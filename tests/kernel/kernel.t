#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The kernel test, of Linux $KAS_KVER [6.12] for $KAS_ARCH [x86_64]: build a kernel
# without and one with aliases, run both in QEMU, probe, trace, dump and patch
# functions there by their aliases, and compare what the two say. See lib.sh for
# where things are kept and qemu.sh for the guest; guest/ is what runs there.
# Progress goes to stderr.
set -u
# shellcheck source=tests/kernel/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/kernel/qemu.sh
. "$here/qemu.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

separator=@

# Are two files equal, and not empty? Shows the difference.
equal() { # GOT WANTED
	test -s "$1" && diff -u "$2" "$1"
}

# The alias that a function has to have, from where its body opens.
alias_of() { # FUNCTION TREE PATH PREFIX
	local tag=$4${3//[^A-Za-z0-9]/_}
	printf '%s%s%s_%s' "$1" "$separator" "$tag" "$(body_line "$2/$3" "$1")"
}

# Which functions are probed in the guest, and a file that each of them makes.
probes() {
	local twins=$here/modules/twins

	echo "$rtc_alias /sys/class/rtc/rtc0/name"
	echo "$(alias_of name_show "$source_tree" kernel/irq/irqdesc.c '') /sys/kernel/irq/1/name"
	echo "$(alias_of name_show "$source_tree" drivers/base/power/wakeup_stats.c '') /sys/class/wakeup/wakeup0/name"
	echo "$(alias_of name_show "$source_tree" drivers/i2c/i2c-core-base.c '') /sys/bus/i2c/devices/i2c-0/name"
	echo "$(alias_of name_show "$source_tree" drivers/i2c/i2c-dev.c '') /sys/class/i2c-dev/i2c-0/name"
	echo "$(alias_of name_show "$root/samples/hello" hello.c hello_) /sys/kernel/hello/name"
	echo "$(alias_of twin_show "$twins" first.c twins_) /sys/kernel/twins/first"
	echo "$(alias_of twin_show "$twins" second.c twins_) /sys/kernel/twins/second"
}

# Can a kernel patch itself?
has_livepatch() { # KIND
	grep -qx CONFIG_LIVEPATCH=y "$build/$1/.config"
}

# Which name_show() the one of drivers/rtc/sysfs.c is, in the order of the link.
rtc_position() { # KIND
	(cd "$build/$1" && ar t vmlinux.a | xargs nm -A 2>/dev/null) |
		grep ' name_show$' | grep -n '^drivers/rtc/sysfs\.o:' | cut -d : -f 1
}

build_livepatches() { # KIND
	local patch=$build/$1.modules/x-livepatch

	build_module "$1" livepatch "$root/samples/livepatch" OLD_NAME=name_show &&
	cp "$patch/livepatch.ko" "$patch-plain.ko" &&
	build_module "$1" livepatch "$root/samples/livepatch" OLD_NAME=name_show \
		OLD_SYMPOS="$(rtc_position "$1")" &&
	cp "$patch/livepatch.ko" "$patch-sympos.ko" &&
	build_module "$1" livepatch "$root/samples/livepatch" "OLD_NAME=$rtc_alias" &&
	cp "$patch/livepatch.ko" "$patch-alias.ko"
}

build_external_modules() { # KIND
	build_module "$1" hello "$root/samples/hello" &&
	build_module "$1" kprobe "$root/samples/kprobe" &&
	build_module "$1" twins "$here/modules/twins" &&
	{ ! has_livepatch "$1" || build_livepatches "$1"; }
}

# What the guest gets besides busybox and its checks.
prepare_guest() { # KIND
	local kind=$1 modules=$build/$1.modules files=$build/$1.guest/files module name

	rm -rf "$files"
	mkdir -p "$files/lib/modules" "$files/etc"
	while read -r module; do
		name=$(basename "$module")
		cp "$build/$kind/$module.ko" "$files/lib/modules/${name//-/_}.ko" || return
	done < <(modules_of "$kind")
	cp "$modules"/x-{hello/hello,twins/twins,kprobe/kprobe}.ko "$files/lib/modules"
	if has_livepatch "$kind"; then
		cp "$modules"/x-livepatch-{plain,sympos,alias}.ko "$files/lib/modules"
	fi
	{
		modules_in_order "$kind" | sed 's/^i2c_stub$/& chip_addr=0x50/'
		printf '%s\n' hello twins
	} >"$files/etc/modules"
	printf '%s\n' "KIND=$kind" "SEPARATOR=$separator" \
		"RESULTS_PORT=$results_port" >"$files/etc/kas.conf"
	probes >"$files/etc/probes"
	make_initramfs "$kind" "$files"
}

# ... and into the external modules.
linked_externally() { # KIND
	local name

	for name in hello twins; do
		objects_of "+$name" "$build/$1.modules/x-$name" "$name"
	done
}

# Of a stack dump: the functions, with offset and size, that are no guesses.
frames() { # FILE
	sed -n '/^ *? /d; s/.*[ :]\([^ :]*+0x[0-9a-f]*\/0x[0-9a-f]*\( \[[a-z0-9_]*\]\)\{0,1\}\).*/\1/p' "$1"
}

run_kernel() { # KIND
	step "the external modules are built for '$1'" build_external_modules "$1"
	step "the initramfs of '$1' is made" prepare_guest "$1"
	sed "s/^/# $1: left out: /" "$build/$1.guest/left-out"
	step "the kernel '$1' runs" run_guest "$1"
	import_results "$1"
}

judge_symbols() {
	local report=$build/alias.guest/report status=0

	{
		linked_objects baseline
		linked_externally baseline
	} >"$build/alias.guest/objects"
	"$here/kallsyms.pl" --nm "${cross}nm" --objects "$build/alias.guest/objects" \
		--elf "$build/alias/vmlinux" --separator "$separator" \
		--baseline "$baseline/kallsyms" \
		--nowhere "${build//[^A-Za-z0-9]/_}" "$alias/kallsyms" >"$report" || status=$?
	check '/proc/kallsyms: one alias for each ambiguous symbol, none else, plain names as before' \
		test "$status" = 0
	sed 's/^/# /' "$report"
}

# Does a file hold no line with the separator? Shows those that do.
has_no_alias() { # FILE...
	! grep -hF "$separator" "$@"
}

judge_dumps() {
	local kind file

	for kind in baseline alias; do
		for file in "$build/$kind.guest/out"/stack.*; do
			frames "$file" >"${file/stack./frames.}"
		done
	done
	for file in dev_driver_string sysfs_emit warning; do
		check "the stack dump '$file' is as before" \
			equal "$alias/frames.$file" "$baseline/frames.$file"
	done
	check 'no stack dump shows an alias' has_no_alias "$alias"/frames.*
	check 'the stack dump from a function probed by its alias shows its plain name' \
		grep -q '^name_show+' "$alias/frames.alias"
}

judge() {
	local file

	baseline=$build/baseline.guest/out
	alias=$build/alias.guest/out

	judge_symbols
	judge_dumps
	for file in available_filter_functions set_ftrace_filter trace; do
		check "$file is as before" equal "$alias/$file" "$baseline/$file"
	done
	echo '# name_show in the guest:'
	grep '[ ]name_show' "$alias/kallsyms" | sed 's/^/#   /'
}

lock_cache
mapfile -t fragments < <(fragments)
step 'the source is there' unpack_source
rtc_alias=$(alias_of name_show "$source_tree" drivers/rtc/sysfs.c '')

step "the tree of 'baseline' is there" mend_tree
step "the kernel 'baseline' is configured" \
	configure baseline "$plain_tree" "${fragments[@]}"
step "the kernel 'baseline' is built" build_kernel baseline "$plain_tree"
run_kernel baseline

step 'kas_alias is applied' apply_to_tree
step 'object files of another plugin are gone' forget_objects_of_other_plugin alias
step "the kernel 'alias' is configured" \
	configure alias "$alias_tree" "${fragments[@]}" "$here/config/kas_alias.config"
step "the kernel 'alias' is built" build_kernel alias "$alias_tree"
run_kernel alias
judge

done_testing
