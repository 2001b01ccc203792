# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
cat /sys/kernel/irq/4/type
