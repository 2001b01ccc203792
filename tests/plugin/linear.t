#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What 100,000 symbols in one unit cost: each as much as if they were 10,000.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"
need valgrind

# instructions FILE COMMAND...: in thousands
instructions() {
	local file=$1
	shift
	valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null "$@" 2>&1 |
		sed -n 's/,//g; s/.*I *refs: *\([0-9]*\)[0-9][0-9][0-9]$/\1/p' >"$file"
}

cc1=$("$CC" -print-prog-name=cc1)
as=$("$CC" -print-prog-name=as)
echo '# thousand instructions     cc1   +plugin        as  +aliases    census     prune    verify'
for count in 10000 100000; do
	seq -f 'static __attribute__((used)) int v%.0f;' $count >many.c
	"$CC" -S many.c -o plain.s
	compile -S many.c -o many.s
	compile -c many.c -o many.o
	"$kas" census -o census many.o
	sed 's/:1$/:2/' census >twice
	"$kas" prune --names twice -o pruned.o many.o
	{
		instructions 1.cc1 "$cc1" -quiet many.c -o /dev/null
		instructions 3.as "$as" plain.s -o plain.o
		instructions 5.census "$kas" census -o census many.o
	} &
	instructions 2.plugin "$cc1" -quiet "-fplugin=$plugin" many.c -o /dev/null
	instructions 4.aliases "$as" many.s -o again.o
	instructions 6.prune "$kas" prune --names twice -o again.o many.o
	instructions 7.verify "$kas" verify --names twice pruned.o
	wait
	mapfile -t row < <(cat ./?.*)
	row[1]=$((row[1] - row[0])) row[3]=$((row[3] - row[2]))
	printf '# %7d symbols  %s\n' $count "$(printf '%10d' "${row[@]}")"
	[ $count = 100000 ] || few=("${row[@]}")
done
is "$(aliases many.o | wc -l)" 100000 'a unit of 100,000 statics: an alias for each'
columns=(cc1 'the plugin' as 'the assembler, for aliases' census prune verify)
for i in 1 3 4 5 6; do
	check "${columns[i]}: ten times the symbols, at most twelve times the cost" \
		test "${row[i]}" -lt $((12 * few[i]))
done

done_testing
