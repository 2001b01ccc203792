# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154
#
# Stack dumps, of functions of vmlinux and of modules that have an alias: kept
# for the host, to which those of a kernel without the option must be equal.

# What the kernel printed while a command ran, but for the time.
printed_by() { # COMMAND...
	dmesg -c >>/out/dmesg.before
	"$@" >/dev/null 2>&1
	dmesg | sed 's/^\[[^]]*\] //'
}

read_probed_files() {
	while read -r _ file; do
		cat "$file"
	done </etc/probes
}

for symbol in dev_driver_string sysfs_emit; do
	succeeds "a module probes $symbol" \
		insmod /lib/modules/kprobe.ko "symbol=$symbol"
	printed_by read_probed_files >/out/stack.$symbol
	rmmod kprobe
done

printed_by append /sys/kernel/twins/first x >/out/stack.warning
printed_by append /sys/kernel/twins/second x >>/out/stack.warning

if [ "$KIND" = alias ]; then
	alias=$(sed -n '1s/ .*//p' /etc/probes)
	succeeds "a module probes $alias" \
		insmod /lib/modules/kprobe.ko "symbol=$alias"
	printed_by read_probed_files >/out/stack.alias
	rmmod kprobe
	is "its handler has run once" \
		"$(grep -c "kprobe: $alias is entered" /out/stack.alias)" 1
fi

# Of all tasks, and of the processors.
printed_by append /proc/sysrq-trigger t >/out/stack.tasks
printed_by append /proc/sysrq-trigger l >>/out/stack.tasks
