# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154,SC2086
#
# Load all modules, always in the same order, and keep what the kernel then
# says of its symbols: for the host, which knows what to expect.

while read -r module parameters; do
	succeeds "module $module is loaded" insmod "/lib/modules/$module.ko" $parameters
done </etc/modules

cat /proc/kallsyms >/out/kallsyms
cat "$tracing/available_filter_functions" >/out/available_filter_functions
