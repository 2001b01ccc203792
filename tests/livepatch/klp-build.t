#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Livepatches that klp-build makes for a kernel with aliases are those that it makes
# for the same kernel without: the same functions, the same symbols at the same
# positions, and they take effect. patches/ has the patches; for each of them, *.sh
# shows what it changes: a text that says "patched" while the livepatch is there.
set -u
# shellcheck source=tests/livepatch/lib.sh
. "$(dirname "$0")/lib.sh"

same_code=$root/.build/tests/same_code

make_livepatches() { # KIND
	local name

	for name in "${names[@]}"; do
		check "$1: klp-build makes '$name'" klp_build "$1" "$name"
	done
}

# The objects of a patch that klp-build made, to be linked into its module.
same_objects() { # PATCH
	local object

	(cd "$livepatch/plain.klp/$1.diff" && find . -name '*.o' | sort) >"$work/objects"
	(cd "$livepatch/alias.klp/$1.diff" && find . -name '*.o' | sort) |
		diff "$work/objects" - || return
	test -s "$work/objects" || return
	while read -r object; do
		"$same_code" "$livepatch"/{plain,alias}.klp/"$1.diff/$object" || return
	done <"$work/objects"
}

# The symbols that are looked up when a livepatch is loaded: .klp.sym.OBJECT.SYMBOL,POSITION
klp_symbols() { # KIND PATCH
	nm "$livepatch/$1.klp/klp-$2.ko" | sed -n 's/.* \(\.klp\.sym\..*\)/\1/p' | sort
}

# How much there was to compare.
tell_sizes() { # PATCH
	local module=$livepatch/plain.klp/klp-$1.ko

	echo "# $1: $(readelf -SW "$module" | grep -c '^ *\[ *[1-9]') sections," \
	     "$(readelf -sW "$module" | grep -c '^ *[1-9][0-9]*: ') symbols," \
	     "$(readelf -rW "$module" | grep -c ' R_X86_64_') relocations," \
	     "$(readelf -sW "$livepatch/alias.klp/klp-$1.ko" | grep -c '@') aliases;" \
	     "$(changes alias "$1" | tr '\n' ';')"
	klp_symbols alias "$1" | sed 's/^/#   /'
}

compare_livepatches() {
	local name

	for name in "${names[@]}"; do
		is "$(changes alias "$name")" "$(changes plain "$name")" \
			"$name: klp-build finds the same functions changed"
		check "$name: klp-build makes the same objects" same_objects "$name"
		is "$(klp_symbols alias "$name")" "$(klp_symbols plain "$name")" \
			"$name: the same symbols at the same positions are looked up"
		check "$name: the module is the same but for its aliases" "$same_code" \
			"$livepatch"/{plain,alias}.klp/"klp-$name.ko"
		tell_sizes "$name"
	done
}

# Of what a guest saw of a patch: only while it was loaded, something was patched.
took_effect() { # FILE
	cat "$1"
	awk '
		match($0, /^(before|patched|after): /) {
			state = substr($0, 1, RLENGTH - 2)
			seen[state]++
			sub(/^[a-z]*: /, "")
		}
		/patched[ ,]/ { count[state]++ }
		END {
			exit !(seen["before"] && seen["patched"] && seen["after"] &&
			       count["patched"] && !count["before"] && !count["after"])
		}' "$1"
}

judge_guest() { # KIND
	local name

	for name in "${names[@]}"; do
		check "$1: $name: the livepatch is loaded, takes effect and goes away" \
			took_effect "$livepatch/$1.kernel.guest/out/$name"
	done
	check "$1: the static variable kept what it held" \
		grep -q 'told to be silent: 4' "$livepatch/$1.kernel.guest/out/static-local"
}

mapfile -t names < <(patch_names)
lock_cache
step 'the source is there' unpack_source

for kind in plain alias; do
	case $kind in
	plain)	original=$source_tree fragments=() ;;
	alias)	original=$alias_tree fragments=("$here/config/kas_alias.config")
		step 'kas_alias is applied' apply_to_tree ;;
	esac
	step "there is a tree for the kernel '$kind'" make_tree "$kind" "$original"
	step "the kernel '$kind' is configured" configure_tree "$kind" "${fragments[@]}"
	make_livepatches "$kind"
	step "the kernel '$kind' is built as it is" keep_kernel "$kind"
	check "$kind: it is the one that klp-build made livepatches for" \
		cmp "$livepatch/$kind.kernel/vmlinux" "$livepatch/$kind/klp-tmp/1-orig/vmlinux"
	step "the kernel '$kind' runs" boot_with_livepatches "$kind"
	judge_guest "$kind"
done
compare_livepatches

done_testing
