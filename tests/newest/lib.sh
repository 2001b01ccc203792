# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# The tests of kernel/ for the newest kernel that patches exist for, beside the
# usual one; to be sourced. It is a small one, to leave both together within half
# an hour. Its source may be in newer suites of Debian only, and is then out of
# reach some day: see tests/run for what that means.

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
KAS_KVER=$(cd "$tests/../kbuild" && printf '%s\n' [0-9]* | sort -V | tail -n 1)
export KAS_KVER KAS_CONFIG=small
unset KAS_SOURCE	# is that of the usual one

# Run the test of the same name, if the source is to be had.
run_for_newest() { # TEST
	local status log
	log=$(mktemp)

	# In a shell of its own: what is sourced is for one test only.
	bash -c '. "$1" && unpack_source' - "$tests/kernel/lib.sh" 2>&1 | tee "$log" >&2
	status=${PIPESTATUS[0]}
	if [ "$status" = 3 ]; then
		echo "1..0 # SKIP out of reach: $(tail -n 1 "$log")"
		rm -f "$log"
		exit 0
	fi
	rm -f "$log"
	exec "$tests/kernel/$1"
}
