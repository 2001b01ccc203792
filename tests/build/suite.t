#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What can go wrong on the way to another suite of Debian, and to the source of a
# kernel there: one line each that says what to do, and nothing left behind. With
# stand-ins for apt; tests/suite/ has what needs a mirror.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

unset KAS_MIRROR KAS_SOURCE
export KAS_CACHE=$work/cache
mkdir "$work/bin"
PATH=$work/bin:$PATH

# stand_in NAME BODY: a command that is found before the real one
stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
	chmod +x "$work/bin/$1"
}

# prints STATUS TEXT WHAT COMMAND...: exactly these lines, and nothing is made
prints() {
	local status=0 output
	output=$("${@:4}" 2>&1 </dev/null) || status=$?
	is "$status:$output" "$1:$2" "$3"
}

## Suites

run=$top/tests/suite/run
prints 2 'lunch: error: no suite of Debian that is known here: there are bookworm trixie forky sid' \
	'an unknown suite' "$run" lunch make check
prints 2 'usage: tests/suite/run SUITE [COMMAND [ARGUMENT]...]' 'no suite' "$run"
prints 2 'no-such: error: no suite of Debian that is known here: there are bookworm trixie forky sid
make: *** [Makefile:N: check-unit] Error 2' '... by make' \
	bash -c 'set -o pipefail; make -C "$1" --no-print-directory check-unit SUITE=no-such 2>&1 |
		sed "s/Makefile:[0-9]*/Makefile:N/"' - "$top"
stand_in id 'echo 1000'
prints 1 "tests/suite/run: error: only root can make and enter a system of another suite; do:
  sudo $run sid make check-kernel KVER=7.2 V=a\\ b" 'without rights: the command to run' \
	"$run" sid make check-kernel KVER=7.2 'V=a b'
rm "$work/bin/id"
check 'nothing was made' test ! -e "$KAS_CACHE"

## The mirror, as apt is told of it

