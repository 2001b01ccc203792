# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# The disk of the guest, to be sourced behind tests/suite/lib.sh: a small system of a
# suite of Debian ($KAS_GUEST_SUITE [trixie]) with the tools of ./packages. It is made
# anew only when its recipe changes: this file, ./packages and inside/system.
# $KAS_CACHE/guest holds
#
#   SUITE         the system, as a folder
#   SUITE.image   ... and as a file system, which no guest writes to
#   SUITE.recipe  a sum over what they were made from
#   SUITE.log     how they were made

: "${KAS_GUEST_SUITE:=trixie}"

guest_root=$KAS_CACHE/guest/$KAS_GUEST_SUITE
guest_image=$guest_root.image
guest_here=$root/tests/guest

guest_packages() {
	grep -v '^#' "$guest_here/packages" | paste -sd , - | tr -s ,
}

guest_recipe() {
	{
		echo "$KAS_GUEST_SUITE"
		cat "$guest_here/image.sh" "$guest_here/packages" "$guest_here/inside/system"
	} | sha256sum | cut -d ' ' -f 1
}

debootstrap_guest() { # FOLDER
	local from

	from=$(mirror) || return
	contained mmdebstrap --mode=root --variant=minbase --include="$(guest_packages)" \
		--aptopt='APT::Install-Recommends "false"' \
		--aptopt='Acquire::Check-Valid-Until "false"' \
		--dpkgopt=force-unsafe-io \
		"$KAS_GUEST_SUITE" "$1" "deb $from $KAS_GUEST_SUITE main"
}

# The folder and, of it, the file system: mke2fs copies a folder into one without
# mounting anything. It has room for what the tools write while they run.
make_image() {
	local new=$guest_root.new recipe

	recipe=$(guest_recipe)
	is_stamped "$guest_root.recipe" "$recipe" && return
	rm -f "$guest_root.recipe" "$guest_image"
	mkdir -p "${guest_root%/*}"
	discard "$new"
	discard "$guest_root"
	run_logged "$guest_root.log" "making a system of $KAS_GUEST_SUITE" \
		debootstrap_guest "$new" || return
	"$guest_here/inside/system" "$new" || return
	mv "$new" "$guest_root"
	rm -f "$guest_image.new"
	truncate -s 4G "$guest_image.new"
	run_logged "$guest_root.mke2fs.log" 'making an image of it' \
		mke2fs -q -F -t ext4 -L kas_alias -E root_owner=0:0 -d "$guest_root" \
		"$guest_image.new" || return
	mv "$guest_image.new" "$guest_image"
	echo "$recipe" >"$guest_root.recipe"
}

# Compile something with the compilers and the libraries of the guest, but with the
# speed of this machine: a copy of FOLDER in the guest's system, where COMMAND is run;
# RESULT, a file there, goes to OUT.
build_in_guest_root() { # FOLDER OUT RESULT COMMAND...
	local folder=$1 out=$2 result=$3 copy=$guest_root/tmp/build status=0
	shift 3

	rm -rf "$copy"
	mkdir -p "$copy"
	cp -r "$folder/." "$copy"
	chroot "$guest_root" env -C /tmp/build PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" || status=$?
	[ $status != 0 ] || cp "$copy/$result" "$out" || status=$?
	rm -rf "$copy"
	return $status
}
