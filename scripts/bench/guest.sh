# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# guest: boot, a read of /proc/kallsyms and an attached kprobe, in QEMU, without the option
# and with it. The clock of the guest counts instructions, a nanosecond each, so that what
# else the machine does has no part in it.

write_init() { # FILE
	cat >"$1" <<-'INIT'
		#!/bin/sh
		/bin/busybox --install -s /bin
		mount -t proc proc /proc
		mount -t sysfs sys /sys
		mount -t tracefs trace /sys/kernel/tracing
		now() { cut -d ' ' -f 1 /proc/uptime; }
		echo "bench boot 0 $(now) 1"
		start=$(now)
		for i in 1 2 3 4 5 6 7 8 9 10; do cat /proc/kallsyms >/dev/null; done
		echo "bench read $start $(now) 10"
		start=$(now)
		for i in $(seq 100); do
			echo "p:kas/e$i do_sys_openat2" >>/sys/kernel/tracing/kprobe_events
		done
		echo "bench attach $start $(now) 100"
		reboot -f
	INIT
	chmod +x "$1"
}

# Milliseconds of the guest's clock: "boot N", "read N", "attach N".
run_counted() { # KIND
	write_init init
	initramfs_base "$PWD/init" >list || return
	"$build/$1/usr/gen_init_cpio" list | gzip -1 >initramfs.gz
	timeout --foreground 600 "${machine[@]}" -accel tcg,thread=single \
		-icount shift=0,sleep=off -smp 1 -m 512 -nodefaults -no-reboot -display none \
		-serial "file:$1.console" -kernel "$build/$1/$boot_image" -initrd initramfs.gz \
		-append "console=$console panic=-1 loglevel=3" 2>>"$scratch/stderr" || :
	tr -d '\r' <"$1.console" | awk '/^bench / {
		printf "%s %.3f\n", $2, ($4 - $3) * 1000 / $5 }' >"$1.times"
	[ "$(wc -l <"$1.times")" -eq 3 ] || {
		tail -n 20 "$1.console" >&2
		return 1
	}
}

measure_guest() {
	local what title

	need_kernels
	run_counted baseline
	run_counted alias
	heading "In a guest, Linux $KAS_KVER: millions of instructions"
	printf '  %-44s %14s %14s\n' '' without with
	for what in boot read attach; do
		case $what in
		boot)	title='from power on to /init' ;;
		read)	title='to read /proc/kallsyms' ;;
		attach)	title='to attach a kprobe by name' ;;
		esac
		pair "$title" "$(sed -n "s/^$what //p" baseline.times)" \
			"$(sed -n "s/^$what //p" alias.times)"
	done
}
