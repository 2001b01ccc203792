#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# A build that is killed, or that finds the disk full, in any of its stages, is
# made good by running make again; and a source tree is only read.
set -u
# shellcheck source=tests/rules/lib.sh
. "$(dirname "$0")/lib.sh"

real=$rules/alias/scripts/kas_alias/kas_alias

# From here on, the kernel's checker is a script that kills the whole build:
# instead of its work, while it works, or when it has worked. As old as the
# checker, so that make does not take it for news.
kill_checker() { # WHEN VERB
	cp -p "$real" "$real.real"
	cat >"$real.new" <<-END
		#!/bin/bash
		if [ "\$1" = $2 ]; then
			case $1 in
			before)	kill -KILL 0 ;;
			amid)	"\$0.real" "\$@" <&0 & sleep 0.002; kill -KILL 0 ;;
			after)	"\$0.real" "\$@"; kill -KILL 0 ;;
			esac
			sleep 10
		fi
		exec "\$0.real" "\$@"
	END
	chmod +x "$real.new"
	touch -r "$real.real" "$real.new"
	mv "$real.new" "$real"
}

restore_checker() {
	[ ! -e "$real.real" ] || mv "$real.real" "$real"
}

# Make, in a process group of its own, which can be killed. Succeeds when it was.
is_killed() { # COMMAND...
	local status=0
	setsid "$@" >"$log" 2>&1 </dev/null || status=$?
	[ "$status" = 137 ] || { tail -n 20 "$log"; echo "status $status"; return 1; }
}

make_alias=(make -C "$rules/alias.tree" O="$rules/alias" -j2)

# What makes every stage run: a built-in object and a module, and a symbol whose
# name is or is not ambiguous with each turn.
change() {
	local function=vfat_lookup

	if grep -q kas_x "$rules/alias.tree/drivers/rtc/rtc-test.c"; then
		sed -i '/kas_x/,$d' "$rules/alias.tree/drivers/rtc/rtc-test.c"
	else
		printf 'int %s(int kas_x);\nint %s(int kas_x)\n{\n\treturn kas_x * 3;\n}\n' \
			$function $function >>"$rules/alias.tree/drivers/rtc/rtc-test.c"
	fi
	touch "$rules/alias.tree/drivers/rtc/sysfs.c"
}

restore_checker
must_have_trees
must 'a kernel is configured' \
	configure_small alias alias "$root/tests/kernel/config/kas_alias.config"
must 'a kernel is built' makes alias alias -j2
sums alias >"$work/reference.0"
change
must 'a change' makes alias alias -j2
sums alias >"$work/reference.1"
check 'the change matters to images' test "$(comm -13 "$work"/reference.[01] | wc -l)" -ge 3
turn=1

# Whatever happened: make again, and all is as if nothing had.
recovers() { # WHAT
	restore_checker
	check "$1: make again" makes alias alias -j2
	check "$1: everything as it should be" is_as alias "$work/reference.$turn"
}

## Killed

for verb in mark census prune verify; do
	for when in before amid after; do
		change
		turn=$((1 - turn))
		[ $verb != mark ] || rm -f "$rules/alias/arch/x86/lib/memcpy_64.o"
		kill_checker $when $verb
		check "killed $when the checker's $verb" is_killed "${make_alias[@]}"
		recovers "killed $when $verb"
	done
done

# And elsewhere, when make shows a step. Not at those of the kernel's own that
# leave a target half done, which looks finished: vmlinux.a and vmlinux.o.
for step in 'CC .*sysfs.o' 'MODPOST' 'CENSUS' 'LD \[M\]' 'LD .*tmp_vmlinux1' \
	'KSYMS .*vmlinux2' 'LD .*vmlinux$' 'SORTTAB' 'VERIFY'; do
	change
	turn=$((1 - turn))
	setsid "${make_alias[@]}" >"$log" 2>&1 </dev/null &
	pid=$!
	while kill -0 $pid 2>/dev/null && ! grep -qE "^  $step" "$log"; do
		sleep 0.005
	done
	check "killed at step '$step'" kill -KILL -- -$pid
	wait $pid 2>/dev/null
	recovers "killed at step '$step'"
done

## No space left on the device

# What is written to the kernel's folder goes to a file system of so many MiB.
with_space() { # MIB COMMAND...
	# shellcheck disable=SC2016
	unshare -m bash -c '
		set -e
		mount -t tmpfs -o "size=$2M" kas "$3"
		mkdir "$3/upper" "$3/work"
		mount -t overlay -o "lowerdir=$1,upperdir=$3/upper,workdir=$3/work" kas "$1"
		cd "$1"
		export -n size=
		shift 3
		"$@"' bash "$rules/alias" "$1" "$work/disk" "${@:2}"
}

# Make with so much space, then with enough of it.
fills_up() { # MIB
	# shellcheck disable=SC2016
	with_space "$1" bash -c '
		disk=$1 log=$2 sums=$3
		shift 3
		if "$@" >"$log" 2>&1; then echo "there was enough space"; exit 1; fi
		grep -q "No space left on device" "$log" || { tail "$log"; exit 1; }
		mount -o remount,size=2G "$disk"
		"$@" >"$log" 2>&1 || { tail "$log"; exit 1; }
		sha256sum -c --quiet "$sums"' bash "$work/disk" "$log" "$work/reference.$turn" \
		"${make_alias[@]}"
}

mkdir "$work/disk"
change
turn=$((1 - turn))
for size in 1 8 16 24 32 40 48; do
	check "a disk that is full after $size MiB, then has space" fills_up $size
done
check 'make, on the disk' makes alias alias -j2
check 'everything as it should be' is_as alias "$work/reference.$turn"

## Sources that can only be read

# shellcheck disable=SC2016
read_only='mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" &&
	! touch "$1/Makefile" 2>/dev/null && shift && "$@"'
change
turn=$((1 - turn))
mark_time "$work/now"
check 'make, from a tree that is read-only' \
	unshare -m bash -c "$read_only" bash "$rules/alias.tree" "${make_alias[@]}"
check 'everything as it should be' is_as alias "$work/reference.$turn"
(cd "$rules/alias.tree" && find . -newer "$work/now" -type f) >"$work/touched"
is "$(cat "$work/touched")" '' 'no file of the source is written'

done_testing
