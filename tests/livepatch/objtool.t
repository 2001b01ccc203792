#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What klp-build makes of objects, without a kernel around them: those that patches/
# changes are linked into one, as if they were a module, and "objtool klp" finds
# what a patch changes in it. With aliases that has to be what it is without. This
# takes minutes; klp-build.t does the same with a whole kernel, and runs it.
set -u
# shellcheck source=tests/livepatch/lib.sh
. "$(dirname "$0")/lib.sh"

same_code=$root/.build/tests/same_code
objects=(kernel/reboot.o kernel/irq/irqdesc.o fs/proc/cmdline.o fs/drop_caches.o
	drivers/i2c/i2c-dev.o)
out=$livepatch/objects

compile() { # KIND FOLDER
	local object

	run_logged "$out/$1.log" "compiling, '$1', for ${2##*/}" kernel_make "$livepatch/$1" \
		-j"$(nproc)" KCFLAGS='-ffunction-sections -fdata-sections' "${objects[@]}" || return
	mkdir -p "$2"
	for object in "${objects[@]}"; do
		cp "$livepatch/$1/$object" "$2/${object##*/}" || return
	done
}

# A patch as klp-build applies it: what it leaves as it is keeps its line.
apply_patch() { # TREE PATCH [-R]
	"$1/scripts/livepatch/fix-patch-lines" "$2" | recountdiff |
		patch -s -p1 -d "$1" "${@:3}"
}

# The objects without patches, and with all of them: each patch is to one file.
compile_all() { # KIND
	local patch tree=$livepatch/$1 status=0

	compile "$1" "$out/$1/original" || return
	for patch in "$patches"/*.patch; do
		apply_patch "$tree" "$patch" || status=1
	done
	[ $status != 0 ] || compile "$1" "$out/$1/patched" || status=1
	for patch in "$patches"/*.patch; do
		apply_patch "$tree" "$patch" -R
	done
	return $status
}

# What tells objtool the form of aliases.
separator_of() { # KIND
	sed -n 's/^CONFIG_GCC_PLUGIN_KAS_ALIAS_SEPARATOR="\(.\)"$/--alias-separator=\1/p' \
		"$livepatch/$1/.config"
}

# Which object a patch changes.
patched_object() { # PATCH
	basename "$(sed -n 's|^--- a/\(.*\)\.c|\1.o|p' "$patches/$1.patch")"
}

# Link the objects as a module, the one that a patch changes with the change, and do
# what the build and klp-build do with it.
link_and_sum() { # KIND OUTPUT [PATCH]
	local kind=$1 output=$2 changed='' object list=()

	[ $# -lt 3 ] || changed=$(patched_object "$3")
	for object in "${objects[@]##*/}"; do
		if [ "$object" = "$changed" ]; then
			list+=("$out/$kind/patched/$object")
		else
			list+=("$out/$kind/original/$object")
		fi
	done
	# shellcheck disable=SC2046
	ld -r -o "$output" "${list[@]}" "$out/modinfo.o" &&
	"$livepatch/$kind/tools/objtool/objtool" --hacks=jump_label --hacks=noinstr \
		--hacks=skylake --ibt --prefix=16 --orc --retpoline --rethunk --static-call \
		--uaccess --link $(separator_of "$kind") "$output" &&
	"$livepatch/$kind/tools/objtool/objtool" klp checksum $(separator_of "$kind") "$output"
}

klp_diff() { # KIND PATCH
	local kind=$1 folder=$out/$1/$2

	rm -rf "$folder"
	mkdir -p "$folder"
	: >"$folder/Module.symvers"
	link_and_sum "$kind" "$folder/original.o" &&
	link_and_sum "$kind" "$folder/patched.o" "$2" || return
	# shellcheck disable=SC2046
	env -C "$folder" "$livepatch/$kind/tools/objtool/objtool" klp diff \
		$(separator_of "$kind") original.o patched.o livepatch.o >"$folder/log" 2>&1 ||
		{ cat "$folder/log"; return 1; }
}

prepare() { # KIND
	run_logged "$out/$1.log" "preparing '$1'" kernel_make "$livepatch/$1" -j"$(nproc)" \
		KCFLAGS='-ffunction-sections -fdata-sections' prepare
}

# The symbols that are looked up when a livepatch is loaded: .klp.sym.OBJECT.SYMBOL,POSITION
klp_symbols() { # KIND PATCH
	nm "$out/$1/$2/livepatch.o" | sed -n 's/.* \(\.klp\.sym\..*\)/\1/p' | sort
}

# How much there is to compare.
tell_sizes() { # PATCH
	local object=$out/alias/$1/livepatch.o

	echo "# $1: $(readelf -SW "$object" | grep -c '^ *\[ *[1-9]') sections," \
	     "$(readelf -sW "$object" | grep -c '^ *[1-9][0-9]*: ') symbols," \
	     "$(readelf -rW "$object" | grep -c ' R_X86_64_') relocations;" \
	     "$(paste -sd ';' "$out/alias/$1/log")"
	klp_symbols alias "$1" | sed 's/^/#   /'
}

mapfile -t names < <(patch_names)
lock_cache
step 'the source is there' unpack_source
step 'kas_alias is applied' apply_to_tree
mkdir -p "$out"
printf '%s\n' '.section .modinfo, "a"' '.asciz "license=GPL", "name=kas"' '.section .note.GNU-stack' | as -o "$out/modinfo.o" -

for kind in plain alias; do
	case $kind in
	plain)	original=$source_tree fragments=() ;;
	alias)	original=$alias_tree fragments=("$here/config/kas_alias.config") ;;
	esac
	step "there is a tree for the kernel '$kind'" make_tree "$kind" "$original"
	step "the kernel '$kind' is configured" configure_tree "$kind" "${fragments[@]}"
	step "the kernel '$kind' is prepared" prepare "$kind"
	step "the objects of '$kind' are compiled" compile_all "$kind"
done
check 'the objects have aliases' bash -c "nm '$out/alias/original/reboot.o' | grep ' type_show@'"
for name in "${names[@]}"; do
	for kind in plain alias; do
		check "$kind: objtool klp diff: $name" klp_diff "$kind" "$name"
	done
	check "$name: the same functions have changed" diff "$out"/{plain,alias}/"$name/log"
	is "$(klp_symbols alias "$name")" "$(klp_symbols plain "$name")" \
		"$name: the same symbols at the same positions are looked up"
	check "$name: the object for the livepatch is the same" \
		"$same_code" "$out"/{plain,alias}/"$name/livepatch.o"
	tell_sizes "$name"
done
done_testing
