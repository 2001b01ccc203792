# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# What applying and taking back have in common. A kernel tree gets two things:
# new files, each a copy of one here, and patches to files that it has.
#
# The folder .kas_alias in the tree tells what is in it, so that any later version
# of this project can take it out or bring it up to date, and so that whoever was
# interrupted can go on:
#
#	files		the new files, a line each
#	SUM/*.patch	the patches, by a checksum over them
#	SUM/sums	checksums of the files that they changed, with the change
#	SUM/version	the version of the kernel that they were applied to
#	new/		what is about to be moved into its place
#
# While a tree is changed, both hold what was in it and what will be. Each file is
# replaced as a whole, so each is in one of the states that these describe.

# Names are in one order, and what is new can be read by everyone, whoever writes it.
export LC_ALL=C
umask 022
shopt -s nullglob dotglob

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
# shellcheck disable=SC2034
tab=$'\t'

die() {
	printf '%s\n' "$*" >&2
	exit 2
}

# A program without which nothing fits is told as what it is.
for program in awk patch; do
	command -v "$program" >/dev/null ||
		die "$program: error: not found: install it (Debian: apt-get install ${program/#awk/mawk})"
done

## What there is

# The kernel's version as the names of the folders here have it: 6.12
kernel_version() { # KSRC
	local makefile=$1/Makefile version

	[ -r "$makefile" ] || die "$1: error: not a kernel tree: no Makefile: name the top of one as KSRC"
	version=$(sed -n '1,9{s/^VERSION = //p;s/^PATCHLEVEL = //p}' "$makefile" | paste -sd .)
	[[ $version =~ ^[0-9]+\.[0-9]+$ ]] ||
		die "$1: error: not a kernel tree: its Makefile tells no version: name the top of one as KSRC"
	printf '%s\n' "$version"
}

# The versions that there are patches for, the lowest first.
known_versions() {
	(cd "$here" && printf '%s\n' [0-9]*) | sort -V
}

# Those to be tried for a version: itself, or the nearest ones below and above.
candidates() { # VERSION
	local known below='' above=''

	while read -r known; do
		if [ "$known" = "$1" ]; then
			printf '%s\n' "$known"
			return
		elif [ "$(printf '%s\n' "$known" "$1" | sort -V | head -n 1)" = "$known" ]; then
			below=$known
		else
			above=${above:-$known}
		fi
	done < <(known_versions)
	printf '%s\n' ${below:+"$below"} ${above:+"$above"}
}

# Lines "DESTINATION<tab>FILE": the new files for a version, and where in a kernel
# they go.
new_files() { # VERSION
	local file tree

	for file in "$root"/plugin/*.[ch]; do
		printf 'scripts/gcc-plugins/%s\t%s\n' "${file##*/}" "$file"
	done
	for file in "$root"/scripts/kas_alias{,/*,_dwarf}/*.[ch]; do
		printf '%s\t%s\n' "${file#"$root/"}" "$file"
	done
	# The step of the BTF rule that this is for is that of newer kernels.
	[ ! -e "$here/$1/tree/scripts/kas_alias_btf" ] ||
		for file in "$root"/scripts/kas_alias_btf/*.[ch]; do
			printf '%s\t%s\n' "${file#"$root/"}" "$file"
		done
	for tree in "$here/tree" "$here/$1/tree"; do
		(cd "$tree" && find . -type f) | sort | while read -r file; do
			printf '%s\t%s\n' "${file#./}" "$tree/${file#./}"
		done
	done
}

# The files of the kernel that some patches change.
patched_files() { # PATCHES
	sed -n 's|^--- a/||p' "$1"/*.patch | sort -u
}

# The name of a folder of patches on record.
sum_of_patches() { # PATCHES
	cat "$1"/*.patch | sha256sum | cut -c 1-16
}

# The folders of patches on record.
recorded_patches() { # KSRC
	local sums
	for sums in "$1"/.kas_alias/*/sums; do
		printf '%s\n' "${sums%/sums}"
	done
}

# The new files that are on record, or none.
recorded_files() { # KSRC
	[ ! -e "$1/.kas_alias/files" ] || sort -u "$1/.kas_alias/files"
}

## Lists of files, a line each

files_in() { # FOLDER
	(cd "$1" && find . -type f -printf '%P\n') | sort
}

# Those that are there.
existing() { # FOLDER <LIST
	local file
	while read -r file; do
		[ ! -f "$1/$file" ] || printf '%s\n' "$file"
	done
}

