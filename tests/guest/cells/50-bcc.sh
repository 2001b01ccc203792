# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# bcc: samples/probes/bcc-probe attaches a kprobe by the alias.
line="/kas/samples/probes/bcc-probe '$alias'"
if ! watch 240 "$line"; then
	row bcc no - "$line" "$(complaint)"
	return 0
fi
takes=$(judge "$(grep -c '^met ' output)")
row bcc "$takes" "$(names_in <(grep '^met ' output))" "$line" "$(silence "$takes")"
