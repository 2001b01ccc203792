#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# One session in the guest, from a warning with an ambiguous frame to the function that
# is probed and patched. Prints the commands and what they printed.
set -u
# shellcheck source=tests/guest/inside/lib.sh
. /kas/inside/lib.sh
tidy 2>/dev/null
cd /tmp || exit

# Show a command and do it, in this shell.
do_it() { # COMMAND
	echo "# $1"
	eval "$1" 2>&1
	echo
}

dmesg -C
echo '# A driver warns. Which twin_store() was it?'
do_it 'echo x >/sys/kernel/twins/second'
do_it "dmesg | grep -A 4 'Call Trace' | sed 's/^\[[^]]*\] //'"
dmesg >/tmp/log
do_it "grep -m 1 'twin_store' /tmp/log | sed 's/^\[[^]]*\] //' | kas_alias decode"
do_it 'kas_alias find twin_store'
do_it 'kas_alias find --for=kprobe second.c:twin_store'
line=$(kas_alias find --for=kprobe second.c:twin_store)
event=$(event_of "$line")
do_it "$line"
do_it "echo 1 >$tracing/events/$event/enable"
do_it 'echo x >/sys/kernel/twins/first; echo x >/sys/kernel/twins/second'
do_it "grep -v '^#' $tracing/trace"
echo 0 >"$tracing/events/$event/enable"
do_it 'kas_alias find --for=livepatch rtc/sysfs.c:name_show'
do_it 'cat /sys/class/rtc/rtc0/name /sys/kernel/irq/1/name'
do_it 'insmod /kas/ko/livepatch-vmlinux.ko'
for _ in $(seq 120); do
	[ "$(cat /sys/kernel/livepatch/livepatch/transition)" = 1 ] || break
	sleep 0.5
done
do_it 'cat /sys/class/rtc/rtc0/name /sys/kernel/irq/1/name'
do_it 'echo 0 >/sys/kernel/livepatch/livepatch/enabled'