copy_files() { # FROM TO <LIST
	local to
	mkdir -p "$2"
	to=$(realpath "$2")
	(cd "$1" && xargs -rd '\n' cp --no-preserve=mode --parents -t "$to")
}

checksums() { # FOLDER <LIST
	(cd "$1" && xargs -rd '\n' sha256sum 2>/dev/null) | sort
}

# The files of a folder that differ from those of a tree, or that it has not got.
differing() { # FOLDER KSRC
	comm -23 <(files_in "$1" | checksums "$1") <(files_in "$1" | checksums "$2") | cut -c 67-
}

## Files and their patches

# Write to TO those of the files in FROM that all the hunks of some patches fit
# without fuzz, with them; with -R, without them.
fit_patches() { # PATCHES FROM TO [-R]
	local rejected status=0

	patched_files "$1" | existing "$2" | copy_files "$2" "$3"
	printf '%s\n' "$1"/*.patch | sort ${4:+-r} | xargs -rd '\n' cat |
		patch -p1 -d "$3" -s -f -F0 --no-backup-if-mismatch ${4:+-R} >/dev/null 2>&1 ||
		status=$?
	# Which ones do not fit is told by the hunks that are left over.
	while read -r rejected; do
		rm -f "$3/$rejected" "$3/${rejected%.rej}"
	done < <(files_in "$3" | grep '\.rej$')
	# Patches that cannot be read fit nothing.
	[ "$status" -le 1 ] || rm -rf "${3:?}"/*
}

# Do some patches belong to a tree of this version? Those of earlier versions of
# this project do not tell.
is_for() { # PATCHES VERSION
	[ ! -e "$1/version" ] || [ "$(cat "$1/version")" = "$2" ]
}

# Lines "FILE<tab>FOLDER": which folder of SCRATCH has a file as it is without
# patches, which it has all of or none. The best guess comes first.
plain_choices() { # KSRC SCRATCH PATCHES...
	local ksrc=$1 scratch=$2 version number patches
	shift 2
	version=$(kernel_version "$ksrc")

	files_in "$scratch/now" | checksums "$scratch/now" >"$scratch/sums"
	number=0
	for patches; do
		fit_patches "$patches" "$scratch/now" "$scratch/back.$number" -R
		fit_patches "$patches" "$scratch/now" "$scratch/forth.$number"
		number=$((number + 1))
	done
	# Those that these patches left as they are, by their record; ...
	number=0
	for patches; do
		[ ! -e "$patches/sums" ] || grep -xFf "$scratch/sums" "$patches/sums" | cut -c 67- |
			existing "$scratch/back.$number" | sed "s/$/${tab}back.$number/"
		number=$((number + 1))
	done
	# ... any that can be taken back, or that fit; ...
	for ((number = 0; number < $#; number++)); do
		files_in "$scratch/back.$number" | sed "s/$/${tab}back.$number/"
	done
	for ((number = 0; number < $#; number++)); do
		files_in "$scratch/forth.$number" | sed "s/$/${tab}now/"
	done
	# ... and files that came with another version of the kernel, and have nothing
	# to do with the patches for that which was here before.
	for patches; do
		! is_for "$patches" "$version" || patched_files "$patches"
	done | sort -u >"$scratch/of-version"
	(cd "$scratch/now" && comm -23 "$scratch/files" "$scratch/of-version" |
		xargs -rd '\n' grep -LiE 'kas[-_]alias|symbfreq' | sed "s/$/${tab}now/")
}

# Write the files that PATCHES, if any, and those on record change, as they are
# without any of them, to SCRATCH/plain. Those that cannot be told are in
# SCRATCH/misfits.
plain_files() { # KSRC PATCHES SCRATCH
	local ksrc=$1 scratch=$3 all patches file folder

	mkdir -p "$scratch/now" "$scratch/plain"
	mapfile -t all < <(recorded_patches "$ksrc")
	for patches in "${all[@]}"; do
		patched_files "$patches" | existing "$ksrc"
	done >"$scratch/changed"
	if [ "$2" ]; then
		patched_files "$2" >>"$scratch/changed"
		[ -e "$ksrc/.kas_alias/$(sum_of_patches "$2")/sums" ] || all=("$2" "${all[@]}")
	fi
	sort -u "$scratch/changed" >"$scratch/files"
	while read -r file; do
		[ ! -e "$ksrc/$file" ] || [ -r "$ksrc/$file" ] ||
			die "$ksrc/$file: error: cannot be read: change its mode, or run this as its owner"
	done <"$scratch/files"

	existing "$ksrc" <"$scratch/files" | copy_files "$ksrc" "$scratch/now"
	plain_choices "$ksrc" "$scratch" "${all[@]}" |
		awk -F '\t' '!seen[$1]++' | sort >"$scratch/choices"
	cut -f 2 "$scratch/choices" | sort -u | while read -r folder; do
		sed -n "s/$tab$folder\$//p" "$scratch/choices" | copy_files "$scratch/$folder" "$scratch/plain"
	done
	cut -f 1 "$scratch/choices" | comm -13 - "$scratch/files" >"$scratch/misfits"
	[ ! -s "$scratch/misfits" ]
}

# Write these files with PATCHES to SCRATCH/patched.
patched_copies() { # PATCHES SCRATCH
	fit_patches "$1" "$2/plain" "$2/patched"
	patched_files "$1" | comm -13 <(files_in "$2/patched") - >"$2/misfits"
	[ ! -s "$2/misfits" ]
}

## A tree

# Before anything is touched: can these files be replaced, and the record?
check_folders() { # KSRC <LIST
	local file folder

	{ cat; cd "$1" && printf '%sfile\n' .kas_alias/ .kas_alias/*/; } | while read -r file; do
		folder=$1/$file
		while folder=${folder%/*}; [ ! -e "$folder" ]; do :; done
		[ -d "$folder" ] || die "$folder: error: in the way: not a folder"
		[ -w "$folder" ] && [ -x "$folder" ] ||
			die "$folder: error: cannot be written to: change its mode, or run this as its owner"
	done
}

# Write new files, of which there are lines "DESTINATION<tab>FILE", to a folder.
copy_new_files() { # FOLDER <LINES
	local lines folder
	lines=$(cat)

	cut -f 1 <<<"$lines" | sed 's|/[^/]*$||' | sort -u | while read -r folder; do
		mkdir -p "$1/$folder"
		sed -n "s|^$folder/[^/]*$tab||p" <<<"$lines" |
			xargs -d '\n' cp --no-preserve=mode -t "$1/$folder"
	done
}

# Put on record that a tree has PATCHES, or is going to have them.
record_patches() { # KSRC PATCHES VERSION SUMS
	local new
	new=$1/.kas_alias/new/$(sum_of_patches "$2")

	mkdir -p "$new"
	cp --no-preserve=mode "$2"/*.patch "$new"
	cp "$4" "$new/sums"
	printf '%s\n' "$3" >"$new/version"
	own_record "$1"
	move_into "$new" "$1/.kas_alias/${new##*/}"
}

