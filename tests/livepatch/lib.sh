# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# How klp-build is run on kernels of its own, to be sourced. It works in the tree of
# the kernel alone, so each kernel is built in its tree. In $build/livepatch of the
# cache folder (see tests/kernel/lib.sh), KIND being "plain" or "alias":
#
#   KIND          a tree, and what is built in it
#   KIND.klp      livepatches, and what klp-build printed
#   KIND.kernel   of the kernel that they are for: what is booted and loaded

# klp-build came with 6.19.
: "${KAS_KVER:=7.2}"

# shellcheck source=tests/kernel/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../kernel/lib.sh"
# shellcheck source=tests/kernel/qemu.sh
. "$here/qemu.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

livepatch=$build/livepatch
patches=$root/tests/livepatch/patches

# A tree that is new when what it is a copy of is another one. A kernel that was
# built in it by an older one is gone then.
make_tree() { # KIND ORIGINAL
	local tree=$livepatch/$1

	is_stamped "$tree.stamp" "$(cat "$2.stamp")" && return
	rm -rf "$tree" "$tree.stamp" "$tree.kernel" "$tree.klp"
	mkdir -p "$livepatch"
	run_logged "$tree.log" "copying the tree '$1'" rsync -a "$2/" "$tree" &&
	cp "$2.stamp" "$tree.stamp"
}

configure_tree() { # KIND FRAGMENT...
	local kind=$1
	shift
	configure "livepatch/$kind" "$livepatch/$kind" "$root/tests/rules/small.config" \
		"$root/tests/livepatch/klp.config" "$@"
}

# The names of the patches.
patch_names() {
	local patch

	for patch in "$patches"/*.patch; do
		basename "$patch" .patch
	done
}

# What klp-build's build of the kernel without patches was made of.
original_stamp() { # KIND
	cat "$livepatch/$1.stamp" "$livepatch/$1/fragments"
}

# Make a livepatch. The first one makes klp-build build the whole kernel, and that is
# kept for the others.
klp_build() { # KIND PATCH
	local tree=$livepatch/$1 klp=$livepatch/$1.klp short_circuit=()

	mkdir -p "$klp"
	rm -f "$klp/klp-$2.ko"
	! is_stamped "$klp/original" "$(original_stamp "$1")" || short_circuit=(--short-circuit=patched)
	run_logged "$klp/$2.log" "klp-build $2, '$1'" env -C "$tree" \
		scripts/livepatch/klp-build --keep-tmp "${short_circuit[@]}" \
		--output="$klp/klp-$2.ko" "$patches/$2.patch" || return
	original_stamp "$1" >"$klp/original"
	# What was made in between, to compare it, too.
	rm -rf "$klp/$2.diff"
	cp -r "$tree/klp-tmp/4-diff" "$klp/$2.diff"
}

# What klp-build found to have changed.
changes() { # KIND PATCH
	sed -n 's/^\(.*\.o: .* function: .*\)/\1/p' "$livepatch/$1.klp/$2.log" | sort
}

# The kernel that the livepatches are for, as it can be booted: once more, as klp-build
# made it, of the tree without patches. Kept is what is booted and loaded.
keep_kernel() { # KIND
	local tree=$livepatch/$1 kept=$livepatch/$1.kernel

	run_logged "$kept.log" "the kernel '$1' once more" kernel_make "$tree" -j"$(nproc)" \
		KLP_SYMIDS=1 KCFLAGS='-ffunction-sections -fdata-sections' all || return
	rm -rf "$kept"
	mkdir -p "$kept"
	(cd "$tree" && find . -name klp-tmp -prune -o -name '*.ko' -exec cp --parents -t "$kept" '{}' + &&
	 cp --parents "$boot_image" usr/gen_init_cpio modules.order vmlinux .config "$kept")
}

## The guest

boot_with_livepatches() { # KIND
	local kind=livepatch/$1.kernel guest=$livepatch/$1.kernel.guest name

	rm -rf "$guest"
	mkdir -p "$guest"
	modules_in_order "$kind" | sed 's/^i2c_stub$/& chip_addr=0x50/' >"$guest/modules"
	(cd "$livepatch/$1.klp" && printf '%s\n' klp-*.ko) |
		sed -n 's/^klp-\([^*]*\)\.ko$/\1/p' >"$guest/patches"
	{
		echo 'dir /patches 755 0 0'
		echo "file /etc/patches $guest/patches 644 0 0"
		while read -r name; do
			echo "file /patches/$name.sh $patches/$name.sh 644 0 0"
			echo "file /patches/klp-$name.ko $livepatch/$1.klp/klp-$name.ko 644 0 0"
		done <"$guest/patches"
	} | make_small_initramfs "$kind" "$root/tests/livepatch/guest/init" &&
		run_guest "$kind"
}
