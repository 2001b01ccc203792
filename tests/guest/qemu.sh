# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# How the guest with Debian in it is run, to be sourced behind tests/kernel/lib.sh and
# image.sh: QEMU, the image as a disk that forgets what is written to it, and folders
# of this machine that the guest mounts:
#
#   KIND.share    as "kas", on /kas: what runs there, and out/, its results, which are
#                 here as they come, so that a guest which dies has left something
#   others        read only, at their own paths: the build and the tree of the kernel,
#                 as /lib/modules/VERSION/build leads there

# The emulation in one thread keeps instructions that are patched while they run in
# step; see tests/kernel/qemu.sh.
debian_machine=(qemu-system-x86_64 -machine q35 -cpu max -accel "tcg,thread=single"
		-smp 2 -m 4096 -nodefaults -no-reboot -display none)

# What the kernel and systemd take for trouble when the machine below is busy: a timer
# that is late, a processor that does not come to its work, a unit that takes minutes.
patience=(no_timer_check nowatchdog rcupdate.rcu_cpu_stall_suppress=1
	  systemd.default_timeout_start_sec=1800 systemd.default_device_timeout_sec=1800)

# Run the guest with KERNEL, and an initramfs if it needs one. Succeeds when all that
# the guest had to do is done.
run_debian_guest() { # SHARE KERNEL PARAMETERS INITRD|'' [FOLDER]...
	local share=$1 kernel=$2 parameters=$3 initrd=$4 devices=() folder number=0
	shift 4

	rm -rf "$share/out"
	mkdir -p "$share/out"
	: >"$share/mounts"
	for folder; do
		number=$((number + 1))
		echo "kas$number $folder" >>"$share/mounts"
		devices+=(-virtfs "local,path=$folder,mount_tag=kas$number,security_model=none,readonly=on")
	done
	run_logged "$share.qemu.log" "running Debian with ${kernel##*/build/}" \
		timeout --foreground "${KAS_GUEST_SECONDS:-5400}" \
		"${debian_machine[@]}" \
		-serial "file:$share.console" \
		-drive "file=$guest_image,format=raw,if=virtio,snapshot=on" \
		-virtfs "local,path=$share,mount_tag=kas,security_model=none" \
		"${devices[@]}" -kernel "$kernel" ${initrd:+-initrd "$initrd"} \
		-append "root=/dev/vda rw console=ttyS0 panic=-1 loglevel=4 systemd.show_status=0 ${patience[*]} $parameters" ||
		say 'the guest did not end by itself'
	if [ ! -e "$share/out/done" ]; then
		say "the guest did not come to its end, its console ends with:"
		tail -n 40 "$share.console" | tr -d '\r' >&2
		return 1
	fi
}
