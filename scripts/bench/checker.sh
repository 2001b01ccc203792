# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
#
# checker: what kas_alias takes in the link of a kernel, against nm, which does no more
# than read the same symbol tables, and against objcopy, which takes the same symbols
# away: in processor time, in instructions, and in memory.

# vmlinux as the linker leaves it, before prune has looked at it: the last link of
# scripts/link-vmlinux.sh once more, with the flags that make saved.
link_vmlinux() { # OUTPUT
	local saved arguments=() flags kallsyms

	saved=$(sed -n 's/.*link-vmlinux\.sh \([^;]*\);.*/\1/p' .vmlinux*.cmd | head -n 1)
	eval "arguments=($saved)"
	kallsyms=$(printf '%s\n' .tmp_vmlinux[0-9]*.kallsyms.o | tail -n 1)
	read -ra flags <<<"${arguments[1]} ${arguments[2]}"
	"${arguments[0]}" "${flags[@]}" --script="$(echo arch/*/kernel/vmlinux.lds)" -o "$1" \
		--whole-archive vmlinux.o .vmlinux.export.o init/version-timestamp.o \
		--no-whole-archive "$kallsyms" 2>>"$scratch/stderr"
}

link_modules() { # FOLDER
	local module objects

	while read -r module; do
		read -ra objects <<<"$(objects_of x . "$module")"
		"${cross}ld" -r -o "$1/${module##*/}.ko" "${objects[@]:1}" || return
	done < <(modules_of alias)
}

# What the census of a build reads, an image a line, and its end.
list_of_objects() {
	echo vmlinux.o
	while read -r module; do
		objects_of x . "$module" | cut -d ' ' -f 2-
	done < <(modules_of alias)
	echo .
}

symbols_of() { # IMAGE
	"${cross}nm" "$1" | sed 's/.* //' | LC_ALL=C sort -u
}

# The tables of an image's symbols and of their names, in KiB.
table_kib() { # IMAGE
	local bytes=0 size

	while read -r size; do
		bytes=$((bytes + 16#$size))
	done < <("${cross}readelf" -SW "$1" | sed 's/^ *\[ *[0-9]*\]//' |
		awk '$1 == ".symtab" || $1 == ".strtab" { print $5 }')
	echo $((bytes / 1024))
}

compare_to_nm() { # MEASURE UNIT
	local reference figure steps=() passes

	reference=$("$1" "${nm[@]}")
	row "nm of vmlinux and ${#modules[@]} modules" "$reference" "$2" "$reference"
	for step in census prune prune_modules verify; do
		local -n command=$step
		figure=$("$1" "${command[@]}")
		row "${titles[$step]}" "$figure" "$2" "$reference"
		steps+=("$figure")
	done
	bar 'these four' "$(quotient "$(sum "${steps[@]}")" "$reference")" 1.5

	passes=$(find . -maxdepth 1 -name '.tmp_vmlinux[1-9]' | wc -l)
	row "prune again, at the $passes passes for kallsyms" \
		"$(product "$passes" "${steps[1]}")" "$2" "$reference"
	row 'objcopy --strip-symbols, what prune of vmlinux drops' "$("$1" "${strip[@]}")" "$2" "$reference"
}

compare_memory() {
	local tables step

	tables=$(table_kib "$area/vmlinux")
	row 'symbol table and string table of vmlinux' "$tables" KiB "$tables"
	for step in census prune verify; do
		local -n command=$step
		row "${titles[$step]}" "$(peak_memory "${command[@]}")" KiB "$tables"
		row '  of this not mapped from files' "$(peak_heap "${command[@]}")" KiB "$tables"
	done
	row "${titles[nm]}" "$(peak_memory "${nm[@]}")" KiB "$tables"
}

measure_checker() {
	local area=$PWD image=vmlinux modules census prune prune_modules verify strip nm
	local -A titles=(
		[census]='census of vmlinux.o and the objects of all modules'
		[prune]='prune of vmlinux, once'
		[prune_modules]='prune of the modules, a process each'
		[verify]='verify of vmlinux and all modules'
		[nm]='nm of vmlinux and all modules')

	need_kernels
	mkdir modules pruned
	cd "$build/alias" || return
	[ ! -e vmlinux.unstripped ] || image=vmlinux.unstripped
	link_vmlinux "$area/vmlinux"
	link_modules "$area/modules"
	list_of_objects >"$area/list"
	modules=("$area"/modules/*.ko)

	nm=("${cross}nm" "$area/vmlinux" "${modules[@]}")
	census=("$kas_alias" census --list "$area/list" --list-end=. -o "$area/names")
	prune=("$kas_alias" prune --names modules.symbfreq --image vmlinux
		-o "$area/pruned/vmlinux" "$area/vmlinux")
	(cd "$area/modules" && printf '%s\n' *.ko | sed 's/\.ko$//') >"$area/names-of-modules"
	prune_modules=(xargs -a "$area/names-of-modules" -I '{}' "$kas_alias" prune
		--names modules.symbfreq --image '{}' -o "$area/pruned/{}.ko" "$area/modules/{}.ko")
	"${prune[@]}" && "${prune_modules[@]}"
	verify=("$kas_alias" verify --names modules.symbfreq "$area/pruned/vmlinux"
		"$area"/pruned/*.ko)
	cmp -s <(symbols_of "$area/pruned/vmlinux") <(symbols_of "$image") ||
		die "$PWD/$image: error: another image than was linked here: build it again"
	comm -23 <(symbols_of "$area/vmlinux") <(symbols_of "$image") >"$area/needless"
	strip=("${cross}objcopy" --strip-symbols="$area/needless" "$area/vmlinux" "$area/stripped")

	heading "The checker, on Linux $KAS_KVER: processor time, nm = 1"
	compare_to_nm cpu_seconds s
	heading 'The same in instructions, nm = 1'
	compare_to_nm instructions M
	heading 'Peak memory, the tables = 1'
	compare_memory
}
