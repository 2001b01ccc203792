# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# A livepatch by the alias: see samples/livepatch, built for each symbol by guest.t. What
# the file of the function says is replaced, and what that of its namesake says is not.
module=/kas/ko/livepatch-$where.ko
recipe=$(recipe_for livepatch)
was=$(cat "$miss")
dmesg -C
if ! try "insmod $module"; then
	row livepatch no - "$recipe" "$reason $(dmesg | grep livepatch: | tail -n 1 | sed 's/^\[[^]]*\] //')"
	return 0
fi
for _ in $(seq 120); do
	[ "$(cat /sys/kernel/livepatch/livepatch/transition)" = 1 ] || break
	sleep 0.5
done
now="$(cat "$hit")/$(cat "$miss")"
echo "$now"
case $now in
"patched/$was")	row livepatch yes - "$recipe" ;;
*/patched)	row livepatch other - "$recipe" "$now" ;;
*)		row livepatch no - "$recipe" "$now" ;;
esac
echo 0 >/sys/kernel/livepatch/livepatch/enabled
for _ in $(seq 120); do
	rmmod livepatch 2>/dev/null && break
	sleep 0.5
done
