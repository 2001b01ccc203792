#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What else the build of a kernel makes from symbols, of the two kernels that kernel.t
# has built: System.map, lists of exported symbols and of modules, what depmod
# makes of the modules, the bill of materials. All is as without the option, aliases
# aside.
set -u
# shellcheck source=tests/kernel/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

for kind in baseline alias; do
	[ -e "$build/$kind/vmlinux" ] ||
		{ echo "Bail out! $build/$kind/vmlinux: no kernel: run kernel.t first"; exit 1; }
done

# The linker's own, where it works around an erratum of arm64, is no alias.
stub='^e843419@[0-9a-f]*_[0-9a-f]*_[0-9a-f]*$'

# The types and names in System.map, by their address, without aliases; those at one
# address in the order of their names, as nm puts them.
map_of() { # KIND
	cut -d ' ' -f 2- "$build/$1/System.map" | awk '$2 !~ /@/ || $2 ~ /'"$stub"'/'
}

# An alias in System.map stands beside its symbol: what mksysmap drops goes with its
# alias.
aliases_have_symbols() {
	awk '{ name = $3; sub(/@.*/, "", name) }
	     $3 ~ /'"$stub"'/ { next }
	     $3 !~ /@/ { seen[$1, name] = 1; next }
	     { alias[NR] = $0; of[NR] = $1 SUBSEP name; count++ }
	     END {
		for (line in alias)
			if (!(of[line] in seen)) { print alias[line]; bad = 1 }
		exit bad || !count
	     }' "$build/alias/System.map"
}

files_made() { # KIND
	cd "$build/$1" &&
	find . -maxdepth 1 \( -name '*.symvers' -o -name 'modules.order' \
		-o -name 'modules.builtin*' \) | sort
}

install_modules() { # KIND
	kernel_make "$build/$1" modules_install INSTALL_MOD_PATH="$work/$1" >"$work/log" 2>&1 &&
	find "$work/$1" -name 'modules.symbols' | grep -q . || { tail -n 5 "$work/log"; return 1; }
}

# What depmod and the build have put beside the modules. The binary ones are made of
# these.
same_installed_files() {
	local count

	count=$(find "$work/baseline" -name '*.ko' | wc -l)
	[ "$count" -gt 5 ] &&
	diff -r --exclude='*.ko' --exclude=build --exclude=source --exclude=System.aliases \
		"$work"/{baseline,alias}/lib/modules
}

check 'System.map: the same plain symbols in the same order' \
	diff <(map_of baseline) <(map_of alias)
check '... which are many' test "$(map_of alias | wc -l)" -gt 10000
check '... and no alias without its symbol' aliases_have_symbols

# What mksysmap() of link-vmlinux.sh leaves of what nm says.
mksysmap_of() { # SEPARATOR <LINES
	(
		eval "$(sed -n '/^mksysmap()/,/^}/p' "$alias_tree/scripts/link-vmlinux.sh")"
		info() { :; }
		cat_input() { cat "$work/nm"; }
		cat >"$work/nm"
		NM=cat_input srctree=$alias_tree KAS_ALIAS_SEPARATOR=$1
		mksysmap image "$work/map"
	)
	cut -d ' ' -f 3 "$work/map" | paste -sd ' '
}

# Since 7.2 it drops names that can have aliases, at the level "all".
case $KAS_KVER in
6.*)	;;
*)	for separator in @ .; do
		is "$(mksysmap_of $separator <<-END
			ffffffff81000000 t name_show
			ffffffff81000000 t name_show${separator}drivers_rtc_sysfs_c_26
			ffffffff81000010 r __UNIQUE_ID_modinfo_12
			ffffffff81000010 r __UNIQUE_ID_modinfo_12${separator}init_main_c_7
			ffffffff81000020 r __UNIQUE_ID_other_13
			ffffffff81000020 r __UNIQUE_ID_other_13${separator}init_main_c_8
			END
		)" "name_show name_show${separator}drivers_rtc_sysfs_c_26 __UNIQUE_ID_other_13 __UNIQUE_ID_other_13${separator}init_main_c_8" \
			"mksysmap drops an alias with its symbol ($separator)"
	done ;;
