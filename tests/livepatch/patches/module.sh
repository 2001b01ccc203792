# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
cat /sys/class/i2c-dev/i2c-0/name
