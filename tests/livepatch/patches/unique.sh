# SPDX-License-Identifier: GPL-2.0-or-later
cut -d ' ' -f 1,2 /proc/cmdline
