#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The same sources make the same kernel, byte for byte: in the tree and aside of
# it, below another path, through a link, with other numbers of jobs, from a
# compiler cache. And no path of the machine is in it.
set -u
# shellcheck source=tests/rules/lib.sh
. "$(dirname "$0")/lib.sh"

option=$root/tests/kernel/config/kas_alias.config

# The kernel in a folder, when it was built, is the reference; takes it away.
is_the_same() { # WHAT KIND
	check "$1: the same vmlinux, modules and counts" is_as "$2" "$work/reference"
	rm -rf "${rules:?}/$2"
}

# Build aside of a tree, with further arguments for make, and compare.
same_aside() { # WHAT KIND TREE ARGUMENT...
	local what=$1 kind=$2 tree=$3
	shift 3
	say "reproducible: $what"
	rm -rf "${rules:?}/$kind"
	configure_small "$kind" "$tree" "$option"
	check "$what: built" makes "$kind" "$tree" "$@"
	is_the_same "$what" "$kind"
}

make_inside() { # TREE ARGUMENT...
	make -C "$rules/$1" "${@:2}" >"$log" 2>&1 </dev/null || { tail -n 20 "$log"; return 1; }
}

module_aliases() { # TREE
	nm "$rules/$1"/drivers/i2c/i2c-{core,dev}.ko | sed -n 's/^[^ ]* //; /@/p' | sort
}

# Build in a tree, which is removed then.
same_inside() { # WHAT TREE ARGUMENT...
	local what=$1 tree=$2
	shift 2
	say "reproducible: $what"
	cp "$rules/alias/.config" "$rules/$tree"
	check "$what: built" make_inside "$tree" "$@" olddefconfig all
	# A part of the kernel, as if it were an external module, is none.
	module_aliases "$tree" >"$work/aliases"
	touch "$rules/$tree/drivers/i2c/i2c-core-base.c"
	check "$what: make M=drivers/i2c" make_inside "$tree" M=drivers/i2c
	is "$(steps | grep '^CC' | grep -vE '/(.*\.mod|\.module-common)\.o$')" \
		'CC [M] drivers/i2c/i2c-core-base.o' "$what: ... compiles what was touched"
	check "$what: ... and the aliases stay" \
		diff -u "$work/aliases" <(module_aliases "$tree")
	# For modpost it is external, and not marked as of the tree.
	check "$what: make again" make_inside "$tree" "$@"
	rm "$rules/$tree/drivers/i2c/Module.symvers"
	is_the_same "$what" "$tree"
}

copy_tree() { # TO
	rm -rf "${rules:?}/$1"
	mkdir -p "$(dirname "$rules/$1")"
	cp -a "$rules/alias.tree" "$rules/$1"
}

must_have_trees
must 'a kernel is configured' configure_small alias alias "$option"
must 'a kernel is built' makes alias alias -j2
sums alias >"$work/reference"

copy_tree elsewhere/some.other-tree
same_inside 'in a copied tree, -j8' elsewhere/some.other-tree -j8

ln -sfn alias.tree "$rules/link.tree"
cp "$rules/alias.tree.stamp" "$rules/link.tree.stamp"
same_aside 'through a link, -j1' aside link -j1
rm "$rules/link.tree"

same_aside 'below the tree' alias.tree/kas-build alias -j3

# What the cache takes for the same must be, and what it does not find, too. To it
# the plugins, which each of these builds makes anew, are a part of the compiler: it
# has to look at what they hold, not when they were made. In another folder it would
# find little, as they have debug information, and that names the folder.
export CCACHE_DIR=$work/ccache CCACHE_CONFIGPATH=/dev/null CCACHE_COMPILERCHECK=content
same_aside 'ccache, cold' aside alias -j2 CC='ccache gcc'
same_aside 'ccache, warm' aside alias -j2 CC='ccache gcc'
check 'ccache, warm: it was of use' \
	bash -c 'ccache --print-stats | awk "/^direct_cache_hit/ { hits = \$2 } END { print hits; exit hits < 500 }"'
CCACHE_NODIRECT=1 same_aside 'ccache, warm, by preprocessed text' aside alias -j2 CC='ccache gcc'

# The names of the folders on the way to the sources.
tags=$(nm "$rules/alias/vmlinux" | sed -n 's/.*@//p')
check 'there are aliases' test "$(wc -l <<<"$tags")" -gt 100
tr / '\n' <<<"$rules" | grep -E '...' | while read -r folder; do
	echo "${folder//[^A-Za-z0-9]/_}"
done | grep -vxE 'kernel|alias' >"$work/folders"
check 'no alias tells where that was' bash -c '! grep -wFf "$0" <<<"$1"' "$work/folders" \
	"${tags//_/ }"
done_testing
