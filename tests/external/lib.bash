# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# For the tests of external modules, to be sourced. The modules are built in the
# private folder $work, against the kernels that tests/kernel/kernel.t has built
# and that stay as they are.

# shellcheck source=tests/kernel/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../kernel/lib.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

modules=$root/tests/external/modules
# shellcheck disable=SC2034
kernel=$build/alias

# What a version of the kernel does not have, is not asked of it.
kernel_has() { # PATH-IN-SOURCE
	[ -e "$alias_tree/$1" ]
}

# Does the tree of the kernel "alias" have all that is in this one?
tree_is_current() {
	is_stamped "$alias_tree.stamp" "$(tree_contents)"
}

for kind in baseline alias; do
	[ -e "$build/$kind/vmlinux" ] ||
		{ echo "Bail out! $build/$kind: no built kernel: run tests/kernel/kernel.t first"; exit 1; }
done
exec 9>>"$build/.lock"
flock -s 9	# with other tests of modules, but with none that builds kernels
tree_is_current ||
	{ echo "Bail out! $alias_tree: older than kbuild/: run tests/kernel/kernel.t first"; exit 1; }

# A copy of one of the modules here.
copy_module() { # NAME FOLDER
	cp -r "$modules/$1" "$2"
}

# Build an external module; what make prints is kept in $work/log as well.
build() { # KERNEL FOLDER [ARGUMENT]...
	local kernel=$1 folder=$2
	shift 2

	make -C "$kernel" M="$folder" "$@" 2>&1 | tee "$work/log"
	return "${PIPESTATUS[0]}"
}

# What Kbuild has done, as in "CC [M] main.o", from the output of make.
steps() {
	sed -nE 's|^  ([A-Z]+( \[M\])?) +([^ ]*/)*([^ /]+)$|\1 \4|p' "$work/log"
}

# The aliases in some objects, but for those of what Kbuild itself adds to each
# module.
aliases() { # OBJECT...
	nm "$@" | sed -nE 's/^.* ([^ ]+@[^ ]+)$/\1/p' |
		grep -vE '^(__this_module|orc_header|init_module|cleanup_module)@' | sort
}

same_symbols() { # MODULE MODULE
	test -s "$1" && diff -u <(nm "$1") <(nm "$2")
}

# The Makefile of a kernel names the folder that it is in. With the one that it was
# copied from, Linux 7.2 builds right there.
settle_makefile() { # FOLDER
	sed "s|^\(export KBUILD_OUTPUT = \).*|\1$1|" "$kernel/Makefile" >"$1/Makefile.new" &&
		mv "$1/Makefile.new" "$1/Makefile"
}

# The kernel once more, as far as building modules can tell, with files that can
# be taken away or exchanged.
link_kernel() { # FOLDER
	cp -as "$kernel" "$1" && settle_makefile "$1"
}

# Exchange a file of a kernel that was linked for what is read.
exchange() { # FILE
	cat >"$1.new" && mv "$1.new" "$1"
}

packages=$build/packages

# What the packages are made from, as far as they matter here.
packages_made_from() {
	(cd "$kernel" && sha256sum .config System.map modules.symbfreq modules.order)
	(cd "$alias_tree" && find Makefile scripts -type f ! -path 'scripts/kconfig/*' |
		sort | xargs -d '\n' sha256sum)
}

# Debian's packages of the kernel, as the kernel's own "make bindeb-pkg" makes them.
# Done in a copy, which is in the way of nothing that is built where the kernel is.
make_packages() {
	exec 8>>"$packages.lock"
	flock 8
	packages_made_from >"$work/made-from"
	cmp -s "$work/made-from" "$packages/made-from" && return

	rm -rf "$packages"
	mkdir "$packages"
	rsync -a "$kernel/" "$packages/kernel" && settle_makefile "$packages/kernel" &&
	KDEB_COMPRESS=none run_logged "$packages/log" 'make bindeb-pkg' \
		make -C "$packages/kernel" -j"$(nproc)" bindeb-pkg || return
	mv "$work/made-from" "$packages/made-from"
}

# Unpack one of the packages.
unpack_package() { # NAME FOLDER
	local found=("$packages/linux-$1-"*.deb)

	[ ${#found[@]} = 1 ] && dpkg -x "${found[0]}" "$2"
}

# Run a command that can see neither a kernel that was built here nor this tree.
alone() { # COMMAND...
	unshare_mounts bash -c '
		mount -t tmpfs none "$1" && mount -t tmpfs none "$2" && shift 2 && "$@"
	' - "$KAS_CACHE" "$root" "$@"
}

unshare_mounts() { # COMMAND...
	if [ "$(id -u)" = 0 ]; then
		unshare --mount "$@"
	else
		unshare --mount --map-root-user "$@"
	fi
}
