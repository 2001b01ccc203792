# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154
#
# Where the kernel shows aliases, and what takes them, in a kernel with all the
# options for that; see tests/kernel/guest/lib.sh for what this is written in.
# /etc/kas.conf tells
#	SHOWN		1: booted with kallsyms_alias=1, ftrace=function and
#			ftrace_filter= with an alias, or 0: without these
#	RTC_SHOW	the alias of name_show() of drivers/rtc/sysfs.c
#	FIRST_SHOW, FIRST_STORE
#			those of twin_show() and twin_store() of the module twins,
#			of its first.c; there is one of each in its second.c, too

switch=/proc/sys/kernel/kallsyms_alias
filter=$tracing/set_ftrace_filter
twins=/sys/kernel/twins
rtc=/sys/class/rtc/rtc0/name

# The functions in the trace, a line for each time.
traced() {
	sed -n 's/^[^#].*: \([^ ]*\) <-.*/\1/p' "$tracing/trace"
}

# What a command adds to the trace.
trace_of() { # COMMAND...
	echo >"$tracing/trace"
	"$@" >/dev/null
	traced
}

read_twins() {
	cat "$twins/first" "$twins/second"
}

# The functions that a warning of twin_store() shows, each once.
warned() {
	dmesg -c >>/out/dmesg.before
	append "$twins/first" x
	dmesg | sed -n 's|.*[ :]\([^ :]*\)+0x[0-9a-f]*/0x[0-9a-f]*.*|\1|p' | sort -u
}

# Do a trace and a warning show these names?
shows() { # WHEN SHOW STORE
	local functions

	is "$1: the trace shows $2" "$(trace_of cat "$twins/first")" "$2"
	functions=$(warned)
	is "$1: a warning shows $3" "$(echo "$functions" | grep '^twin_store')" "$3"
	is "$1: ... and a function with a name of its own by that" \
		"$(echo "$functions" | grep '^vfs_write')" vfs_write
}

while read -r module; do
	succeeds "module $module is loaded" insmod "/modules/$module.ko"
done </etc/modules
succeeds 'module twins is loaded' insmod /modules/twins.ko

## As it was booted

is "the switch is $SHOWN" "$(cat "$switch")" "$SHOWN"
if [ "$SHOWN" = 1 ]; then
	is 'ftrace_filter= takes an alias' "$(cat "$filter")" "$RTC_SHOW"
	is '... and its function is traced since' "$(trace_of cat "$rtc")" "$RTC_SHOW"
else
	echo "$RTC_SHOW" >"$filter"
	echo function >"$tracing/current_tracer"
fi

## The switch

succeeds 'set_ftrace_filter takes the alias of a function of a module' \
	sh -c "echo $FIRST_SHOW >$filter"
if [ "$SHOWN" = 1 ]; then
	shows 'as booted, on' "$FIRST_SHOW" "$FIRST_STORE"
	echo 0 >"$switch"
	shows 'switched off' twin_show twin_store
else
	shows 'as booted, off' twin_show twin_store
fi
is 'off: the filter shows a plain name' "$(cat "$filter")" 'twin_show [twins]'
echo 1 >"$switch"
shows 'switched on' "$FIRST_SHOW" "$FIRST_STORE"
is 'on: the filter shows an alias' "$(cat "$filter")" "$FIRST_SHOW [twins]"
is 'on: available_filter_functions has plain names' \
	"$(grep '^name_show' "$tracing/available_filter_functions" | sed 's/ .*//' | sort -u)" name_show

## Filters

is 'an alias selects one function' "$(trace_of read_twins)" "$FIRST_SHOW"
echo twin_show >"$filter"
is 'a plain name selects all that have it' "$(trace_of read_twins | wc -l)" 2
echo "!$FIRST_SHOW" >>"$filter"
is '... of which an alias takes out one' \
	"$(trace_of read_twins | grep -c "^twin_show@twins_second_c_")" 1
is '... and no other' "$(traced | wc -l)" 1
echo "$FIRST_SHOW:mod:twins" >"$filter"
is 'an alias and its module select one function' "$(trace_of read_twins)" "$FIRST_SHOW"
! append "$filter" "$FIRST_SHOW:mod:rtc_test" 2>/dev/null
result $? 'an alias and another module select none'
! append "$filter" 'name_show@no_such_file_c_1' 2>/dev/null
result $? 'what is no alias of this kernel is refused'
! append "$filter" 'twin_show@twins_first*' 2>/dev/null
result $? 'a pattern matches no alias'
echo nop >"$tracing/current_tracer"
echo >"$filter"

succeeds 'a command takes an alias' sh -c "echo $FIRST_SHOW:traceoff >>$filter"
is '... and is shown with it' "$(grep -c "^$FIRST_SHOW.*:traceoff" "$filter")" 1
succeeds '... and is taken back by it' sh -c "echo '!$FIRST_SHOW:traceoff' >>$filter"
is '... so that nothing is left' "$(grep -c traceoff "$filter")" 0

graph=$tracing/set_graph_function
succeeds 'set_graph_function takes an alias' sh -c "echo $RTC_SHOW >$graph"
is '... and means one function' "$(cat "$graph")" "$RTC_SHOW"
succeeds '... which it takes back' sh -c "cat $graph >/tmp/graph; cat /tmp/graph >$graph"
echo >"$graph"

## Events without a name of their own

# Is there such an event, and does it fire and go?
check_event() { # CONTROL DEFINITION GROUP EVENT
	succeeds "$2 makes an event" append "$tracing/$1" "$2"
	succeeds "... that is called $4" test -d "$tracing/events/$3/$4"
	succeeds '... and can be enabled' sh -c "echo 1 >$tracing/events/$3/$4/enable"
	echo >"$tracing/trace"
	cat "$rtc" >/dev/null
	is '... and fires' "$(grep -c ": $4: " "$tracing/trace")" 1
	echo 0 >"$tracing/events/$3/$4/enable"
	succeeds '... and can be removed by that name' append "$tracing/$1" "-:$3/$4"
}

event=$(echo "$RTC_SHOW" | tr @ _)
check_event kprobe_events "p $RTC_SHOW" kprobes "p_${event}_0"
check_event dynamic_events "f $RTC_SHOW" fprobes "${event}__entry"
