# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# What the kernel itself prints of a function: in a warning, an oops, a report of lockdep
# and of a hung task, for sysrq. The module trouble makes each of these happen in one of
# two functions of the name cause(); so whatever $symbol is, the rows are about that.
#
# Once.
dir=/sys/kernel/trouble
export symbol=cause
alias=$(kas_alias find --field=alias trouble:cause | grep first)
alias=${alias:--no-alias-}

# dump_row CONSUMER WORD [SECONDS]: what is printed when "WORD" is written.
dump_row() {
	dmesg -C
	(echo "$2" >$dir/first) 2>/dev/null &
	sleep "${3:-3}"
	dmesg | grep -E "[ :]cause[+@. ]" >dump
	dmesg | head -n 60
	if [ -s dump ]; then
		row "$1" - "$(names_in dump)" "echo $2 >$dir/first" "$(sed 's/^\[[^]]*\] *//' dump | head -n 1)"
	else
		row "$1" - - "echo $2 >$dir/first" 'nothing was printed'
	fi
}

[ -d $dir ] || { row 'stack dumps' no - - 'the module trouble is not there'; return; }
dump_row 'printk %ps' print
dump_row 'WARN' warn
dump_row 'lockdep' lock
dump_row 'oops' oops
echo 5 >/proc/sys/kernel/hung_task_timeout_secs
dump_row 'hung task' hang 40
dmesg -C
echo w >/proc/sysrq-trigger
sleep 2
dmesg | grep -E 'cause' >dump
row 'sysrq w' - "$(names_in dump)" 'echo w >/proc/sysrq-trigger' "$(sed 's/^\[[^]]*\] *//' dump | head -n 1)"
echo release >$dir/second
