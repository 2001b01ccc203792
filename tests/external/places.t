#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Wherever a module lies and however make is told, its aliases are the same, and
# none tells of a folder above the module's.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

# A folder as an alias would have it.
mangled() { # FOLDER
	echo "${1//[^A-Za-z0-9]/_}"
}

# Is there none of the folders in a symbol of these objects?
tells_no_folder() { # OBJECT...
	local forbidden

	nm "$@" | grep -v ':$' >"$work/symbols"
	[ -s "$work/symbols" ] || return
	# "odd" is what the folders of the module are called here.
	for forbidden in "$work" "$kernel" "$alias_tree" odd; do
		! grep -F "$(mangled "${forbidden#/}")" "$work/symbols" || return
	done
}

# One more place: the module is copied to FOLDER, and make called with M=M.
place() { # DESCRIPTION FOLDER M [ARGUMENT]...
	local description=$1 folder=$2 m=$3
	shift 3

	mkdir -p "$(dirname "$folder")"
	copy_module kinds "$folder"
	check "$description: the module is built" build "$work/kernel" "$m" "$@"
	is "$(aliases "$folder/many-kinds.ko")" "$(sort "$modules/kinds/expected")" \
		"$description: the aliases are the same"
	find "$folder" -name '*.o' -exec nm {} + | sed -n 's/^.* \([^ ]*@\)/\1/p' | sort \
		>"$work/unpruned.here"
	[ -e "$work/unpruned" ] || cp "$work/unpruned.here" "$work/unpruned"
	check "$description: ... and so are those of its objects" \
		diff -u "$work/unpruned" "$work/unpruned.here"
	check "$description: none tells of a folder" \
		tells_no_folder "$folder"/*.[k]o "$folder"/*.o "$folder"/*/*.o
	rm -rf "$folder"
}

link_kernel "$work/kernel"
place 'beside the kernel' "$work/odd" "$work/odd"
check '... where there are some more of objects than of the module' \
	test "$(wc -l <"$work/unpruned")" -gt "$(wc -l <"$modules/kinds/expected")"
place 'a slash behind it' "$work/odd" "$work/odd/"
place 'a path with dots' "$work/odd" "$work/kernel/../odd"
place 'below the kernel' "$work/kernel/drivers/odd" "$work/kernel/drivers/odd"
if [ "$KAS_KVER" = 6.1 ]; then
	echo '# 6.1 looks for a relative M= in the source tree'
else
	place 'relative' "$work/odd" ../odd
	place 'below it, relative' "$work/kernel/odd" ./odd
fi
place 'a dash and a dot in its name' "$work/odd-1.0+x~2/odd.d" "$work/odd-1.0+x~2/odd.d"
place 'a name in the form of an alias' "$work/odd@name_show_1" "$work/odd@name_show_1"
ln -s "$work/odd-real/module" "$work/odd-link"
place 'through a link' "$work/odd-real/module" "$work/odd-link"
ln -s kernel "$work/odd-kernel"
place 'with make in a link to the kernel' "$work/odd" "$work/odd" -C "$work/odd-kernel"

# A folder whose path, read as a pattern, is one of the kernel's own.
mkdir -p "$work/kernel/one/two"
place 'a path that is one of the kernel as a pattern' "$work/kernel/one/fat" ../kernel/one/fat
if [ "$KAS_KVER" != 6.1 ]; then
	place '... and a shorter one' "$work/fat" ../fat
fi

# Since 6.13 the results can go elsewhere, and make can be started elsewhere.
if grep -q KBUILD_EXTMOD_OUTPUT "$alias_tree/Makefile"; then
	copy_module kinds "$work/odd"
	check 'MO=: the module is built' build "$work/kernel" "$work/odd" "MO=$work/results"
	is "$(aliases "$work/results/many-kinds.ko")" "$(sort "$modules/kinds/expected")" \
		'MO=: the aliases are the same'
	check 'MO=: nothing is written beside the sources' \
		diff -r "$modules/kinds" "$work/odd"
	rm -rf "$work/results"
	mkdir "$work/results"
	check 'make -f: the module is built' env -C "$work/results" \
		make -f "$alias_tree/Makefile" "KBUILD_OUTPUT=$work/kernel" "M=$work/odd"
	is "$(aliases "$work/results/many-kinds.ko")" "$(sort "$modules/kinds/expected")" \
		'make -f: the aliases are the same'
fi

done_testing
