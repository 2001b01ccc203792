#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What is not there, too much, another kernel's, or no list of symbols at all: a
# clear answer, and never a wrong one.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

# nothing QUERY WHY NAME [FILE]
nothing()
{
	gives 1 '' "${4:-kallsyms}: error: $1: nothing found: $2" "$3" \
		"$kas" find -f "${4:-kallsyms}" "$1"
}

nothing name_show@drivers_rtc_sysfs_c_31 'in that file name_show is called name_show@drivers_rtc_sysfs_c_26 there' \
	'an alias of another kernel: the nearest line'
nothing count.7@drivers_rtc_sysfs_c_22 'the nearest of that file is called count.3@drivers_rtc_sysfs_c_19 there' \
	'... of a variable that was numbered anew'
nothing name_show@drivers_foo_c_31 '4 symbols are called name_show, none of them in that file' \
	'... of a file that has no such symbol'
nothing unique_one@lib_one_c_3 'unique_one is unique there, and needs no alias;*' '... of a name that is unique here'
nothing nothing@lib_one_c_3 'no symbol is called nothing' '... of a name that is not there'
nothing drivers/rtc/sysfs.c:22 'no symbol with an alias begins there; the nearest are count.3@drivers_rtc_sysfs_c_19 and name_show@drivers_rtc_sysfs_c_26' \
	'a line between two'
nothing sysfs.c:twin 'no symbol twin with an alias is in that file' 'a name that is not in a file'
nothing drivers/rtc/class.c:22 'no symbol with an alias is in a file of that name; unique names have none' \
	'a file that is not there'
nothing name_show+0x12/0x48 '4 symbols are called name_show, none of that size or reaching that far: *' 'a frame that none fits'
nothing 'RIP: 0010:name_show+0x12/0x48' '4 symbols are called name_show, none of that size or reaching that far: *' \
	'... of an oops'
nothing none+0x12/0x48 'no symbol is called none' 'a frame of a name that is not there'
nothing nfs:name_show 'no module nfs is in it' 'a module that is not loaded'
nothing no_such_name 'no such symbol' 'a name'
for query in '' ' ' @ : +0x3 ./; do
	refuses kas_alias "find: '[ @:.+/0x3]*': it names no symbol" "no query: '$query'" \
		"$kas" find -f kallsyms "$query"
	refuses kas_alias "list: '[ @:.+/0x3]*': it names no symbol" "... list" \
		"$kas" list -f kallsyms "$query"
done
run "$kas" find -f kallsyms '' unique_one
is "$status:$(wc -l <<<"$out")" 2:1 '... and the next one is answered'
nothing '+0x' '*' 'an offset by itself'
nothing 'a:b:c:d@e@f:g' '*' 'many separators'
nothing '0xffffffffffffffffff' '*' 'an address that is too long'
nothing "$(head -c 100000 /dev/zero | tr '\0' a)" '*' 'a name of 100,000 bytes'

grep -v @ kallsyms >plain
gives 3 "name_show${tab}-${tab}vmlinux${tab}ffffffff81001000${tab}0x30${tab}1/3${tab}-
name_show${tab}-${tab}vmlinux${tab}ffffffff81001030${tab}0x50${tab}2/3${tab}-
name_show${tab}-${tab}vmlinux${tab}ffffffff81001090${tab}0x30${tab}3/3${tab}-" \
	'plain: note: vmlinux:name_show: it has no aliases (CONFIG_GCC_PLUGIN_KAS_ALIAS): tell them apart by address or position' \
	'a kernel without aliases: address and position' "$kas" find -f plain vmlinux:name_show
nothing name_show@drivers_rtc_sysfs_c_26 'it has no aliases*: use the address or the position of one of the 4 that are called name_show' \
	'... an alias' plain
nothing drivers/rtc/sysfs.c 'it has no aliases*' '... a path' plain
gives 1 '' 'plain: error: it has no aliases*' '... list' "$kas" list -f plain

awk 'BEGIN { for (i = 0; i < 5000; i++) printf "%016x t f%d\n", i * 16 + 16, i }' >many
run "$kas" find -f many '*'
is "$status:$(wc -l <<<"$out"):$err" '3:100:many: note: *: 4900 more: say more, or use --limit=0' \
	'a pattern that means thousands'
is "$("$kas" find -f many --limit=0 '*' | wc -l)" 5000 '... all of them'
is "$("$kas" find -f many --json '*' | grep -c '^{"symbol"')" 5000 '... in JSON all of them at once'

