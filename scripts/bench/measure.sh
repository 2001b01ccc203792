# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# How a command is measured: processor time, memory, instructions. And how that is
# printed, as a ratio to what another command took in the same run.

# Seconds of processor time, user and system, of a command: the best of five runs, as
# what others do on the machine only ever adds.
cpu_seconds() { # COMMAND...
	local TIMEFORMAT='%U %S'

	for _ in 1 2 3 4 5; do
		{ time "$@" >/dev/null 2>>"$scratch/stderr"; } 2>&1 || return
	done | awk '{ took = $1 + $2 } NR == 1 || took < best { best = took }
		END { printf "%.3f\n", best }'
}

# The most memory that a command had at once, in KiB.
peak_memory() { # COMMAND...
	/usr/bin/time -f %M -o "$scratch/peak" "$@" >/dev/null 2>>"$scratch/stderr" || return
	tail -n 1 "$scratch/peak"
}

# The most that a command had allocated at once, in KiB: without what it maps of files.
peak_heap() { # COMMAND...
	valgrind --tool=dhat --dhat-out-file=/dev/null --log-file="$scratch/heap" \
		"$@" >/dev/null 2>>"$scratch/stderr" || return
	sed -n 's/.*At t-gmax: *\([0-9,]*\) bytes.*/\1/p' "$scratch/heap" | tr -d , |
		awk '{ printf "%d\n", $1 / 1024 }'
}

# cachegrind without its caches counts the same as callgrind, in half of the time.
counter=(valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null)

# Instructions of a command and of all that it starts, in user space, in millions.
instructions() { # COMMAND...
	rm -f "$scratch"/instructions.*
	"${counter[@]}" --trace-children=yes --log-file="$scratch/instructions.%p" \
		"$@" >/dev/null 2>>"$scratch/stderr" || return
	sed -n 's/.*I *refs: *//p' "$scratch"/instructions.* | tr -d , |
		awk '{ sum += $1 } END { printf "%.2f\n", sum / 1e6 }'
}

# What a part of the report is about.
heading() { # TEXT
	printf '\n%s\n\n' "$*"
}

# A line of the report: what, a figure with its unit, and how often the reference goes
# into that.
row() { # WHAT FIGURE UNIT REFERENCE
	awk -v what="$1" -v figure="$2" -v unit="$3" -v reference="$4" 'BEGIN {
		printf "  %-52s %12s %-4s %8.2f\n", what, figure, unit, figure / reference }'
}

# The sum that is to stay within a limit, and whether it does.
bar() { # WHAT VALUE LIMIT
	awk -v what="$1" -v value="$2" -v limit="$3" 'BEGIN {
		printf "  %-52s %26.2f   (%s %s)\n", what, value,
			value <= limit ? "within" : "ABOVE", limit }'
}

# What it takes more than without, as "+0.3%".
increase() { # WITHOUT WITH
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%+.2f%%\n", (b / a - 1) * 100 }'
}

# A line of the report with both figures, and what the second is more.
pair() { # WHAT WITHOUT WITH
	printf '  %-44s %14s %14s %10s\n' "$1" "$2" "$3" "$(increase "$2" "$3")"
}

sum() { # NUMBER...
	printf '%s\n' "$@" | awk '{ sum += $1 } END { print sum }'
}

product() { # NUMBER FACTOR
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f\n", a * b }'
}

quotient() { # DIVIDEND DIVISOR
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.4f\n", a / b }'
}
