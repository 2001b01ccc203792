# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
cut -d ' ' -f 1,2 /proc/cmdline
