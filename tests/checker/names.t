#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Which aliases prune keeps, and what they are called: levels, separators, LTO
# suffixes, markers, equal aliases, long names.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

# data NAME [TAG [SIZE]]
data()
{
	printf '\t.data\n\t.type "%s",%%object\n"%s":\n' "$1" "$1"
	[ "${3:-4}" -eq 0 ] || printf '\t.zero %s\n' "${3:-4}"
	printf '\t.size "%s",%s\n' "$1" "${3:-4}"
	[ -z "${2:-}" ] || printf '\t.equiv "%s@%s", "%s"\n' "$1" "$2" "$1"
	printf '\t.text\n'
}

# prune NAME.o [OPTION...] - the aliases that are left
prune()
{
	local file=$1

	shift
	"$kas" prune -n names -o pruned.o "$@" "$file" && aliases pruned.o
}

# Levels.
for file in a b; do
	{
		function_ f "${file}_c_1"
		data object "${file}_c_2"
		data __key.1 "${file}_c_3"
		data empty "${file}_c_4" 0
		printf 'label:\n\t.equiv "label@%s_c_5", label\n\t.byte 0x90\n' "$file"
		printf '\t.type resolver,%%gnu_indirect_function\nresolver: ret\n'
		printf '\t.equiv "resolver@%s_c_6", resolver\n' "$file"
		printf '\t.section .tdata,"awT"\nthread: .long 1\n'
		printf '\t.equiv "thread@%s_c_7", thread\n\t.size thread,4\n' "$file"
	} | assemble $file
done
ld -r a.o b.o -o levels.o
"$kas" census -o names levels.o
is "$(prune levels.o --level=functions | sed 's/@.*//' | sort | uniq -c | sed 's/^ *//')" \
	$'2 f\n2 label\n2 resolver' "level functions: code, whatever its type"
is "$(prune levels.o | sed 's/@.*//' | sort | uniq -c | sed 's/^ *//')" \
	$'2 f\n2 label\n2 object\n2 resolver\n2 thread' "level data is the default"
is "$(prune levels.o --level=all | wc -l)" 14 "level all: all"
"$kas" prune -n names --level=functions -o pruned.o levels.o
succeeds "verify agrees" "$kas" verify --level=functions -n names pruned.o
run "$kas" verify -n names pruned.o
is "$status $(grep -c error <<<"$err")" "1 4" "and finds all that another level asks for"

# The other separator: a form that other names have too.
{
	function_ f a_c_1
	function_ f.part_x.0
	function_ g.no_alias
	function_ f.cold a_c_1
	data v.5
	function_ x.a_c_3 a_c_4
} | sed 's/@\([a-z]*_\)/.\1/' | assemble dot
{ function_ f.cold; function_ f; function_ x.a_c_3; } | assemble dot2
"$kas" census --separator=. -o names dot.o dot2.o
is "$(cat names)" $'f:2\nf.cold:2\nf.part_x.0:1\ng.no_alias:1\nv.5:1\nx.a_c_3:2' \
	"separator '.': an alias is what has a target"
is "$("$kas" prune --separator=. -n names -o pruned.o dot.o && names pruned.o)" \
	"$(names dot.o)" "all aliases of ambiguous names are left"
printf 'f:1\nf.cold:1\nx.a_c_3:1\n' >names
is "$("$kas" prune --separator=. -n names -o pruned.o dot.o && names pruned.o)" \
	$'f\nf.part_x.0\ng.no_alias\nf.cold\nv.5\nx.a_c_3' "nothing else is taken away"

# LTO's suffixes.
{
	printf 'dup.lto_priv.0: ret\n\t.equiv "dup@fs_a_c_12", dup.lto_priv.0\n'
	printf 'dup.lto_priv.1: ret\n\t.equiv "dup@fs_b_c_12", dup.lto_priv.1\n'
	printf 'one.lto_priv.0: ret\n\t.equiv "one@fs_b_c_13", one.lto_priv.0\n'
	printf 'b.lto_priv.0: ret\n\t.equiv "b.lto_priv.0@fs_b_c_14", b.lto_priv.0\n'
	unit fs_a_c_1
	unit fs_b_c_1
} | assemble lto
"$kas" census -o names lto.o
is "$(cat names)" $'b:1\ndup:2\none:1' \
	"the census counts without .lto_priv.N"
is "$(prune lto.o)" $'dup@fs_a_c_12\ndup@fs_b_c_12' \
	"aliases without the suffix belong to symbols with it"

# Markers: of what is global, of what is not there, of weak ones, twice.
{
	global_ here a_c_1
	printf '\t.equiv "gone@a_c_2", 0x6b6173\n'
	printf '\t.weak soft\nsoft: ret\n\t.equiv "soft@a_c_3", 0x6b6173\n'
	printf '\t.equiv "here@b_c_9", 0x6b6173\n'
	printf '\t.equiv "other_@value_1", 0x6b6174\n\t.equiv "absent@a_c_8", 0x6b6173\n'
	printf '\tcall undefined\n\t.equiv "undefined@a_c_6", 0x6b6173\n'
	printf '\t.comm common,4,4\n\t.equiv "common@a_c_7", 0x6b6173\n'
} | assemble a
{ function_ here c_c_4; function_ gone c_c_5; function_ soft c_c_6; function_ common c_c_7; function_ absent; } | assemble b
ld -r a.o b.o -o markers.o
"$kas" census -o names markers.o
is "$(prune markers.o)" 'other_@value_1
here@c_c_4
soft@c_c_6
common@c_c_7
here@a_c_1' "a marker becomes an alias of a strong definition, the first one only"
is "$(symbols pruned.o | tail -1)" "$(symbols pruned.o |
	grep ' GLOBAL .* here$')@a_c_1" "at the same place, of the same type, size and binding"
