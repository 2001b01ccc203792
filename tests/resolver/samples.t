#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# samples/probes/find-probe, up to what it hands to the kernel.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

mkdir bin probes
# shellcheck disable=SC2154
cp "$top/samples/probes/find-probe" probes
printf '#!/bin/sh\necho "$*"\n' >probes/kprobe-events
printf '#!/bin/sh\ncommand=$1; shift; exec "%s" "$command" --from="%s" "$@"\n' "$kas" "$work/kallsyms" >bin/kas_alias
chmod +x probes/* bin/*
PATH=$work/bin:$PATH

gives 0 'name_show@drivers_rtc_sysfs_c_26 cat /sys/x' '' 'one function of a file' \
	probes/find-probe rtc/sysfs.c:name_show cat /sys/x
gives 0 'name_show@drivers_rtc_sysfs_c_26 true' '' 'a line of a stack dump' \
	probes/find-probe ' name_show+0x12/0x50' true
gives 0 'unique_one true' '' 'a unique name' probes/find-probe unique_one true
gives 3 '' '*name_show@drivers_pnp_card_c_186*' 'several: a list of them, and no probe' \
	probes/find-probe vmlinux:name_show true
gives 1 '' '*nothing found*' 'none' probes/find-probe no_such_name true
gives 2 '' 'usage: find-probe QUERY COMMAND...' 'no command' probes/find-probe name_show
done_testing
