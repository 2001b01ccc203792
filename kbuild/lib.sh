# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# What applying and taking back have in common. A kernel tree gets two things:
# new files, each a copy of one here, and patches to files that it has.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

die() {
	printf '%s\n' "$*" >&2
	exit 2
}

# The kernel's version as the names of the folders here have it: 6.12
kernel_version() { # KSRC
	local makefile=$1/Makefile

	[ -r "$makefile" ] || die "$1: error: not a kernel tree: no Makefile"
	sed -n '1,9{s/^VERSION = //p;s/^PATCHLEVEL = //p}' "$makefile" | paste -sd .
}

# The folder of patches for a tree, or an error that tells what there is.
patches_for() { # KSRC
	local version
	version=$(kernel_version "$1") || exit
	[ -d "$here/$version" ] ||
		die "$1: error: no patches for Linux ${version:-of an unknown version}:" \
		    "there are some for $(cd "$here" && printf '%s ' [0-9]*)"
	printf '%s\n' "$here/$version"
}

# Lines "FILE DESTINATION": the new files, and where in a kernel they go.
new_files() {
	local file

	for file in "$root"/plugin/*.[ch]; do
		printf '%s scripts/gcc-plugins/%s\n' "$file" "${file##*/}"
	done
	for file in "$root"/scripts/kas_alias/*.[ch] "$root"/scripts/kas_alias/*/*.[ch]; do
		printf '%s %s\n' "$file" "${file#"$root/"}"
	done
	(cd "$here/tree" && find . -type f) | sort | while read -r file; do
		printf '%s %s\n' "$here/tree/${file#./}" "${file#./}"
	done
}

# The files of the kernel that the patches change.
patched_files() { # PATCHES
	sed -n 's|^--- a/||p' "$1"/*.patch | sort -u
}

# Copy what the patches change to a scratch folder and patch it there.
# Succeeds only if every hunk fits without fuzz.
patch_copies() { # PATCHES KSRC SCRATCH [-R]
	local patches=$1 ksrc=$2 scratch=$3 reverse=${4-} file list

	mkdir -p "$scratch"
	while read -r file; do
		if [ ! -f "$ksrc/$file" ]; then
			echo "no file $file" >"$scratch.log"
			return 1
		fi
		mkdir -p "$scratch/$(dirname "$file")"
		cp -p "$ksrc/$file" "$scratch/$file"
	done < <(patched_files "$patches")

	list=("$patches"/*.patch)
	[ -z "$reverse" ] ||
		mapfile -t list < <(printf '%s\n' "${list[@]}" | sort -r)
	for file in "${list[@]}"; do
		patch -s -p1 -F0 --no-backup-if-mismatch ${reverse:+-R} -f \
			-r - -d "$scratch" -i "$file" >"$scratch.log" 2>&1 ||
			return 1
	done
}

# Put a file in its place, if it is not there already: an unchanged one keeps
# its time, so that make finds nothing to do.
install_file() { # FILE DESTINATION
	local file=$1 destination=$2

	cmp -s "$file" "$destination" && return
	mkdir -p "$(dirname "$destination")"
	cp "$file" "$destination.kas-new"
	chmod --reference="$([ -e "$destination" ] && echo "$destination" || echo "$file")" \
		"$destination.kas-new"
	mv "$destination.kas-new" "$destination"
	changed=$((changed + 1))
}

install_patched() { # PATCHES SCRATCH KSRC
	local file

	while read -r file; do
		install_file "$2/$file" "$3/$file"
	done < <(patched_files "$1")
}

# The number of files that installing wrote.
changed=0
