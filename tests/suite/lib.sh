# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Debian's suites beside the one of this system, to be sourced: where packages of
# them come from, and minimal systems of them in folders. $KAS_CACHE/suites holds
#
#   SUITE        the system: there as a whole or not at all
#   SUITE.home   what is bound into it as /srv/kas_alias: a copy of the project,
#                the cache of the tests that run there, and their /tmp
#   SUITE.log    how it was made
#   SUITE.new    one that is being made
#   apt          what apt knows of all suites

: "${KAS_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/kas_alias}"
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$KAS_CACHE/suites

# shellcheck source=scripts/suites.sh
. "$root/scripts/suites.sh"
# shellcheck source=tests/lib/apt.sh
. "$root/tests/lib/apt.sh"

die() {
	printf '%s\n' "$*" >&2
	exit 2
}

is_suite() { # NAME
	case " ${suites[*]} " in
	*" $1 "*)	[ -n "$1" ] ;;
	*)		return 1 ;;
	esac
}

# The mirror that apt is configured for here: where it gets a suite of Debian by
# its plain name, not one of security updates. Nothing is downloaded for that.
mirror() {
	local found names='bookworm|trixie|forky|sid|oldstable|stable|testing|unstable'

	if [ -n "${KAS_MIRROR-}" ]; then
		echo "$KAS_MIRROR"
		return
	fi
	found=$(private_apt "$folder/apt/none" apt-get --print-uris update 2>/dev/null |
		sed -nE "s#^'(.*)/dists/($names)/(In)?Release'.*#\1#p" | head -n 1)
	[ -n "$found" ] ||
		die 'apt: error: is configured for no mirror of Debian: name one, as KAS_MIRROR=http://HOST/debian'
	echo "$found"
}

# Run a command that takes its processes and its mounts with it when it ends, or
# when this shell does, be it killed: nothing of it is left to be cleaned up.
contained() { # COMMAND...
	local pid status=0

	# A shell lets what it starts aside ignore interrupts, and takes its input.
	env --default-signal=INT,QUIT setpriv --pdeathsig KILL \
		unshare --mount --propagation private --pid --fork --kill-child --mount-proc \
		"$@" <&0 &
	pid=$!
	trap 'kill -KILL $pid; exit 143' TERM INT HUP
	wait "$pid" || status=$?
	trap - TERM INT HUP
	return $status
}

# Remove the folder of a system, with what may still be mounted in it.
discard() { # FOLDER
	local mounted

	findmnt -rno TARGET | while read -r mounted; do
		mounted=$(printf '%b' "$mounted")
		[[ $mounted != "$1"/* ]] || echo "$mounted"
	done | tac | xargs -rd '\n' umount -l
	rm -rf --one-file-system "$1"
}

# Make the system of a suite, if it is not there: the essential packages, apt and
# make. What the tests need is installed in it by scripts/setup as on any machine.
make_suite() { # SUITE
	local suite=$1 new=$folder/$1.new from

	[ ! -d "$folder/$suite" ] || return 0
	from=$(mirror) || exit
	echo "making a system of $suite: $folder/$suite" >&2
	discard "$new"
	if ! contained mmdebstrap --mode=root --variant=apt --include=make,ca-certificates \
		--aptopt='Acquire::Check-Valid-Until "false"' \
		"$suite" "$new" "deb $from $suite main" >"$folder/$suite.log" 2>&1 </dev/null
	then
		discard "$new"
		die "$suite: error: cannot be made from $from: see $folder/$suite.log;" \
		    "if the mirror is out of reach or lacks it, name another, as KAS_MIRROR=http://HOST/debian"
	fi
	echo 'APT::Keep-Downloaded-Packages "false";' >"$new/etc/apt/apt.conf.d/99kas_alias"
	mkdir -p "$new/srv/kas_alias"
	mv "$new" "$folder/$suite"
}
