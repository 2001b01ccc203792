#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kas_alias diff: what became of aliases in another kernel.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

# list NAME, stdin: words SYMBOL TAG [MODULE], "-" for no tag - to a kallsyms file
list()
{
	awk '{ address = sprintf("ffffffff81%06x t ", NR * 16); module = $3 ? "\t[" $3 "]" : ""
	       print address $1 module
	       if ($2 != "-") print address $1 "@" $2 module }' >"$1"
}

# becomes NAME STATUS WANTED - of the files old and new
becomes()
{
	gives "$2" "${3// /$tab}" '' "$1" "$kas" diff old new
}

printf '%s\n' 'f a_c_1' 'f b_c_2' | list old
cp old new
becomes 'the same' 0 ''
gives 0 "same${tab}f@a_c_1${tab}f@a_c_1${tab}vmlinux
same${tab}f@b_c_2${tab}f@b_c_2${tab}vmlinux" '' '... with --all' "$kas" diff --all old new

printf '%s\n' 'f a_c_5' 'f b_c_2' | list new
becomes 'a line that moved' 1 'moved f@a_c_1 f@a_c_5 vmlinux'
printf '%s\n' 'x a_c_10' 'x a_c_50' 'f b_c_2' | list old
printf '%s\n' 'x a_c_52' 'x a_c_8' 'x a_c_90' 'f b_c_2' | list new
becomes 'the nearest lines, each once' 1 'moved x@a_c_10 x@a_c_8 vmlinux
moved x@a_c_50 x@a_c_52 vmlinux
new - x@a_c_90 vmlinux'
printf '%s\n' 'n.3 a_c_10' 'n.4 a_c_20' | list old
printf '%s\n' 'n.5 a_c_11' 'n.6 a_c_21' | list new
becomes 'numbers of the compiler' 1 'moved n.3@a_c_10 n.5@a_c_11 vmlinux
moved n.4@a_c_20 n.6@a_c_21 vmlinux'
printf '%s\n' 'f old_a_c_10' 'f b_c_2' | list old
printf '%s\n' 'f new_a_c_12' 'f b_c_2' | list new
becomes 'another file' 1 'moved f@old_a_c_10 f@new_a_c_12 vmlinux'
printf '%s\n' 'f old_a_c_10' 'f old_b_c_2' | list old
printf '%s\n' 'f new_a_c_12' 'f new_b_c_2' | list new
becomes '... only where there is one that it can be' 1 'gone f@old_a_c_10 - vmlinux
gone f@old_b_c_2 - vmlinux
new - f@new_a_c_12 vmlinux
new - f@new_b_c_2 vmlinux'
printf '%s\n' 'f a_c_1' 'f b_c_2' | list old
printf '%s\n' 'f -' | list new
gives 1 "unique${tab}f@a_c_1${tab}f${tab}vmlinux
unique${tab}f@b_c_2${tab}f${tab}vmlinux" 'new: error: it has no aliases*' 'a name that is unique now' "$kas" diff old new
gives 1 "new${tab}f${tab}f@a_c_1${tab}vmlinux
new${tab}f${tab}f@b_c_2${tab}vmlinux" '*' '... that was unique before' "$kas" diff new old
printf '%s\n' 'f a_c_1' 'f b_c_2 b' | list new
becomes 'into a module' 1 'moved f@b_c_2 f@b_c_2 b'
run "$kas" diff --json old new
is "$out" '{"version":1,"command":"diff","changes":[
{"change":"moved","old":"f@b_c_2","new":"f@b_c_2","module":"b"}
]}' 'JSON'

# Much of one name in one file takes no time that grows with its square.
seq 1 40000 | sed 's/.*/x a_c_&/' | list old
seq 1 40000 | sed 's/.*/x a_c_1&/' | list new
SECONDS=0
timeout 60 "$kas" diff old new >out
status=$?
same=$(comm -12 <(grep -o '@.*' old | sort) <(grep -o '@.*' new | sort) | wc -l)
is "$status:$(grep -c ^moved out):$((SECONDS < 20))" "1:$((40000 - same)):1" '40,000 of one name'
done_testing
