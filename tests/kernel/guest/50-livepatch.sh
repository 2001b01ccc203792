# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154
#
# A livepatch of name_show() in drivers/rtc/sysfs.c, by its plain name, which
# is refused with sympos 0, by name and sympos, as ever, and by its alias.
#
# Needs CONFIG_LIVEPATCH.

name=/sys/class/rtc/rtc0/name
patch=/sys/kernel/livepatch/livepatch

read_name() { cat "$name"; }

# Tasks move over to the patched function one by one; those that do not, since they
# run on or sleep on, are signalled after 15 seconds.
wait_for_transition() {
	local tries=600

	while [ "$(cat "$patch/transition" 2>/dev/null)" = 1 ] && [ $tries -gt 0 ]; do
		tries=$((tries - 1))
		sleep 0.1
	done
	[ $tries -gt 0 ]
}

last_message() {
	dmesg | grep 'livepatch: ' | tail -n 1
}

original=$(read_name)

fails_because "a livepatch of the ambiguous name_show is refused" \
	"unresolvable ambiguity for symbol 'name_show'" last_message \
	insmod /lib/modules/x-livepatch-plain.ko
patches_name() { # BY
	succeeds "a livepatch by $1 is loaded" insmod "/lib/modules/x-livepatch-$1.ko"
	succeeds "it is complete" wait_for_transition
	is "$name is made by the new function" "$(read_name)" patched
	echo 0 >"$patch/enabled"
	succeeds "it is taken back" wait_for_transition
	is "$name is as before" "$(read_name)" "$original"
	succeeds "it is removed" rmmod livepatch
}

patches_name sympos
if [ "$KIND" = baseline ]; then
	fails_because "a livepatch by alias finds no symbol" \
		"not found in symbol table" last_message \
		insmod /lib/modules/x-livepatch-alias.ko
else
	patches_name alias
fi
