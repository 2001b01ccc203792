#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# mark: what an assembled object defines gets its aliases and markers.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

cat >entry.S <<'END'
#define SYM_CODE_START_LOCAL(name) name:
/* later_label is not here */
	.text
SYM_CODE_START_LOCAL(entry)
	nop
second: nop; third: call	second
	.globl	start
start:	jmp	entry
	.weak	perhaps
perhaps: ret
.Lhidden: ret
1:	jmp	1b
	.section .rodata
table:	.quad	entry, start
	.set	made, table + 8
END
"$CC" -c entry.S -o entry.o || { echo 'Bail out! gcc'; exit 1; }

succeeds 'an object is marked' \
	"$kas" mark --path arch/x86/entry-64.S --source entry.S -o marked.o entry.o
is "$(nm marked.o | grep @ | sort -k 3)" \
'0000000000000000 t entry@arch_x86_entry_64_S_4
00000000006b6175 a kas-unit@arch_x86_entry_64_S_0
0000000000000008 r made@arch_x86_entry_64_S_0
0000000000000001 t second@arch_x86_entry_64_S_6
00000000006b6173 a start@arch_x86_entry_64_S_8
0000000000000000 r table@arch_x86_entry_64_S_14
0000000000000002 t third@arch_x86_entry_64_S_6' \
'local symbols have aliases, global ones markers, weak ones and labels nothing'
is "$(names marked.o | grep -v @)" "$(names entry.o)" 'the other symbols are as before'
is "$(objdump -dr marked.o | tail -n +4)" "$(objdump -dr entry.o | tail -n +4)" \
	'the code and its relocations are as before'
is "$(contents marked.o | md5sum)" "$(contents entry.o | md5sum)" 'what sections hold, too'
accepted marked.o 'a marked object' entry.o

"$kas" mark --path arch/x86/entry-64.S --source entry.S -o again.o marked.o
check 'marked again, it stays as it is' cmp again.o marked.o
"$kas" mark --path x/y.S --tag=file --separator=. -o other.o entry.o
is "$(nm other.o | grep 'entry\.')" '0000000000000000 t entry.x_y_S' \
	'without lines no source is needed, and the separator can be a dot'

# Kbuild passes such a path, and the plugin writes it without "..".
"$kas" mark --path arch/arm64/vhe/../x//./entry.S -o other.o entry.o
is "$(nm other.o | sed -n 's/.* \(.*table@\|kas-unit@\)/\1/p' | sort)" \
'kas-unit@arch_arm64_x_entry_S_0
table@arch_arm64_x_entry_S_0' 'a path with "..", "." and "//" is resolved'

# What was marked goes the way of all aliases.
{ function_ start use_c_1; function_ table use_c_2; } | assemble use
ld -r marked.o use.o -o linked.o
"$kas" census -o frequency linked.o
succeeds 'marked objects can be pruned' "$kas" prune -n frequency -o pruned.o linked.o
is "$(nm pruned.o | grep @ | cut -d ' ' -f 2- | sort)" \
'T start@arch_x86_entry_64_S_8
r table@arch_x86_entry_64_S_14
t start@use_c_1
t table@use_c_2' 'only ambiguous names keep their alias'
succeeds 'and verified' "$kas" verify -n frequency pruned.o

: >empty.S
"$CC" -c empty.S -o empty.o
cp empty.o before.o
succeeds 'an object without symbols is no error' \
	"$kas" mark --path x/empty.S --source empty.S -o empty.o empty.o
check 'and stays as it is' cmp empty.o before.o

refuses none.S 'No such file' 'a source that is not there' \
	"$kas" mark --path x.S --source none.S -o out.o entry.o
refuses kas_alias 'path is missing' 'no path' \
	"$kas" mark --source entry.S -o out.o entry.o
succeeds 'a source is not needed' "$kas" mark --path x.S -o other.o entry.o
is "$(nm other.o | grep -c '@x_S_0$')" 7 'without one the line is 0'
refuses kas_alias 'not line or file' 'an unknown tag' \
	"$kas" mark --path x.S --tag=both -o out.o entry.o
ld -e 0 -Ttext 0x1000 -o program use.o
refuses program 'not an object file' 'a program' \
	"$kas" mark --path x.S --source entry.S -o out.o program

# What debug information tells of symbols, by their index.
printf '\t.local f\nf:\tnop\n\t.local g\ng:\tnop\n\t.local h\nh: nop\n' | assemble told
index() { readelf -sW told.o | awk -v name="$1" '$8 == name { print $1 + 0 }'; }
printf '%s\n' "$(index f) x_y_c_7" "$(index g) lib_h_h_x_y_c_12" end >tags
succeeds 'with tags' "$kas" mark --path x/y.c --tags=tags -o out.o told.o
is "$(nm out.o | grep @ | sort -k 3)" \
'0000000000000000 t f@x_y_c_7
0000000000000001 t g@lib_h_h_x_y_c_12
0000000000000002 t h@x_y_c_0
00000000006b6175 a kas-unit@x_y_c_0' 'symbols have these, others line 0'
accepted out.o 'the object' told.o
echo end >tags
succeeds 'with none' \
	"$kas" mark --path x/y.c --tags=tags -o out.o told.o
is "$(nm out.o | grep -c '@x_y_c_0$')" 4 '... all have line 0'
bad_tags() { # WHY NAME LINE...
	local why=$1 name=$2

	shift 2
	printf '%s\n' "$@" >tags
	refuses tags "$why" "$name" "$kas" mark --path x/y.c --tags=tags -o none.o told.o
}
bad_tags 'truncated' 'tags without an end' "$(index f) x_y_c_7"
bad_tags 'line 1 is not' 'no index' 'f x_y_c_7' end
bad_tags 'line 2 is not' 'no tag' "$(index f) x_y_c_7" "$(index g)" end
bad_tags 'line 1: no symbol 99' 'an index that is too high' '99 x_y_c_7' end
bad_tags 'line 1: no symbol 0' 'symbol 0' '0 x_y_c_7' end
bad_tags 'line 2: symbol .* has one already' 'two tags of one symbol' "$(index f) x_y_c_7" "$(index f) x_y_c_8" end
bad_tags 'no tag of this unit' "another unit's tag" "$(index f) x_z_c_7" end
bad_tags 'no tag of this unit' 'a byte that no tag holds' "$(index f) x/y_x_y_c_7" end
bad_tags 'line 1 is not' 'lines behind the end' end end "$(index f) x_y_c_7"
: >tags
refuses tags truncated 'an empty list' "$kas" mark --path x/y.c --tags=tags -o none.o told.o
refuses none 'cannot open' 'tags that are not there' "$kas" mark --path x/y.c --tags=none -o none.o told.o
done_testing
