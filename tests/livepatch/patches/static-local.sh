# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
dmesg -c >/dev/null
echo 4 >/proc/sys/vm/drop_caches
dmesg -c | sed -n 's/.*drop_caches: //p'