# is_no_list FILE LINE NAME
is_no_list()
{
	refuses "$1" "$2: not a list of symbols|not an ELF file|cannot read|malformed" "$3" "$kas" find -f "$1" a
}
{ printf x; head -c 100000 /dev/urandom; } >rubbish
is_no_list rubbish 'line 1: .*' 'binary rubbish'
printf 'ffffffff81000000 t a\nffffffff81000010 t b\0c\n' >nul
is_no_list nul 'line 2: a NUL' 'a NUL'
printf 'ffffffff81000000 t a\nffffffff81000010 t\n' >short
is_no_list short 'line 2: .*' 'a line without a name'
printf 'ffffffff81000000 t a [b] c\n' >long
is_no_list long 'line 1: more than .*' 'a word too many'
printf '123456789012345678901 t a\n' >digits
is_no_list digits 'line 1: .*' 'an address of too many digits'
{ printf 'ffffffff81000000 t '; head -c 3000000 /dev/zero | tr '\0' x; echo; } >huge
is_no_list huge 'line 1: a name that is too long' 'a line of three megabytes'
head -c 3000000 /dev/zero | tr '\0' ' ' >blank
is_no_list blank 'line 1: .*' 'three megabytes of blanks'
printf '\177ELF' >elf
is_no_list elf x 'the beginning of an ELF file'
for form in 'gzip \x1f\x8b\x08' 'xz \xfd7zXZ\x00' 'zstd \x28\xb5\x2f\xfd\x04'; do
	# shellcheck disable=SC2059
	printf "${form#* }" >"hello.ko.${form%% *}"
	refuses "hello.ko.${form%% *}" "it is compressed: unpack it first, with ${form%% *} -d" \
		"a module, compressed by ${form%% *}" "$kas" find -f "hello.ko.${form%% *}" a
done
for file in kallsyms table; do
	sed 's/$/\r/' $file >$file.crlf
done
is "$("$kas" find -f kallsyms.crlf --table=table.crlf --json '*')" \
	"$("$kas" find -f kallsyms --table=table --json '*' | sed 's/"kallsyms"/"kallsyms.crlf"/')" \
	'lines that end as in Windows'
: >empty
refuses empty 'no symbols in it' 'an empty file' "$kas" find -f empty a
refuses kallsyms 'vmlinux was read from another file already' 'a list twice' \
	"$kas" find -f kallsyms -f kallsyms a
grep -v '\[' kallsyms >System.map
refuses kallsyms 'vmlinux was read from another file already' '... another list of the same' \
	"$kas" find -f System.map -f kallsyms a
grep '\[rtc_core' kallsyms >rtc_core
gives 3 '1/2
2/2' '' 'lists of different objects are one kernel' \
	"$kas" find -f rtc_core -f System.map --field=sympos twin
refuses none 'cannot open' 'no file' "$kas" find -f none a
refuses . 'cannot read: Is a directory' 'a directory' "$kas" find -f . a
refuses /dev/zero 'larger than any list' 'an endless file' "$kas" find -f /dev/zero a

printf 'ffffffff81000000 t a\033[31m\nffffffff81000010 t b\n' >escape
is "$("$kas" find -f escape --field=symbol 'a*')" 'a?[31m' 'nothing in a name gets to the terminal'
is "$("$kas" find -f escape --json 'a*' | grep -c 'a\\u001b\[31m')" 1 '... but to JSON'

gives 2 '' 'escape: error: a\?\[31m: *' '... nor from an error' "$kas" find -f escape --for=gdb $'a\e[31m'
gives 1 '' 'escape: error: \?\[1m x:a: nothing found: no such symbol' '... nor from a query' \
	"$kas" find -f escape $'\e[1m x:a'

# is_no_table WHY NAME, stdin: the table
is_no_table()
{
	cat >bad.table
	refuses bad.table "$1" "$2" "$kas" find -f kallsyms --table=bad.table name_show
}
: | is_no_table 'line 1: empty' 'an empty table'
head -c 1000 /dev/urandom | is_no_table 'line 1: ' 'a table of rubbish'
sed '1s/1$/9/' table | is_no_table 'version 9 of the table: this program knows 1' 'a table of a later version'
sed '$s/\t[^\t]*$//' table | is_no_table 'a field is missing' 'a table that lost a field'
tac table | sed '/^#/d; 1i# kas_alias table 1' | is_no_table 'out of order' 'a table out of order'
sed 's/\t26\t/\tx\t/' table | is_no_table 'the line is no number' 'a line that is no number'
sed 's/$/\tmore/' table >more.table
gives 0 drivers/rtc/sysfs.c:26 '' 'a field more is for later versions' \
	"$kas" find -f kallsyms --table=more.table --field=place name_show@drivers_rtc_sysfs_c_26

refuses kas_alias 'find: a query is missing' 'find without a query' "$kas" find
refuses kas_alias 'diff: two kernels are missing' 'diff of one' "$kas" diff kallsyms
refuses kas_alias 'one word too many' 'diff of three' "$kas" diff kallsyms kallsyms kallsyms
refuses kas_alias 'not an option of this command' 'an option of another command' "$kas" find --all a
refuses kas_alias '--field=x: not symbol' 'an unknown field' "$kas" find --field=x a
refuses kas_alias 'exclude each other' 'two forms of output' "$kas" find --json --field=alias a
refuses kas_alias '--limit=-1: not a number' 'a limit below zero' "$kas" find --limit=-1 a
refuses kas_alias 'addr: name_show: not a hexadecimal' 'addr of a name' "$kas" addr -f kallsyms name_show
refuses kas_alias 'nothing: no such command' 'an unknown command' "$kas" nothing
"$kas" list -f kallsyms >/dev/full 2>err
is "$? $(cat err)" '2 kas_alias: error: cannot write to standard output' 'a full disk is an error'
done_testing