# Put on record which new files a tree has, or is going to have.
record_files() { # KSRC <LIST
	mkdir -p "$1/.kas_alias/new"
	sort -u >"$1/.kas_alias/new/files"
	own_record "$1"
	mv -f "$1/.kas_alias/new/files" "$1/.kas_alias/files"
}

# What root writes belongs to whom the tree belongs to.
own_record() { # KSRC
	[ "$EUID" != 0 ] || chown -R --reference="$1" "$1/.kas_alias"
}

# Move a folder, or its files over those that are there, each in one step.
move_into() { # FOLDER DESTINATION
	local entry files=()

	if [ ! -e "$2" ]; then
		mv "$1" "$2"
		return
	fi
	for entry in "$1"/*; do
		if [ -d "$entry" ]; then
			move_into "$entry" "$2/${entry##*/}"
		else
			files+=("$entry")
		fi
	done
	[ ${#files[@]} = 0 ] || mv -f -t "$2" "${files[@]}"
}

# Replace these files of a tree by those in a folder; they keep owner and mode.
install_files() { # FOLDER KSRC <LIST
	local list new=$2/.kas_alias/new/tree
	list=$(cat)

	[ "$list" ] || return 0
	rm -rf "$new"
	copy_files "$1" "$new" <<<"$list"
	own_record "$2"
	(cd "$2" && existing . <<<"$list" | xargs -rd '\n' \
		cp --attributes-only --preserve=mode,ownership --parents -t .kas_alias/new/tree)
	move_into "$new" "$2"
}

# Remove new files, and the folders that held nothing else.
remove_files() { # KSRC <LIST
	local list
	list=$(cat)

	[ "$list" ] || return 0
	(
		cd "$1" || exit
		xargs -d '\n' rm -f <<<"$list"
		xargs -d '\n' dirname <<<"$list" | sort -u |
			xargs -d '\n' rmdir -p --ignore-fail-on-non-empty 2>/dev/null || :
	)
}
