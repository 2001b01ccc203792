#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Modules of other people: some of Debian's packages for dkms, built with the package
# of headers.
set -u
# shellcheck source=tests/suite/lib.sh
. "$(dirname "$0")/../suite/lib.sh"
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

version=$(cat "$kernel/include/config/kernel.release")
headers=$work/headers/usr/src/linux-headers-$version
cache=$KAS_CACHE/dkms

# Modules follow the kernel: those of an older suite do not know the newest. So for that
# the packages are those of sid.
case $KAS_KVER in
7.*)	cache=$cache/sid ;;
esac

apt_of_sid() { # ARGUMENT...
	private_apt "$cache/apt" apt-get -q -o Dir::Etc::sourcelist="$cache/apt/sources.list" \
		-o Dir::Etc::sourceparts=/dev/null -o Acquire::Languages=none "$@"
}

prepare_sid() {
	local from

	from=$(mirror) && mkdir -p "$cache/apt" &&
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $from sid main" \
		>"$cache/apt/sources.list" && apt_of_sid update
}

download() { # PACKAGE
	case $cache in
	*/sid)	apt_of_sid download "$1" || { prepare_sid && apt_of_sid download "$1"; } ;;
	*)	apt-get -q -o APT::Sandbox::User=root download "$1" ;;
	esac
}

# Unpack a package, downloaded only once and not installed, to $cache/PACKAGE.
fetch() { # PACKAGE
	[ ! -d "$cache/$1" ] || return 0
	rm -rf "$cache/$1.new"
	mkdir -p "$cache/$1.new" && (cd "$cache/$1.new" && download "$1") &&
	dpkg -x "$cache/$1.new"/*.deb "$cache/$1.new/root" &&
	mv "$cache/$1.new/root" "$cache/$1" && rm -r "$cache/$1.new"
}

# The functions in a module, each with the number of its bearers there.
functions() { # MODULE
	nm "$1" | sed -nE 's/^[^ ]* [tT] ([^@]*)$/\1/p' | grep -v '^__pfx_' | count
}

aliased_functions() { # MODULE
	nm "$1" | sed -nE 's/^[^ ]* [tT] ([^@]*)@.*/\1/p' | count
}

count() {
	sort | uniq -c | awk '{ print $2, $1 }'
}

# Those that share their name with others there or in the kernel.
ambiguous_functions() { # MODULE
	functions "$1" | awk -v frequencies="$headers/modules.symbfreq" '
		BEGIN { FS = ":"; while (getline <frequencies) kernel[$1] = $2; FS = " " }
		$2 + kernel[$1] >= 2'
}

# Build what is in a package, and judge the module. What it wants of a kernel, this one
# need not have.
judge() { # PACKAGE MODULE OBJECTS
	local package=$1 folder=$work/$1 objects=$3
	local module=$folder/$2.ko
	set -- KBUILD_MODPOST_WARN=1

	cp -r "$cache/$package"/usr/src/* "$folder"
	check "$package is built" build "$headers" "$folder" "$@" || return
	is "$(steps | grep '^CC' | grep -vc '\.mod\.o$\|module-common')" "$objects" \
		"$package: ... of as many files as it should be"
	check "$package: the aliases are verified" \
		"$headers/scripts/kas_alias/kas_alias" verify \
		--names "$folder/modules.symbfreq" "$module"
	is "$(aliased_functions "$module")" "$(ambiguous_functions "$module")" \
		"$package: an alias for each function that shares its name"
	echo "# $package: $(functions "$module" | wc -l) names of functions," \
		"$(ambiguous_functions "$module" | wc -l) ambiguous;" \
		"$(nm "$module" | grep -c @) aliases, of data too"

	# Given both at once, Linux 7.2 writes a Makefile over the module's.
	check "$package: clean" build "$headers" "$folder" clean
	check "$package is built, all aliases kept" build "$headers" "$folder" \
		CONFIG_GCC_PLUGIN_KAS_ALIAS_KEEP_ALL=y "$@"
	is "$(aliased_functions "$module")" "$(functions "$module")" \
		"$package: an alias for each function"
	echo "# $package: $(nm "$module" | grep -c @) aliases"
}

check 'packages of the kernel are made' make_packages || exit
check 'the headers are unpacked' unpack_package headers "$work/headers" || exit
for package in acpi-call bbswitch lime-forensics; do
	if ! why=$(fetch "$package-dkms" 2>&1); then
		check "# SKIP $package-dkms cannot be downloaded: ${why//$'\n'/ }" true
		continue
	fi
	case $package in
	acpi-call)	judge acpi-call-dkms acpi_call 1 ;;
	bbswitch)	judge bbswitch-dkms bbswitch 1 ;;
	lime-forensics)	judge lime-forensics-dkms lime 5 ;;
	esac
done
done_testing
