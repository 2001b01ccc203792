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
#
# While a tree is changed, both hold what was in it and what will be. Each file is
# replaced as a whole, so each is in one of the states that these describe.

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
	for file in "$root"/scripts/kas_alias/*.[ch] "$root"/scripts/kas_alias/*/*.[ch]; do
		[ ! -e "$file" ] || printf '%s\t%s\n' "${file#"$root/"}" "$file"
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

## One file and its patches

# Cut a folder of patches into SCRATCH/FILE.NNNN.diff, for each file what changes
# it, in order.
cut_patches() { # PATCHES SCRATCH
	mkdir -p "$2"
	cat "$1"/*.patch | KAS_TO=$2 awk '
		/^diff --git a\// {
			file = $3
			sub(/^a\//, "", file)
			gsub(/\//, "%", file)
			out = sprintf("%s/%s.%04d.diff", ENVIRON["KAS_TO"], file, ++number[file])
		}
		/^-- $/ { out = "" }
		out { print > out }'
}

# Patch the file COPY, called FILE in the kernel. Succeeds only if every hunk fits
# without fuzz; COPY is not to be used else.
patch_copy() { # CUT FILE COPY [-R]
	local diffs diff

	mapfile -t diffs < <(printf '%s\n' "$1/${2//\//%}".[0-9][0-9][0-9][0-9].diff |
		if [ "${4-}" ]; then sort -r; else sort; fi)
	for diff in "${diffs[@]}"; do
		[ -e "$diff" ] || continue
		patch -s -F0 --no-backup-if-mismatch ${4:+-R} -f -r - -i "$diff" "$3" \
			>/dev/null 2>&1 || return
	done
}

## A tree

# Write a file as it is without patches, which it has all of or none: those that
# left it as it is, by their record; or any that can be taken back; or any that fit.
plain_copy() { # SCRATCH FILE CURRENT
	local copy=$1/plain/$2 cuts cut sum
	sum=$(sha256sum <"$3")

	mapfile -t cuts < <(
		grep -lxF -- "${sum%% *}  $2" "$1"/cuts/*/sums 2>/dev/null || :
		compgen -G "$1/cuts/*/${2//\//%}.0001.diff"
	)
	for cut in "${cuts[@]%/*}"; do
		cp "$3" "$copy" && patch_copy "$cut" "$2" "$copy" -R && return
	done
	for cut in "${cuts[@]%/*}"; do
		cp "$3" "$copy" && patch_copy "$cut" "$2" "$copy" && cp "$3" "$copy" && return
	done
	rm -f "$copy"
	return 1
}

# Write the files that PATCHES and those on record change, as they are without any
# of them, to SCRATCH/plain. The rest of SCRATCH is for cutting patches. Those that
# cannot be told are in SCRATCH/misfits.
plain_files() { # KSRC PATCHES SCRATCH
	local ksrc=$1 scratch=$3 patches file cut all=("$2")

	mkdir -p "$scratch/plain" "$scratch/cuts"
	for patches in "$ksrc"/.kas_alias/*/; do
		[ ! -e "$patches" ] || all+=("${patches%/}")
	done
	for patches in "${all[@]}"; do
		cut=$scratch/cuts/${patches##*/}
		cut_patches "$patches" "$cut"
		[ ! -e "$patches/sums" ] || cp "$patches/sums" "$cut"
		patched_files "$patches"
	done | sort -u >"$scratch/files"

	while read -r file; do
		mkdir -p "$(dirname "$scratch/plain/$file")"
		{ [ -f "$ksrc/$file" ] && plain_copy "$scratch" "$file" "$ksrc/$file"; } ||
			printf '%s\n' "$file"
	done <"$scratch/files" >"$scratch/misfits"
	[ ! -s "$scratch/misfits" ]
}

# Write these files with PATCHES to SCRATCH/patched.
patched_copies() { # PATCHES SCRATCH
	local file scratch=$2

	cp -r "$scratch/plain" "$scratch/patched"
	cut_patches "$1" "$scratch/cut"
	while read -r file; do
		patch_copy "$scratch/cut" "$file" "$scratch/patched/$file" ||
			printf '%s\n' "$file"
	done < <(patched_files "$1") >"$scratch/misfits"
	[ ! -s "$scratch/misfits" ]
}

# Put a file in its place, if it is not there already: an unchanged one keeps
# its time, so that make finds nothing to do.
install_file() { # FILE DESTINATION
	local file=$1 destination=$2

	cmp -s "$file" "$destination" && return
	mkdir -p "$(dirname "$destination")"
	cp "$file" "$destination.kas-new"
	if [ -e "$destination" ]; then
		chmod --reference="$destination" "$destination.kas-new"
	else
		chmod 644 "$destination.kas-new"
	fi
	mv "$destination.kas-new" "$destination"
	changed=$((changed + 1))
}

# Install what a folder holds.
install_copies() { # FOLDER KSRC
	local file

	while read -r file; do
		install_file "$1/$file" "$2/$file"
	done < <(cd "$1" && find . -type f -printf '%P\n' | sort)
}

# Remove new files, of which there is a list, and the folders that held nothing else.
remove_files() { # KSRC <LIST
	local file

	while read -r file; do
		[ -e "$1/$file" ] || [ -e "$1/$file.kas-new" ] || continue
		rm -f "$1/$file" "$1/$file.kas-new"
		changed=$((changed + 1))
		(cd "$1" && rmdir -p --ignore-fail-on-non-empty "$(dirname "$file")" 2>/dev/null) || :
	done
}

# The new files that are on record, or none.
recorded_files() { # KSRC
	[ ! -e "$1/.kas_alias/files" ] || cat "$1/.kas_alias/files"
}

# What an interrupted run left half written.
remove_debris() { # KSRC <LIST
	local file

	while read -r file; do
		rm -f "$1/$file.kas-new"
	done
}

# The number of files that installing wrote.
changed=0