same_but_symbols markers.o pruned.o "markers"
is "$(prune markers.o --keep-all | grep absent)" "" \
	"in an object, a marker never means a local symbol"

# Equal aliases in one image.
for file in a b c; do
	{ function_ twin x_c_1; function_ "only_$file" x_c_2; global_ "g_$file" x_c_3; } | assemble $file
done
{ function_ g_a y_c_1; function_ twin x_2; } | assemble d
ld -r a.o b.o c.o d.o -o my-image.o
"$kas" census -o names my-image.o
is "$(grep @ names)" "@twin@x_c_1:3" "the census lists equal aliases"
is "$(prune my-image.o)" 'twin@my_image_x_c_1
twin@my_image_2_x_c_1
twin@my_image_3_x_c_1
g_a@y_c_1
twin@x_2
g_a@x_c_3' "each gets the image's name, and the second a number"
is "$(strings -a pruned.o | grep -c '^twin@x_c_1')" 0 "the old names are gone from the file"
same_but_symbols my-image.o pruned.o "an object with renamed aliases"
succeeds "verify" "$kas" verify -n names pruned.o
is "$(prune my-image.o --image=dir/other.ko | head -1)" "twin@other_x_c_1" "--image"
grep -v @ names >names2 && mv names2 names
is "$(prune my-image.o | head -3 | tr '\n' ' ')" \
	"twin@my_image_x_c_1 twin@my_image_2_x_c_1 twin@my_image_3_x_c_1 " \
	"equal aliases that the census has not seen"

# The name that would be given is taken.
{ function_ twin e_c_1; } | assemble e
for file in a b; do
	{ function_ twin x_c_1; } | assemble $file
done
{ function_ twin image_2_x_c_1; } | assemble c
ld -r a.o b.o c.o -o image.o
"$kas" census -o names image.o
is "$(prune image.o)" 'twin@image_x_c_1
twin@image_3_x_c_1
twin@image_2_x_c_1' "a number that is taken is passed over"

# Equal aliases of two images.
ld -r a.o -o first.o
ld -r b.o -o sub-second.o
"$kas" census -o names first.o sub-second.o
is "$(prune first.o; prune sub-second.o)" $'twin@first_x_c_1\ntwin@sub_second_x_c_1' \
	"equal aliases of two images are told apart"
"$kas" prune -n names -o first.ko first.o
"$kas" prune -n names -o second.ko sub-second.o
succeeds "verify" "$kas" verify -n names first.ko second.ko

# Two global ones: their aliases are new symbols.
for file in a b; do
	{ global_ "g_$file" x_c_1; function_ only_$file; } | assemble $file
done
{ function_ g_a y_c_1; function_ g_b y_c_2; } | assemble c
printf '@g_a@x_c_1:2\ng_a:2\ng_b:2\n' >names
ld -r a.o b.o c.o -o image.o
is "$(prune image.o)" $'g_a@y_c_1\ng_b@y_c_2\ng_a@image_x_c_1\ng_b@x_c_1' \
	"the alias of a global symbol is renamed as well"

# Lengths: "twin@image_TAG" is one below, at, and above the limit.
long=$(printf 'x%.0s' {1..500})_c_1
printf '@twin@%s:2\ntwin:2\n' "$long" >names
function_ twin "$long" | assemble long
full="twin@image_$long"
for limit in $((${#full} + 1)) ${#full}; do
	is "$(prune long.o --image=image --max-length="$limit")" "$full" \
		"an alias of ${#full} bytes fits into $limit"
done
short=$(prune long.o --image=image --max-length=$((${#full} - 1)))
is "${#short}" $((${#full} - 1)) "a longer one is cut to the limit"
like "$short" '^twin@[0-9a-f]{16}_x+_c_1$' "and has a hash in front"
is "$(prune long.o --image=image --max-length=$((${#full} - 1)))" "$short" "always the same"
[ "$(prune long.o --image=emage --max-length=$((${#full} - 1)))" != "$short" ]
ok $? "another one for another image"
limit=$((${#full} - 1))
"$kas" prune -n names --image=image --max-length=$limit -o pruned.o long.o
succeeds "verify --max-length" "$kas" verify -n names --max-length=$limit pruned.o
run "$kas" verify -n names --max-length=$((limit - 1)) pruned.o
is "$status" 1 "verify reports a longer one"
function_ "$long" a_c_1 | assemble long
printf '@%s@a_c_1:2\n%s:2\n' "$long" "$long" >names
"$kas" prune -n names -o pruned.o long.o
is "$(aliases pruned.o | wc -L)" 511 "a symbol that leaves no room is cut"
like "$(aliases pruned.o)" '^x+@[0-9a-f]{16}_1$' "and the hash tells of which"
succeeds "verify knows it" "$kas" verify -n names pruned.o
like "$out" ' 1 symbols with an ambiguous name, 1 aliases' "as an alias of that symbol"

# Called as ld calls its stubs for an erratum: a name like others. Of equal aliases.
for file in a b; do
	function_ e843419 | "$CC" -c -x assembler -o $file.o -
	"$kas" mark --path=x.S -o $file.o $file.o
done
ld -r a.o b.o -o stub.o
succeeds "census of a function called e843419" "$kas" census -o names a.o b.o
is "$(prune stub.o --image=m | sort | paste -sd ' ')" "e843419@m_2_x_S_0 e843419@m_x_S_0" \
	"it has aliases"
succeeds "verify agrees" "$kas" verify -n names pruned.o
like "$out" ' 2 symbols with an ambiguous name, 2 aliases' "and counts them"

done_testing
