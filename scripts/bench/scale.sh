# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# scale: census, prune and verify of generated kernels, of 10 modules up to 10,000, which
# have 500 symbols each and as many aliases: 10^4 to 10^7 entries of symbol tables. Time is
# that of a clock, as users wait for it, and each prune is a process of its own, as in the rules.

modules=${MODULES:-10000}

# One name of fifty is in other modules, too. The objects are kept: to make them takes
# longer than to measure.
generate() { # FOLDER
	mkdir -p "$1"
	[ "$(cat "$1/complete" 2>/dev/null)" = "$modules" ] && return
	say "scale: generating $modules modules"
	awk -v folder="$1" -v modules="$modules" 'BEGIN {
		for (m = 1; m <= modules; m++) {
			assembler = "as -o " folder "/m" m ".o"
			tag = "@drivers_m" m "_c_"
			print ".equiv \"kas-unit" tag "0\", 0x6b6175\n.text" | assembler
			for (i = 1; i <= 500; i++) {
				name = i % 50 ? "name_" m "_" i : "shared_" (m * 7 + i) % 997
				print name ": nop\n.equiv \"" name tag i "\", " name | assembler
			}
			close(assembler)
		}
	}' || return
	echo "$modules" >"$1/complete"
}

# Seconds by the clock.
wall_seconds() { # COMMAND...
	local start=${EPOCHREALTIME/./}

	"$@" >/dev/null 2>>"$scratch/stderr" || return
	awk -v took=$((${EPOCHREALTIME/./} - start)) 'BEGIN { printf "%.2f\n", took / 1e6 }'
}

prune_all() { # LIST
	sed 's|.*/\(.*\)\.o$|\1|' "$1" |
		xargs -P "$(nproc)" -I '{}' "$kas_alias" prune --names "$area/names" --image '{}' \
			-o "$area/pruned/{}.ko" "$objects/{}.o"
}

measure_scale() {
	local area=$PWD objects=$KAS_CACHE/build/scale number seconds memory total

	generate "$objects"
	mkdir pruned
	heading "Generated kernels: seconds by the clock on $(nproc) processors, and peak memory"
	printf '  %10s %12s %9s %9s %9s %9s %12s\n' modules entries census prune verify 'in sum' 'memory, MB'
	for ((number = 10; number <= modules; number *= 10)); do
		seq "$number" | sed "s|.*|$objects/m&.o|" >list
		sed "s|.*/\(.*\)\.o|$area/pruned/\1.ko|" list >images
		say "scale: $number modules"
		seconds=("$(wall_seconds "$kas_alias" census --list list -o names)")
		seconds+=("$(wall_seconds prune_all list)")
		seconds+=("$(wall_seconds "$kas_alias" verify --names names --list images)")
		memory=$(printf '%s\n' "$(peak_memory "$kas_alias" census --list list -o names)" \
			"$(peak_memory "$kas_alias" verify --names names --list images)" | sort -n | tail -n 1)
		total=$(sum "${seconds[@]}")
		printf '  %10d %12d %9s %9s %9s %9s %12d\n' "$number" $((number * 1000)) \
			"${seconds[@]}" "$total" $((memory / 1024))
	done
	bar 'seconds, of the largest' "$total" 30
	bar 'GB of memory' "$(quotient "$memory" 1048576)" 2
}
