#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# verify: each kind of finding, all of them in one run, and what is none.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

# finds NAME MESSAGES OPTION... - exit status 1, and exactly these messages
# finds NAME MESSAGES FILE... - the findings, and the notes on what may be the reason
finds()
{
	local name=$1 messages=$2

	shift 2
	[ -n "${keep_units:-}" ] || without_units ./*.o
	run "$kas" verify --names names "$@"
	is "$status"$'\n'"$(grep -v ': note: ' <<<"$err")" $'1\n'"$messages" "$name"
}

{ function_ f a_c_1; function_ only; global_ weak_; } | sed 's/globl/weak/' | assemble a
{ function_ f b_c_1; function_ other; function_ weak_ b_c_2; } | assemble b
"$kas" census -o names a.o b.o
without_units a.o b.o
succeeds "a clean pair" "$kas" verify --names names a.o b.o
is "$out" '2 files: 6 symbols, 4 names, 2 ambiguous; 4 symbols with an ambiguous name, 3 aliases; without: weak 1, outside the level 0, linker-made 0, labels 0, versions 0; findings: 0' \
	"the summary"
succeeds "verify --verbose" "$kas" verify -v --names names a.o b.o
is "$(head -2 <<<"$out")" 'f: 2 here, 2 in the census, 2 aliases
weak_: 2 here, 2 in the census, 1 aliases' "a line for each ambiguous name"
succeeds "one of them alone, the census counts" "$kas" verify --names names b.o
echo 'a.o b.o' >list
succeeds "verify --list" "$kas" verify --names names --list list
like "$out" '^2 files' "reads what the list names"

{ function_ f; function_ only c_c_1; } | assemble c
finds "no alias; an alias of a unique name" \
	'c.o: error: f: is ambiguous and has no alias: 1 of that name here, 2 in the census
c.o: error: only: has an alias, but its name is unique' c.o
is "$(grep note <<<"$err")" 'c.o: note: without an alias: 1; all objects have to be compiled with kas_alias_plugin.so or marked by kas_alias mark, and with -flto the command that links has to name the plugin too' \
	"a note tells what the reason may be"
run "$kas" verify --names names --keep-all c.o
is "$status $(grep -c error <<<"$err")" "1 1" "--keep-all: aliases of unique names are right"

{ function_ other d_c_1; function_ new d_c_2; } | assemble d
{ function_ other e_c_1; function_ new; } | assemble e
finds "ambiguous by the files, whatever the census says" \
	'e.o: error: new: is ambiguous and has no alias: 2 of that name here, 0 in the census' d.o e.o

{ function_ f a_c_1; } | assemble same
finds "equal aliases" 'same.o: error: f@a_c_1: the same alias is in a.o' a.o b.o same.o

{ function_ f; printf '\t.byte 0\n"f@x_c_1": .byte 0\n\t.equiv "f@x_c_2", f\n'; } | assemble place
finds "an alias at another place" \
	'place.o: error: f@x_c_1: alias without a symbol of that name at its place' place.o

{ function_ f x_c_1; printf '\t.equiv "f@x_c_2", f\n'; } | assemble twice
finds "two aliases" 'twice.o: error: f@x_c_2: second alias of one symbol' twice.o

{ function_ f x_c_1; global_ h x_c_2; } | assemble marker
finds "a marker" 'marker.o: error: h@x_c_2: a marker is left: the image was not pruned' marker.o
function_ f x_c_1 | assemble marker
keep_units=1 finds "a marker of a unit" \
	'marker.o: error: kas-unit@x_c_0: a marker is left: the image was not pruned' marker.o

{ padding f f@x_c_1; function_ f x_c_1; } | assemble derived
finds "a derived symbol of an alias" 'derived.o: error: __pfx_f@x_c_1: made of an alias, and left' derived.o

printf 'f:2\n' >names
{ function_ f x_c_1; echo '	.weak f'; } | assemble weak
finds "an alias of a weak symbol" \
	'weak.o: error: f@x_c_1: alias of a symbol that never gets one' weak.o

# Symbols of the linker's making.
printf 'SECTIONS { .set : { __start_set = .; *(.set) __stop_set = .; } }\n' >set.lds
for file in a b; do
	{ function_ f ${file}_c_1; printf '\t.section .set,"a"\n\t.byte 1\n'; } | assemble $file
	ld -r -T set.lds $file.o -o $file.ko
done
"$kas" census -o names a.o b.o
without_units a.ko b.ko
succeeds "symbols of the linker script" "$kas" verify --names names a.ko b.ko
is "$(grep __ <<<"$out")" '__start_set: no alias: made by the linker, 2 of 2
__stop_set: no alias: made by the linker, 2 of 2' "are listed, and no findings"
like "$out" 'linker-made 4, labels 0, versions 0; findings: 0' "and summed up"
{ function_ __start_set; } | assemble set
"$kas" census -o names a.o b.o set.o
succeeds "a function with a name of the linker's" "$kas" verify --names names a.ko b.ko set.o
like "$out" '__start_set: no alias: made by the linker, 2 of 3' "is not ambiguous by that"
printf '\t.globl __start_set\n__start_set: .byte 0\n' | assemble label
"$kas" census -o names set.o label.o
finds "what a compiler made has to have one" \
	'set.o: error: __start_set: is ambiguous and has no alias: 2 of that name here, 2 in the census' \
	set.o label.o
like "$out" '__start_set: no alias: a label of an unknown unit, 1 of 2' \
	"labels of the source are no symbols of the linker"

# The order of files changes nothing but the order of messages.
run "$kas" verify --names names c.o d.o e.o
sort <<<"$err" >one
run "$kas" verify --names names e.o c.o d.o
is "$(sort <<<"$err")" "$(cat one)" "files in another order: the same findings"

# A census of something else.
{ function_ dup p_c_3; function_ one; } | assemble p
{ function_ dup q_c_4; } | assemble q
ld -r p.o q.o -o linked.o
"$kas" census -o names linked.o
"$kas" prune -n names -o pruned.o linked.o
objcopy --prefix-symbols=pp_ pruned.o foreign.o
why='has an alias, and the census does not know its name: it is of something else, or older: make it again (kas_alias census)'
finds "names that the census does not know" \
	"foreign.o: error: pp_dup: $why"$'\n'"foreign.o: error: pp_dup: $why" foreign.o
like "$out" '2 symbols with an ambiguous name, 2 aliases;.* findings: 2$' "the summary adds up"

# A broken file ends it, whatever was found before.
head -c 300 a.o >broken.o
run "$kas" verify --names names marker.o broken.o
is "$status" 2 "a malformed file among others: exit status 2"
done_testing
