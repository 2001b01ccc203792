# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# For tests that take the plugin's output further, to linker and checker; to be
# sourced. They run in a private directory, with the first native compiler of
# $TEST_COMPILERS.

# shellcheck source=tests/lib/tap.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/tap.sh"
# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"

kas=$top/scripts/kas_alias/kas_alias

# need COMMAND...: skip all tests where one is missing
need() {
	local command

	for command; do
		command -v "$command" >/dev/null || skip_all "no $command"
	done
}

use_native_compiler
if [ ! -e "$kas" ]; then
	echo "Bail out! $kas: error: not built: make test-objects"
	exit 1
fi
cd "$work" || exit

# compile FLAGS... [-- KEY[=VALUE]...]: with the plugin and these arguments
compile() {
	local flags=()

	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		flags+=("$1")
		shift
	done
	shift $(($# > 0))
	"${COMPILER:-$CC}" "-fplugin=$plugin" "${@/#/-fplugin-arg-kas_alias_plugin-}" "${flags[@]}"
}

# link OUTPUT INPUT...: a relocatable one, an image before its last link
link() {
	ld -r -o "$@"
}

# aliases FILE: the aliases in it, in order of their names, markers left aside.
# Not by nm, which shows what link-time optimisation will see where it can.
aliases() {
	readelf -sW "$1" |
		awk '$7 ~ /^[0-9]+$/ && $8 ~ /@/ { print $8 }' | sort
}

# prune NAMES FILE [OPTION...]: in place
prune() {
	local list=$1 file=$2
	shift 2
	"$kas" prune --names "$list" -o "$file" "$@" "$file"
}

# census_prune_verify FILE...: as a build does it, each FILE an image
census_prune_verify() {
	local file

	"$kas" census -o census "$@" || return
	for file; do
		prune census "$file" || return
	done
	"$kas" verify --names census "$@"
}

# each_has_one FILE...: as if all names were ambiguous, each definition that can
# have an alias has exactly one, at level "all"; the files stay as they are
each_has_one() {
	local file

	"$kas" census --level=all -o once "$@" || return
	sed 's/:1$/:2/' once >twice
	for file; do
		"$kas" prune --level=all --names twice -o whole "$file" &&
			"$kas" verify --level=all --names twice whole || return
	done
}

# fails_with MESSAGE COMMAND...: does the command fail and say that?
fails_with() {
	local message=$1 status=0
	shift
	"$@" >output 2>&1 || status=$?
	cat output
	[ $status -ne 0 ] && grep -qF -- "$message" output
}