esac

# Lines "PATH LINE NAME": what the table of true paths says of aliases with lines.
table_places() {
	awk -F '\t' '/^#/ || $3 == 0 { next }
		$2 == "-" { next }
		{ name = $1; sub(/@[A-Za-z0-9_]*$/, "", name); sub(/[.].*/, "", name)
		  print $2, $3, name }' "$build/alias/System.aliases"
}

# The sources judge: each path is that of a file, and of a variable the line holds the
# name; of a function the line is that of its body, and the name is a little before. A
# macro that makes names is given a part of them.
misplaced() {
	local path line name file lines

	table_places | while read -r path line name; do
		file=$alias_tree/$path
		[ -e "$file" ] || file=$build/alias/$path
		if [ ! -e "$file" ]; then
			echo "wrong: $path: no such file"
		elif [ "$line" -gt "$(wc -l <"$file")" ]; then
			echo "wrong: $path:$line: the file ends before"
		else
			lines=$(sed -n "$((line > 12 ? line - 12 : 1)),${line}p" "$file")
			[[ $lines == *"$name"* ]] && continue
			has_part "$name" "$lines" && echo "made: $path:$line: $name" ||
				echo "wrong: $path:$line: $name"
		fi
	done
}

has_part() { # NAME LINES
	local part

	case $1 in	# what module_init(), module_exit() and __print_symbolic() call theirs
	init_module)	[[ $2 == *__init* ]]; return ;;
	cleanup_module)	[[ $2 == *__exit* ]]; return ;;
	symbols)	[[ $2 == *EVENT* ]]; return ;;
	esac
	for part in ${1//_/ }; do
		[ ${#part} -lt 2 ] || ! grep -qiF -e "$part" <<<"$2" || return 0
	done
	return 1
}

# Since 7.2.
if grep -q 'System\.aliases' "$alias_tree/scripts/Makefile.symbfreq"; then
	table=$build/alias/System.aliases
	mapfile -t images < <(modules_of alias | sed "s|.*|$build/alias/&.ko|")
	nm "$build/alias/vmlinux" "${images[@]}" |
		awk '$3 ~ /@[A-Za-z0-9_]*$/ && $3 !~ /'"$stub"'/ { print $3 }' | sort -u >"$work/aliases"
	check 'the table of true paths has all aliases, and no other' \
		diff "$work/aliases" <(sed '/^#/d' "$table" | cut -f 1 | sort -u)
	is "$(cut -f 1 "$table" | uniq -d)" '' '... each with one place'
	is "$(awk -F '\t' '$2 == "-" && $3 != 0' "$table")" '' '... that is known, if the line is'
	misplaced >"$work/misplaced"
	is "$(grep '^wrong' "$work/misplaced")" '' '... in the source, where the name is, or what a macro makes it of'
	made=$(grep -c '^made' "$work/misplaced") all=$(table_places | wc -l)
	echo "# $all aliases with a line, $made of them of names that a macro makes"
	check '... most names as a whole' test $((made * 2)) -lt "$all"
fi

mapfile -t files < <(files_made alias)
is "${files[*]}" "$(files_made baseline | paste -sd ' ')" 'the same lists are made'
for file in "${files[@]}"; do
	check "$file is as without" cmp "$build"/{baseline,alias}/"$file"
done
for kind in baseline alias; do
	check "$kind: modules_install" install_modules "$kind"
done
check 'what is installed beside the modules is as without' same_installed_files

if [ -e "$build/alias/System.aliases" ]; then
	check 'the table of true paths is installed, too' \
		bash -c 'cmp "$1/System.aliases" "$2"/lib/modules/*/System.aliases' - "$build/alias" "$work/alias"
fi

# Since 7.2; it reads every command that the build has saved.
if [ -d "$source_tree/scripts/sbom" ]; then
	check 'make sbom' kernel_make "$build/alias" sbom
	check '... names sources' grep -q 'name_show\|sysfs\.c' "$build/alias/sbom-source.spdx.json"
fi
done_testing
