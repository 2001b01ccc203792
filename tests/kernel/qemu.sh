# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# How the kernel test runs a guest: an initramfs of busybox, modules and
# guest/, which is /init; QEMU with two serial ports, the console and, once the
# guest is done, an archive of what it found.
#
# QEMU emulates the processor, in one thread: that needs no /dev/kvm, which may
# be absent, or there and hang; boots this kernel within seconds; and unlike
# the emulation in several threads it keeps instructions that are patched while
# they run (jump labels, ftrace) in step.

# Write the list from which the kernel's own gen_init_cpio makes an archive, so
# that no root is needed for device nodes.
initramfs_list() { # FOLDER
	local folder

	for folder in bin dev etc lib lib/modules lib/kas proc sys tmp out; do
		echo "dir /$folder 755 0 0"
	done
	echo 'nod /dev/console 600 0 0 c 5 1'
	echo "file /bin/busybox $(command -v busybox) 755 0 0"
	echo 'slink /bin/sh busybox 777 0 0'
	echo "file /init $here/guest/init 755 0 0"
	echo "file /bin/kprobe-events $root/samples/probes/kprobe-events 755 0 0"
	(cd "$here/guest" && find . -name '*.sh' -printf \
		"file /lib/kas/%P $here/guest/%P 644 0 0\n") | sort
	(cd "$1" && find . -type f -printf "file /%P $1/%P 644 0 0\n") | sort
}

# Make the initramfs. FOLDER holds what it gets besides busybox and guest/: the
# modules, and the guest's etc/.
make_initramfs() { # KIND FOLDER
	local guest=$build/$1.guest

	initramfs_list "$2" >"$guest/initramfs.list"
	"$build/$1/usr/gen_init_cpio" "$guest/initramfs.list" |
		gzip -1 >"$guest/initramfs.gz"
}

# Run the guest and unpack what it leaves into KIND.guest/out. Fails when it
# left nothing, with the end of its console.
run_guest() { # KIND
	local guest=$build/$1.guest

	rm -rf "$guest/out" "$guest/out.tar" "$guest/console"
	run_logged "$guest/qemu.log" "running the kernel '$1'" \
		timeout --foreground "${KAS_GUEST_SECONDS:-240}" \
		qemu-system-x86_64 -accel tcg,thread=single -cpu max \
		-smp 2 -m 512 -nodefaults -no-reboot -display none \
		-serial "file:$guest/console" -serial "file:$guest/out.tar" \
		-kernel "$build/$1/arch/x86/boot/bzImage" \
		-initrd "$guest/initramfs.gz" \
		-append 'console=ttyS0 panic=-1 loglevel=5' ||
		say "the guest '$1' did not end by itself"
	if ! tar -xf "$guest/out.tar" -C "$guest" 2>/dev/null; then
		say "the guest '$1' left nothing, its console ends with:"
		tail -n 40 "$guest/console" | tr -d '\r' >&2
		return 1
	fi
}