sources() { # NAME
	mkdir -p "$work/etc/parts"
	rm -f "$work/etc/list" "$work/etc/parts"/*
	printf 'Dir::Etc::sourcelist "%s";\nDir::Etc::sourceparts "%s";\n' \
		"$work/etc/list" "$work/etc/parts" >"$work/etc/apt.conf"
	cat >"$work/etc/$1"
}

mirror() {
	APT_CONFIG=$work/etc/apt.conf bash -c '. "$1" && mirror' - "$top/tests/suite/lib.sh"
}

if command -v apt-get >/dev/null; then
	sources list <<-'END'
		# deb http://old.invalid/debian sid main
		deb http://tools.invalid/apt tools-bookworm main
		deb http://security.invalid/debian-security bookworm-security main
		deb [arch=amd64] https://mirror.invalid/some/debian bookworm main contrib
		deb http://tools.invalid/other tools-bookworm main
	END
	prints 0 https://mirror.invalid/some/debian 'in lines of sources.list' mirror
	sources parts/debian.sources <<-'END'
		Types: deb
		URIs: http://security.invalid/debian-security
		Suites: trixie-security
		Components: main

		Types: deb deb-src
		URIs: http://mirror.invalid/debian/
		Suites: trixie trixie-updates
		Components: main

		Types: deb
		URIs: http://backports.invalid/debian/
		Suites: trixie-backports
		Components: main
	END
	prints 0 http://mirror.invalid/debian 'in paragraphs of debian.sources' mirror
	sources list </dev/null
	prints 2 'apt: error: is configured for no mirror of Debian: name one, as KAS_MIRROR=http://HOST/debian' \
		'none' mirror
fi
KAS_MIRROR=file:///mirror prints 0 file:///mirror 'as it is named' mirror
rm -rf "$KAS_CACHE"

## The source of a kernel: apt knows of packages that are files of $known

known=$work/known
package() { # VERSION
	mkdir -p "$work/deb/DEBIAN" "$work/deb/usr/src" "$work/linux-$1"
	echo "VERSION = $1" >"$work/linux-$1/Makefile"
	tar -cJf "$work/deb/usr/src/linux-source-$1.tar.xz" -C "$work" "linux-$1"
	printf '%s\n' "Package: linux-source-$1" 'Version: 1' 'Architecture: all' \
		'Maintainer: none <none@localhost>' 'Description: none' >"$work/deb/DEBIAN/control"
	dpkg-deb --build "$work/deb" "$known/linux-source-${1}_1_all.deb" >/dev/null
	rm -r "$work/deb"
}

stand_in apt-cache "ls $known | sed 's/_.*//'"
stand_in apt-get "
	for last; do :; done
	case \$last in
	update)	[ -e $known ] || exit 1
		case \"\$*\" in
		*--print-uris*) echo \"'http://mirror.invalid/debian/dists/sid/InRelease' x 0\" ;;
		*/all/*)	mkdir -p $KAS_CACHE/suites/apt/all/lists &&
				touch $KAS_CACHE/suites/apt/all/lists/m_dists_sid_main_binary-all_Packages ;;
		esac ;;
	*)	cp $known/\${last}_* . ;;
	esac"

fetch=$top/tests/suite/fetch-source
patches=$(cd "$top/kbuild" && echo [0-9]*)
mkdir "$known"
package 6.12
package 9.9
prints 0 "$work/to/linux-source-6.12.tar.xz" 'a source that is there' "$fetch" 6.12 "$work/to"
is "$(ls "$work/to")" linux-source-6.12.tar.xz 'and nothing else'
is "$(tar -xOf "$work/to/linux-source-6.12.tar.xz" linux-6.12/Makefile)" 'VERSION = 6.12' 'which is it'
prints 3 "linux-source-7.2: error: not in sid of http://mirror.invalid/debian: there are 6.12 9.9, and patches for $patches: take one of both, or set KAS_SOURCE to a tarball of Linux 7.2" \
	'one that the suites have no more' "$fetch" 7.2 "$work/none"
stand_in apt-get 'case "$*" in
	*--print-uris*) echo "'"'"'http://mirror.invalid/debian/dists/sid/InRelease'"'"' x 0" ;;
	esac
	exit 100'
rm -r "$known" "$KAS_CACHE"
prints 3 "linux-source-7.2: error: http://mirror.invalid/debian is out of reach, or has none of bookworm trixie forky sid: see $KAS_CACHE/suites/apt/log, try again or set KAS_MIRROR, or set KAS_SOURCE to a tarball of Linux 7.2" \
	'a mirror that is out of reach' "$fetch" 7.2 "$work/none"
is "$(ls "$work/none")" '' 'nothing is left of these'
prints 2 'usage: tests/suite/fetch-source KVER DIRECTORY' 'no version' "$fetch"

## ... and what the tests of a kernel do with it

source_of() { # KVER
	KAS_KVER=$1 bash -c '. "$1" && unpack_source' - "$top/tests/kernel/lib.sh"
}

prints 2 "$work/none.tar: error: cannot be read: set KAS_SOURCE to a tarball of Linux 7.2" \
	'a tarball that is not there' env KAS_SOURCE="$work/none.tar" bash -c '
	KAS_KVER=7.2; . "$1" && unpack_source' - "$top/tests/kernel/lib.sh"
mkdir "$work/linux" && echo 'VERSION = 8' >"$work/linux/Makefile"
tar -cf "$work/linux.tar" -C "$work" linux
unpacked=$KAS_CACHE/src/linux-source-8.8
mkdir -p "$unpacked.new" "$unpacked.fetched" && touch "$unpacked.new/half"
check 'one after a run that was killed' env KAS_SOURCE="$work/linux.tar" bash -c '
	KAS_KVER=8.8; . "$1" && unpack_source' - "$top/tests/kernel/lib.sh"
is "$(cd "$KAS_CACHE/src" && find . ! -name '*.lock' ! -name '*.log' | sort)" ".
./linux-source-8.8
./linux-source-8.8.stamp
./linux-source-8.8/Makefile" 'is whole'
check 'and serves where there is no tarball' source_of 8.8
source_of 8.9 >"$work/out" 2>&1
is $? 3 'none to be had: a status of its own'
done_testing
