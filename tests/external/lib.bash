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

# Does the tree of the kernel "alias" have all that is in this one?
tree_is_current() (
	tree=$alias_tree scratch=$work/patched
	# shellcheck source=kbuild/lib.sh
	. "$root/kbuild/lib.sh"
	while read -r file destination; do
		cmp -s "$file" "$tree/$destination" || return
	done < <(new_files)
	patch_copies "$here/$KAS_KVER" "$tree" "$scratch" -R
)

for kind in baseline alias; do
	[ -e "$build/$kind/modules.order" ] && [ -e "$build/$kind/vmlinux" ] ||
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

# The kernel once more, as far as building modules can tell, with files that can
# be taken away or exchanged.
link_kernel() { # FOLDER
	cp -as "$kernel" "$1"
}

# Exchange a file of a kernel that was linked for what is read.
exchange() { # FILE
	cat >"$1.new" && mv "$1.new" "$1"
}
