# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
#
# How the kernel test runs a guest: an initramfs of busybox, modules and
# guest/, which is /init; QEMU with two ports, the console and, once the guest is
# done, an archive of what it found.
#
# QEMU emulates the processor, in one thread: that needs no /dev/kvm, which may
# be absent, or there and hang; boots this kernel within seconds; and unlike
# the emulation in several threads it keeps instructions that are patched while
# they run (jump labels, ftrace) in step.

# The machine; how it is given the port for the results, which QEMU knows as
# "results" and the guest as $results_port; what it boots.
case $KAS_ARCH in
x86_64)
	debian_arch=amd64
	machine=(qemu-system-x86_64 -cpu max)
	results_device=(-serial chardev:results)
	results_port=/dev/ttyS1 console=ttyS0 boot_image=arch/x86/boot/bzImage ;;
arm64)
	# "virt" has one serial port. Pointer authentication as the architecture
	# defines it takes most of the time of an emulation.
	debian_arch=arm64
	machine=(qemu-system-aarch64 -machine virt -cpu "max,pauth-impdef=on")
	results_device=(-device virtio-serial-device
			-device "virtserialport,chardev=results")
	results_port=/dev/vport0p1 console=ttyAMA0 boot_image=arch/arm64/boot/Image ;;
esac

# The checks that a kernel gets, those of guest/ that it has the options for: a
# line "# Needs CONFIG_X." in a check names one. Those that it does not get go to
# KIND.guest/left-out, with the reason, which has to be that the option is none
# for this version and architecture, as .config does not even say that it is off.
select_checks() { # KIND
	local guest=$build/$1.guest config=$build/$1/.config check option

	: >"$guest/checks"
	: >"$guest/left-out"
	for check in "$here"/guest/[0-9]*.sh; do
		option=$(sed -n 's/^# Needs \(CONFIG_[A-Z0-9_]*\)\.$/\1/p' "$check")
		if [ -z "$option" ] || grep -qx "$option=y" "$config"; then
			echo "${check##*/}" >>"$guest/checks"
		elif grep -qw "$option" "$config"; then
			say "$config: error: $option is off, and ${check##*/} needs it"
			return 1
		else
			echo "${check##*/}: Linux $KAS_KVER has no $option on $KAS_ARCH" \
				>>"$guest/left-out"
		fi
	done
}

# Lines for the kernel's own gen_init_cpio, which makes an archive of them without
# being root for device nodes: what every guest has, INIT as /init.
initramfs_base() { # INIT
	local busybox

	busybox=$("$here/fetch-busybox" "$debian_arch") || return
	printf 'dir /%s 755 0 0\n' bin dev etc modules out proc sys
	echo 'nod /dev/console 600 0 0 c 5 1'
	echo 'nod /dev/null 666 0 0 c 1 3'
	echo 'nod /dev/ttyS1 600 0 0 c 4 65'
	echo "file /bin/busybox $busybox 755 0 0"
	echo 'slink /bin/sh busybox 777 0 0'
	echo "file /init $1 755 0 0"
}

# Make the archive of the lines in KIND.guest/initramfs.list.
pack_initramfs() { # KIND
	local guest=$build/$1.guest

	"$build/$1/usr/gen_init_cpio" "$guest/initramfs.list" | gzip -1 >"$guest/initramfs.gz"
}

initramfs_list() { # KIND FOLDER
	initramfs_base "$here/guest/init" || return
	printf 'dir /%s 755 0 0\n' lib lib/modules lib/kas tmp
	echo "file /bin/kprobe-events $root/samples/probes/kprobe-events 755 0 0"
	echo "file /lib/kas/lib.sh $here/guest/lib.sh 644 0 0"
	sed "s|.*|file /lib/kas/& $here/guest/& 644 0 0|" "$build/$1.guest/checks"
	(cd "$2" && find . -type f -printf "file /%P $2/%P 644 0 0\n") | sort
}

# Make the initramfs. FOLDER holds what it gets besides busybox and guest/: the
# modules, and the guest's etc/.
make_initramfs() { # KIND FOLDER
	select_checks "$1" &&
	initramfs_list "$1" "$2" >"$build/$1.guest/initramfs.list" &&
	pack_initramfs "$1"
}

# Make the initramfs of a guest with little in it: its modules, the list of them in
# KIND.guest/modules, and what lines of standard input add.
make_small_initramfs() { # KIND INIT <LINES
	local guest=$build/$1.guest module name

	initramfs_base "$2" >"$guest/initramfs.list" || return
	{
		echo "file /etc/modules $guest/modules 644 0 0"
		while read -r module; do
			name=$(basename "$module")
			echo "file /modules/${name//-/_}.ko $build/$1/$module.ko 644 0 0"
		done < <(modules_of "$1")
		cat
	} >>"$guest/initramfs.list"
	pack_initramfs "$1"
}

# Run the guest and unpack what it leaves into KIND.guest/out. Fails when it
# left nothing, with the end of its console.
run_guest() { # KIND [KERNEL-PARAMETER...]
	local guest=$build/$1.guest

	rm -rf "$guest/out" "$guest/out.tar" "$guest/console"
	run_logged "$guest/qemu.log" "running the kernel '$1'" \
		env -C "$guest" \
		timeout --foreground "${KAS_GUEST_SECONDS:-240}" \
		"${machine[@]}" -accel tcg,thread=single \
		-smp 2 -m 512 -nodefaults -no-reboot -display none \
		-serial file:console \
		-chardev file,id=results,path=out.tar "${results_device[@]}" \
		-kernel "$build/$1/$boot_image" -initrd initramfs.gz \
		-append "console=$console panic=-1 loglevel=5 ${*:2}" ||
		say "the guest '$1' did not end by itself"
	if ! tar -xf "$guest/out.tar" -C "$guest" 2>/dev/null; then
		say "the guest '$1' left nothing, its console ends with:"
		tail -n 40 "$guest/console" | tr -d '\r' >&2
		return 1
	fi
}

# Turn the results of a guest's checks into ones of this test.
import_results() { # KIND [LABEL]
	local label=${2:-$1} line

	while read -r line; do
		case $line in
		'ok '*)		check "$label: ${line#ok }" true ;;
		'not ok '*)	check "$label: ${line#not ok }" false ;;
		*)		echo "$line" ;;
		esac
	done <"$build/$1.guest/out/results"
}
