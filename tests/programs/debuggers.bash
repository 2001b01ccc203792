# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# An alias in the hands of those that it is made for: a breakpoint, a probe, the name
# of an address. The program is SQLite's test fixture, pruned and without debug info,
# in which two functions are called fsdirFilter; the script calls each of them once.

fixture=$trees/build/sqlite/alias/testfixture

write_script() {
	mkdir "$work/empty"
	cat >"$work/both.tcl" <<-EOT
		sqlite3 a :memory:
		register_fs_module a
		a eval {CREATE VIRTUAL TABLE t USING fsdir}
		a eval {SELECT count(*) FROM t WHERE dir='$work/empty'}
		sqlite3 b :memory:
		load_static_extension b fileio
		b eval {SELECT count(*) FROM fsdir('$work/empty')}
	EOT
}

# How often does gdb stop at a place? Several places of one name count together.
gdb_hits() { # PLACE PROGRAM ARGUMENT...
	local place=$1
	shift
	gdb -nx -batch -ex 'set debuginfod enabled off' -ex "break $place" \
		-ex 'ignore 1 1000' -ex run -ex 'info breakpoints' \
		--args "$@" >"$work/gdb" 2>&1
	sed -n 's/.*breakpoint already hit \([0-9]*\) time.*/\1/p' "$work/gdb"
}

# gdb has to be allowed to trace a process, which some containers forbid.
gdb_works() {
	command -v gdb >/dev/null &&
		gdb -nx -batch -ex starti -ex kill --args /bin/true >"$work/gdb" 2>&1 &&
		grep -q 'Program stopped' "$work/gdb"
}

test_gdb() {
	local alias server=$trees/build/redis/alias/src/redis-server

	if ! gdb_works; then
		skip 'gdb: breakpoints' "gdb cannot run a program: $(tail -n 1 "$work/gdb")"
		return
	fi
	alias=$(alias_of "$fixture" fsdirFilter@ext_misc_fileio_c_)
	check 'there is an alias to stop at' test -n "$alias" || return
	is "$(readelf -S "$fixture" | grep -c debug_info)" 0 'there is no debug info'
	is "$(gdb_hits fsdirFilter "$fixture" "$work/both.tcl")" 2 \
		'gdb: a breakpoint at the name: hit in both functions'
	is "$(gdb_hits "'$alias'" "$fixture" "$work/both.tcl")" 1 \
		'gdb: a breakpoint at the alias: hit in that one'
	check 'gdb: and shown by the alias' grep -q "<$alias>\|<$alias+" "$work/gdb"

	# A global function's alias, made by prune; its namesake is in hiredis.
	alias=$(alias_of "$server" string2ll@src_util_c_)
	check 'a global function has an alias' test -n "$alias"
	check 'gdb: its breakpoint is hit' test \
		"$(gdb_hits "'$alias'" "$server" --port 65536)" -gt 0
}

# Reads the event's hits from perf's list.
count_event() { # EVENT
	grep -c " $group:$1: " "$work/script"
}

# Run in a mount namespace of its own, in which tracefs is there. The events are
# the machine's: their group is this run's alone, and they go away at the end.
record_probes() { # ALIAS
	[ -e /sys/kernel/tracing/uprobe_events ] ||
		mount -t tracefs tracefs /sys/kernel/tracing || return
	trap 'perf probe -q -d "$group:*"' EXIT
	perf probe -q -x "$fixture" --add "$group:one=${1/@/\\@}" &&
		perf probe -q -x "$fixture" --add "$group:both=fsdirFilter" &&
		perf record -q -o "$work/perf.data" -e "$group:*" \
			"$fixture" "$work/both.tcl" &&
		perf script -i "$work/perf.data" >"$work/script"
}

# Why uprobes cannot be tried here, or nothing
no_uprobes() {
	if ! command -v perf >/dev/null; then
		echo 'perf is not installed'
	elif [ "$(id -u)" != 0 ]; then
		echo 'only root may set uprobes'
	elif [ ! -e /sys/bus/event_source/devices/uprobe ]; then
		echo 'the kernel has no uprobes'
	elif ! unshare -m mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null; then
		echo 'tracefs cannot be mounted'
	fi
}

test_uprobes() {
	local alias why
	group=kas_alias_$$

	alias=$(alias_of "$fixture" fsdirFilter@ext_misc_fileio_c_)
	why=$(no_uprobes)
	if [ -n "$why" ]; then
		skip 'perf: a uprobe at an alias' "$why"
		echo "# by hand: echo 'p:one $fixture:0x$(nm "$fixture" |
			awk -v name="$alias" '$3 == name { print $1 }')' >>uprobe_events"
		return
	fi
	export group fixture work
	export -f record_probes
	check 'perf: probes at the alias and at the name' unshare -m bash -c \
		'record_probes "$1"' - "$alias" || return
	is "$(count_event one)" 1 'perf: the alias: hit in that one'
	is "$(count_event both)" 2 'perf: the name: hit in both functions'
}

# Who asks for the name of an address gets the plain one.
test_names() { # IMAGE ALIAS
	local name=${2%@*} address
	address=$(nm "$1" | awk -v name="$2" '$3 == name { print $1 }')

	is "$(eu-addr2line -f -e "$1" "0x$address" | head -n 1)" "$name" \
		"eu-addr2line: $name, not its alias"
	is "$(addr2line -f -e "$1" "0x$address" | head -n 1)" "$name" \
		"addr2line: $name, not its alias"
	is "$(objdump -d --start-address="0x$address" --stop-address="$((16#$address + 1))" \
		"$1" | sed -n 's/^[0-9a-f]* <\(.*\)>:$/\1/p')" "$name" \
		"objdump: $name, not its alias"
}

test_debuggers() {
	local server=$trees/build/redis/alias/src/redis-server

	[ -e "$fixture" ] || return
	write_script
	test_gdb
	test_uprobes
	test_names "$fixture" "$(alias_of "$fixture" fsdirFilter@ext_misc_fileio_c_)"
	test_names "$server" "$(alias_of "$server" string2ll@src_util_c_)"
}
