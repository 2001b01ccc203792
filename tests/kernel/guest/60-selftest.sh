# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154
#
# The kernel's own test of kallsyms (CONFIG_KALLSYMS_SELFTEST), which looks up
# every name: begun at boot, and done by now or soon. It ends with "finish", or
# with "abort" when something was not as it should be.
#
# Needs CONFIG_KALLSYMS_SELFTEST.

selftest_end() {
	{
		cat /out/dmesg.before
		dmesg
	} | sed -n 's/.*kallsyms_selftest: \(finish\|abort\)$/\1/p'
}

[ "$KIND" = alias ] || return 0
tries=240
while [ -z "$(selftest_end)" ] && [ $tries -gt 0 ]; do
	tries=$((tries - 1))
	sleep 0.5
done
is "the kernel's test of kallsyms finds no fault" "$(selftest_end)" finish
