# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# Small kernels on which the rules of the build are tested, to be sourced. In
# $build/rules of the cache folder (see tests/kernel/lib.sh):
#
#   plain, plain.tree   a kernel and its source, without kas_alias
#   alias, alias.tree   the same with it, and with the option on
#
# and what single tests make there.
#
# Tests change the trees and put back what they changed; a run that was cut off
# leaves that to the next one.

# shellcheck source=tests/kernel/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../kernel/lib.sh"
# shellcheck source=tests/kernel/qemu.sh
. "$here/qemu.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

rules=$build/rules
small=$root/tests/rules/small.config

# A tree of its own for each kernel. What is not as in the original becomes so,
# and new to make; all else keeps its time.
prepare_tree() { # KIND ORIGINAL
	rsync -rlpc --delete "$2/" "$rules/$1.tree"
	cp "$2.stamp" "$rules/$1.tree.stamp"
}

# In this shell, not in one of check(): the trees are locked until it ends.
must_have_trees() {
	lock_cache
	must 'sources' prepare_trees
}

prepare_trees() {
	mkdir -p "$rules"
	unpack_source && apply_to_tree &&
	prepare_tree plain "$source_tree" && prepare_tree alias "$alias_tree"
}

# Take back what was changed in files of both trees.
restore() { # PATH...
	local path

	for path; do
		cp "$source_tree/$path" "$rules/plain.tree/$path"
		cp "$alias_tree/$path" "$rules/alias.tree/$path"
	done
}

# Configure a kernel below $rules, from fragments.
configure_small() { # KIND TREE FRAGMENT...
	local kind=$1 tree=$rules/$2.tree
	shift 2
	configure "rules/$kind" "$tree" "$small" "$@"
}

# Run make in a kernel's folder; its output goes to $log, where what it did can
# be looked at. Fails as make does.
log=$work/make.log
build_small() { # KIND TREE ARGUMENT...
	local kind=$1 tree=$2
	shift 2
	kernel_make "$rules/$tree.tree" O="$rules/$kind" "$@" >"$log" 2>&1 </dev/null
}

# ... as a step without which nothing that follows can be.
must() { # DESCRIPTION COMMAND...
	check "$@" && return
	[ ! -s "$log" ] || tail -n 30 "$log" | sed 's/^/# /'
	echo "Bail out! $1"
	exit 1
}

# A make that succeeds, or a failed test with the end of what it printed.
makes() { # KIND TREE ARGUMENT...
	build_small "$@" || { tail -n 20 "$log"; return 1; }
}

# What the last make did.
steps() {
	steps_in "$log"
}

# ... without the steps that only the option brings.
kernel_steps() {
	steps | grep -vE '^(CENSUS|VERIFY|ALIASES) '
}

# What the last make linked or counted anew. vmlinux can be a copy of what is
# linked.
linked() {
	steps | sed 's/^LD vmlinux\.unstripped$/LD vmlinux/' |
		grep -E '^(LD \[M\] .*\.ko|LD vmlinux|CENSUS .*|VERIFY .*)$'
}

# The files that a kernel consists of, with their checksums.
sums() { # KIND
	(cd "$rules/$1" && find . \( -name '*.ko' -o -name vmlinux -o -name System.map \
		-o -name modules.symbfreq -o -name Module.symvers -o -name System.aliases \) -type f |
		sort | xargs sha256sum)
}

# Does this kernel's build write a table of true paths?
has_table() {
	grep -q 'System\.aliases' "$rules/alias.tree/scripts/Makefile.symbfreq"
}

# Is a kernel what it was when its sums were taken?
is_as() { # KIND SUMS
	diff -u "$2" <(sums "$1")
}

# What of a kernel's folder was written after a file was.
written_since() { # KIND FILE
	(cd "$rules/$1" && find . -newer "$2" -type f ! -name '.tmp_*' | sort)
}

# A time later than that of all files there are, to compare files with.
mark_time() { # FILE
	sleep 0.02
	touch "$1"
	sleep 0.02
}

# The aliases of a name in an image.
aliases() { # KIND IMAGE NAME: with either separator
	nm "$rules/$1/$2" | sed -n "s/^.* \($3[@.][A-Za-z0-9]*_[A-Za-z0-9_]*\)$/\1/p" | sort
}

## Running one

# A small kernel in QEMU, with its modules and little else: what it says of its
# symbols and its memory goes to KIND.guest/out. Fails when it does not come so far.
boot_small() { # KIND
	local guest=$rules/$1.guest

	rm -rf "$guest"
	mkdir -p "$guest"
	modules_in_order "rules/$1" >"$guest/modules"
	make_small_initramfs "rules/$1" "$root/tests/rules/guest/init" </dev/null &&
		run_guest "rules/$1"
}
