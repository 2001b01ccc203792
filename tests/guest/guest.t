#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Aliases in a system as people have it: Debian with systemd, in QEMU, with a kernel of
# $KAS_KVER [7.2] that has aliases with the separator $KAS_SEPARATOR ["@" or "."; both],
# BTF and DWARF. There each cell of cells/ tries one consumer of names on a function of
# vmlinux and on one of a module; a cell says yes only if the probe, the trace or the
# patch met the function that the alias names and not its namesake. What is expected is
# in ./expected; the table of what was found, in KIND.share/table.md of the build. See
# image.sh and qemu.sh for the system, tests/kernel/lib.sh for where things are kept.
set -u
: "${KAS_KVER:=7.2}"
export KAS_CONFIG=guest
guest_dir=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/suite/lib.sh
. "$guest_dir/../suite/lib.sh"
# shellcheck source=tests/kernel/lib.sh
. "$guest_dir/../kernel/lib.sh"
# shellcheck source=tests/guest/image.sh
. "$guest_dir/image.sh"
# shellcheck source=tests/guest/qemu.sh
. "$guest_dir/qemu.sh"
# shellcheck source=tests/guest/share.sh
. "$guest_dir/share.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

boot_image=arch/x86/boot/bzImage
[ "$(id -u)" = 0 ] || skip_all 'only root can make the system of the guest'

kind_of() { # SEPARATOR
	case $1 in
	@)	echo at ;;
	.)	echo dot ;;
	*)	die "KAS_SEPARATOR=$1: error: no separator: name @ or ." ;;
	esac
}

build_guest_kernel() { # KIND
	local kind=$1 separator_fragment=()

	[ "$kind" = at ] || separator_fragment=("$root/tests/matrix/config/$kind.config")
	step "object files of another plugin are gone, '$kind'" forget_objects_of_other_plugin "$kind"
	step "the kernel '$kind' is configured" configure "$kind" "$alias_tree" \
		"${fragments[@]}" "$here/config/kas_alias.config" "${separator_fragment[@]}"
	step "the kernel '$kind' is built" build_kernel "$kind" "$alias_tree"
}

# One test for each row of the table; a row that nobody expects fails.
judge_rows() { # KIND
	local share=$build/$1.share verdict what

	while IFS=$'\t' read -r verdict what; do
		check "$1: $what" test "$verdict" = ok
	done < <("$guest_dir/judge" "$guest_dir/expected" "$separator" "$share/out/rows")
}

judge_guest() { # KIND
	local share=$build/$1.share

	"$guest_dir/table" "$share/out" >"$share/table.md"
	sed 's/^/# /' "$share/out/facts"
	check "$1: systemd came up" grep -qxE 'systemd: (running|starting)' "$share/out/facts"
	check "$1: no unit failed" fails_to_find '^failed: ' "$share/out/facts"
	check "$1: all modules were loaded" cmp /dev/null "$share/out/modules"
	check "$1: there are aliases" fails_to_find . "$share/out/missing"
	judge_rows "$1"
	sed 's/^/# /' "$share/table.md"
	echo "# the table: $share/table.md, the transcript: $share/out/transcript"
}

# Does a file hold no such line, or is it not even there? Shows those that it has.
fails_to_find() { # REGEXP FILE
	! grep -sE "$1" "$2"
}

lock_cache
mapfile -t fragments < <(fragments)
step 'the source is there' unpack_source
step 'the image of the guest is there' make_image
step 'kas_alias is applied' apply_to_tree

for separator in ${KAS_SEPARATOR:-@ .}; do
	kind=$(kind_of "$separator") || exit
	build_guest_kernel "$kind"
	step "the guest of '$kind' has all that it needs" make_share "$kind"
	step "Debian runs with the kernel '$kind'" run_debian_guest "$build/$kind.share" \
		"$build/$kind/$boot_image" "$(boot_parameters "$kind")" '' \
		"$build/$kind" "$alias_tree"
	judge_guest "$kind"
done
done_testing
