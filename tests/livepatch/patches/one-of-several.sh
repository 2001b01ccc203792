# SPDX-License-Identifier: GPL-2.0-or-later
cat /sys/kernel/irq/4/type
