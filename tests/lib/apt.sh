# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# apt with lists and a cache of its own, to be sourced: what the system's apt knows
# stays as it is, no root is needed to look up and download, and what is installed
# does not count.

# private_apt STATE apt-get|apt-cache ARGUMENT...: STATE is the folder for its
# files. A mirror that stands still serves some suites with a Release file that
# has expired; it is still signed.
private_apt() {
	local state=$1 tool=$2
	shift 2

	mkdir -p "$state/lists/partial" "$state/cache/archives/partial" &&
	"$tool" -o Dir::State::lists="$state/lists" -o Dir::Cache="$state/cache" \
		-o Dir::State::status=/dev/null -o APT::Sandbox::User= \
		-o Acquire::Check-Valid-Until=false "$@"
}
