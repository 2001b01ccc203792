# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# crash, on the running kernel: the recipe, and the name that it shows.
address=$(kas_alias find --field=address "$query")
recipe=$(recipe_for crash)
{
	[ "$where" = vmlinux ] || echo "mod -s $where /kas/ko/$where.ko"
	echo "$recipe"
	echo "sym ${address#0x}"
	echo quit
} >commands
line="crash -s -i commands $kernel_build/vmlinux /proc/kcore"
timeout 800 bash -c "$line" >output 2>&1
cat output
if grep -qiE "^0x0*${address#0x} <" output; then
	row crash yes "$(names_in <(grep -iE "^${address#0x} " output))" "$recipe"
else
	row crash no - "$recipe" "$(complaint)"
fi
