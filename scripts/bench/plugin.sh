# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# plugin: what it adds to the instructions of compiler and assembler, for files of the
# kernel as that compiles them, and for generated units of 10 to 100,000 statics.

# Files that every configuration compiles, of all sizes.
sources=(lib/xarray lib/rbtree lib/kobject lib/vsprintf lib/idr kernel/kallsyms
	kernel/irq/irqdesc kernel/workqueue kernel/fork kernel/signal kernel/module/main
	mm/util mm/slub mm/memory fs/binfmt_elf fs/namei fs/inode drivers/base/core
	drivers/base/platform drivers/tty/tty_io)

# Count a compilation: COMMAND is that of make, without output. Writes lines "cc1 N" and
# "as N" to NAME.counts.
count_compilation() { # NAME COMMAND
	local wrapper

	wrapper=$(IFS=,; echo "${counter[*]},--log-file=$area/$1.%p.log")
	eval "${2/ / -wrapper $wrapper } -o $area/$1.o" \
		2>>"$scratch/stderr" || return
	sed -n 's/.*Command: \([^ ]*\).*/\1/p; s/.*I *refs: *//p' "$area/$1".*.log | tr -d , |
		paste - - | sed 's|.*/||' >"$area/$1.counts"
	rm -f "$area/$1".*.log
}

# Both at once, one for each of two processors.
count_both() { # NAME COMMAND
	count_compilation "$1.with" "$2" &
	count_compilation "$1.without" "$(sed -E 's/ -fplugin[^ ]*//g' <<<"$2")"
	wait $!
	compare_counts "$1" "$area/$1"
}

# The command that compiled a file of the kernel, without debug information.
command_of() { # SOURCE
	sed -n '1s/^savedcmd_[^ ]* := *//p' "${1%/*}/.${1##*/}.o.cmd" |
		sed -E 's/ ; .*//; s/-Wp,-MMD,[^ ]*//g; s/ -g[^ ]*//g; s/ -o [^ ]+//'
}

# Every tenth is a function.
statics() { # NUMBER
	seq "$1" | sed '/0$/ {
		s/.*/static __attribute__((used)) int f&(int a) { return a + v1; }/
		b
	}
	s/.*/static __attribute__((used)) int v&;/'
}

compare_counts() { # TITLE FILES
	awk -v what="$1" '
		{ count[FILENAME ~ /\.without\./, $1] += $2 / 1e6 }
		function pair(program) {
			printf " %10.1f %10.1f %+6.2f%%", count[1, program], count[0, program],
				(count[0, program] / count[1, program] - 1) * 100
		}
		END {
			printf "  %-20s", what
			pair("cc1")
			pair("as")
			print ""
		}' "$2".without.counts "$2".with.counts
}

measure_plugin() {
	local area=$PWD source number command

	need_kernels
	cd "$build/alias" || return
	heading "The plugin: millions of instructions, Linux $KAS_KVER, GCC $("${cross}gcc" -dumpversion)"
	printf '  %-20s %29s %29s\n' '' 'cc1 without, with' 'as without, with'
	for source in "${sources[@]}"; do
		count_both "${source//\//_}" "$(command_of "$source")"
	done
	cat "$area"/*.without.counts >"$area/all.without.counts"
	cat "$area"/*.with.counts >"$area/all.with.counts"
	compare_counts "all ${#sources[@]}" "$area/all"
	echo
	for number in 10 100 1000 10000 100000; do
		statics $number >"$area/statics.c"
		command=$(command_of lib/rbtree)
		# Without what the kernel gives each file to include, and its warnings.
		command=$(sed -E 's/ -include [^ ]+//g; s/ -W[^ ]+//g; s| [^ ]*rbtree\.c||' <<<"$command")
		count_both "$number statics" "$command $area/statics.c"
	done
}
