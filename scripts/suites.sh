# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# What differs between Debian's suites, to be sourced: the names of the suites and
# the compilers that each of them has.

# Those that the tests can be run in, the oldest first.
# shellcheck disable=SC2034
suites=(bookworm trixie forky sid)

# The suite that this system is of; nothing if it is no Debian. sid calls itself
# by the name of the next release.
this_suite() {
	# shellcheck source=/dev/null
	(. "${OS_RELEASE:-/etc/os-release}" && [ "$ID" = debian ] && echo "$VERSION_CODENAME") 2>/dev/null
}

# The versions of GCC that a suite has with headers for plugins, the one that
# "gcc" is there last. Fails for a suite that is not known.
gcc_versions() { # SUITE
	case $1 in
	bookworm)	echo 11 12 ;;
	trixie)		echo 12 13 14 ;;
	forky | sid)	echo 13 14 15 16 ;;
	*)		return 1 ;;
	esac
}

# The newest of them on this system, which its cross compilers have too; nothing
# where the suite is not known.
newest_gcc() {
	local versions
	versions=$(gcc_versions "$(this_suite)") && echo "${versions##* }"
}

# The compiler of this system for a machine, as "aarch64-linux-gnu". Debian has no
# cross gcc without a version.
cross_gcc() { # MACHINE
	local version
	version=$(newest_gcc)
	echo "$1-gcc${version:+-$version}"
}

# The native compilers of this system's suite; of none that is known, "gcc".
suite_compilers() {
	local version

	if [ -z "$(newest_gcc)" ]; then
		echo gcc
		return
	fi
	for version in $(gcc_versions "$(this_suite)"); do
		echo "gcc-$version"
	done
}

# The compilers that the plugin is tested in: "unit", by "make check", or "arch",
# by "make check-arch". Fails for anything else.
test_compilers() { # unit | arch
	case $1 in
	unit)
		suite_compilers
		[ -z "$(newest_gcc)" ] || cross_gcc aarch64-linux-gnu ;;
	arch)
		cross_gcc arm-linux-gnueabihf
		cross_gcc riscv64-linux-gnu ;;
	*)
		return 1 ;;
	esac
}

# The kernels that the compilers of a suite are for: that of the suite, those after
# it, and on bookworm, or what is no Debian, the one before. An older kernel does
# not know what a newer compiler warns of.
kernels_of() { # SUITE
	case $1 in
	forky | sid)	echo 7.2 ;;
	trixie)		echo 7.2 6.12 ;;
	*)		echo 7.2 6.12 6.1 ;;
	esac
}

# Has this system a Rust that is new enough for Linux 7.2, 1.85?
has_rust() {
	case $(this_suite) in
	trixie | forky | sid)	echo yes ;;
	*)			echo no ;;
	esac
}
