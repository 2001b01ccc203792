#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# 250,000 symbols in less than 0.2 s, and in memory in the order of the list's own
# size. What is counted is instructions, which no other work of the machine changes:
# those of two lists, one twice as long as the other, have to grow as these do, and
# so few of them fall to a line that 250,000 take 0.2 s on a processor that executes
# 2,500 million in a second.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

per_line=2200

for tool in valgrind /usr/bin/time; do
	command -v $tool >/dev/null || { echo "Bail out! $tool: not found"; exit 1; }
done

# many SYMBOLS - the lines of a list, every twentieth symbol with an alias
many()
{
	awk -v count="$1" 'BEGIN { for (i = 0; i < count; i++) {
	address = sprintf("ffffffff%08x", 2164260864 + i * 64)
	print address, "t", i % 20 ? "some_function_name_" i : "name_" int(i / 400) "_show"
	if (i % 20 == 0)
		printf "%s t name_%d_show@drivers_dir%d_file%d_c_%d\n", address, i / 400, i % 7, i, i % 1000 + 1 } }'
}

instructions()
{
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$kas" "$@" 2>&1 >/dev/null <frames |
		sed -n 's/.* Collected : //p'
}

# counted NAME LISTS ARGUMENT... - of a command that reads these lists; % stands for
# their size, in arguments, too
counted()
{
	local name=$1 lists=${2//%/24000} few many each growth

	shift 2
	few=$(instructions "${@//%/12000}")
	many=$(instructions "${@//%/24000}")
	# shellcheck disable=SC2086
	each=$((many / $(cat $lists | wc -l)))
	growth=$((many * 100 / few))
	check "$name: $each instructions a line, $growth% for twice the lines" \
		test "$each" -gt 0 -a "$each" -le $per_line -a $growth -le 230
}
for size in 12000 24000 240000; do
	many $size >list$size
done
sed 's/_file7\([0-9]*\)_c_/&3/' list12000 >newer12000
sed 's/_file7\([0-9]*\)_c_/&3/' list24000 >newer24000
echo ' name_7_show+0x12/0x40' >frames
counted 'find a name' list% find -f list% name_7_show
counted 'find a path' list% find -f list% file2000.c
counted 'find a path and line' list% find -f list% file2000.c:1
counted 'find a pattern' list% find -f list% '*_5*'
counted 'find nothing' list% find -f list% name_7_show@drivers_dir0_file2000_c_7
counted 'addr' list% addr -f list% ffffffff81000045
counted 'list' list% list -f list%
counted 'decode' list% decode -f list%
counted 'diff, which reads two' 'list% newer%' diff list% newer%

# memory LIMIT NAME ARGUMENT... - in kB, of 240,000 symbols
memory()
{
	local limit=$1 name=$2

	shift 2
	/usr/bin/time -f %M -o memory "$kas" "$@" >/dev/null 2>&1 <frames
	check "$name: $(tail -n 1 memory) kB" test "$(tail -n 1 memory)" -lt "$limit" \
		-a "$(tail -n 1 memory)" -gt 1000
}
is "$(wc -l <list240000)" 252000 'there are many'
memory 65536 'find' find -f list240000 name_7_show
memory 65536 'list' list -f list240000
memory 65536 'decode' decode -f list240000
memory 131072 'diff' diff list240000 list240000

# Its end counts, too: it is no list of symbols, whose size is limited.
truncate -s 257M log
printf '\n name_7_show+0x12/0x40' >>log
is "$("$kas" decode -f list12000 log | tail -n 1 | cut -c 1-3)" "$tab^ " 'decode: a log of 257 MiB'
rm log

# No input makes it slow: all at one address, all of one name, all in modules.
for lines in 12000 24000; do
	awk -v n=$lines 'BEGIN { for (i = 0; i < n; i++)
		print "0000000000001000 t f" i "\n0000000000001000 t f" i "@a_c_" i }' >place$lines
	awk -v n=$lines 'BEGIN { for (i = 0; i < n; i++)
		printf "%016x t f\n%016x t f@a_c_%d\n", i * 16 + 16, i * 16 + 16, i }' >same$lines
	awk -v n=$lines 'BEGIN { for (i = 0; i < n; i++)
		printf "%016x t f [m%d]\n%016x t f@a_c_%d [m%d]\n",
			i * 16 + 16, i, i * 16 + 16, i, i }' >modules$lines
	sed 's/^................/0000000000000000/' same$lines >hidden$lines
done
for file in place same modules hidden; do
	alias=f@a_c_99
	[ $file != place ] || alias=f99@a_c_99
	counted "$file: find" $file% find -f $file% $alias
	is "$("$kas" find -f ${file}24000 --field=alias $alias 2>/dev/null)" $alias "$file: finds it"
done
done_testing
