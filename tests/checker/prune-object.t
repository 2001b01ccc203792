#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# prune of relocatable files: nothing but symbols is taken away.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

# Two objects with one "name_show" each, a unique name, calls by plain names and
# by aliases, global ones, data and what objtool makes.
make_object()
{
	local file=$1

	{
		echo "	.file \"$file.c\""
		padding name_show "name_show@${file}_c_1"
		function_ name_show "${file}_c_1" "call extern_function"
		padding "only_$file@${file}_c_2"
		function_ "only_$file" "${file}_c_2" "call name_show" \
			"call \"name_show@${file}_c_1\"" "call extern_function"
		global_ "global_$file" "${file}_c_3" \
			".reloc .,R_X86_64_GOTPCREL,only_$file-4; .long 0" \
			".reloc .,R_X86_64_GOTPCREL,\"only_$file@${file}_c_2\"-4; .long 0" \
			".reloc .,R_X86_64_GOTPCREL,\"name_show@${file}_c_1\"-4; .long 0"
		echo '	.data'
		echo '	.type state,%object'
		echo 'state: .quad name_show, extern_data'
		echo '	.size state,.-state'
		echo "	.equiv \"state@${file}_c_4\", state"
		echo "	.quad \"state@${file}_c_4\" + 8"
		echo '	.weak w'
		echo 'w:	.long 1'
		echo '	.comm c,4,4'
		echo '	.section user,"aw"'
		echo "	.quad only_$file, \"only_$file@${file}_c_2\""
	} | assemble "$file"
}

make_object a
make_object b
ld -r a.o b.o -o image.o

succeeds "census of an object" "$kas" census -o names image.o
is "$(cat names)" "$(cat <<'EOF'
c:1
global_a:1
global_b:1
name_show:2
only_a:1
only_b:1
state:2
w:1
EOF
)" "names are counted"

succeeds "prune" "$kas" prune --names names -o pruned.o image.o
is "$(aliases pruned.o)" "name_show@a_c_1
state@a_c_4
name_show@b_c_1
state@b_c_4" "aliases of ambiguous names are left, in their order"
accepted pruned.o "pruned object"
same_but_symbols image.o pruned.o "pruned object"
is "$(readelf -rW pruned.o | grep -oE '\<(only|name_show)[^ ]*' | sort | uniq -c |
	sed 's/^ *//')" "1 name_show@a_c_1
1 name_show@b_c_1
2 only_a
2 only_b" "a relocation with an alias that went away has its target"
is "$(names pruned.o | grep -c '^__pfx_name_show$')" 2 "derived symbols of targets are left"
is "$(strings -a pruned.o | grep -cE 'only_[ab]@|global_[ab]@|__pfx_.*@')" 0 \
	"no name of a dropped symbol is left in the file"

succeeds "prune in place" "$kas" prune --names names -o image2.o pruned.o
cmp -s pruned.o image2.o
ok $? "a pruned object stays what it is, to the byte"
cp image.o place.o
chmod 640 place.o
succeeds "prune onto its input" "$kas" prune --names names -o place.o place.o
cmp -s pruned.o place.o
ok $? "with the same result"
is "$(stat -c %a place.o)" 640 "permissions are those of the input"

succeeds "prune --keep-all" "$kas" prune --keep-all --names names -o all.o image.o
is "$(aliases all.o | sort)" "$(aliases image.o | grep -v __pfx_ | sort)" \
	"--keep-all keeps every alias, those of globals too"
accepted all.o "object with all aliases"
same_but_symbols image.o all.o "object with all aliases"
is "$(names all.o | grep -n 'global_a' | cut -d: -f2)" "global_a
global_a@a_c_3" "the alias of a global symbol comes after it"
is "$(symbols all.o | tail -2 | sort)" "$(symbols all.o |
	awk '$7 == "global_a" || $7 == "global_b" { $7 = $7 "@" substr($7, 8) "_c_3"; print }' | sort)" \
	"and has its section, value, size, type and binding"

# A file without anything to take away is the same file.
{ function_ alone; global_ other; } | assemble none
"$kas" census -o none.names none.o
succeeds "prune of an object without aliases" \
	"$kas" prune --names none.names -o none2.o none.o
cmp -s none.o none2.o
ok $? "changes nothing"

# Linked and run.
cat >main.c <<'EOF'
#include <stdio.h>
#define SHOW(x, line) \
	static __attribute__((noipa, used)) int name_show(void) { return x; } \
	__asm__(".equiv \"name_show@main_c_" #line "\", name_show")
__asm__(".equiv \"kas-unit@main_c_0\", 0x6b6175");
SHOW(40, 3);
static __attribute__((noipa, used)) int unique(int x) { return x + 2; }
__asm__(".equiv \"unique@main_c_7\", unique");
int main(void)
{
	printf("%d\n", unique(name_show()));
	return 0;
}
EOF
cat >other.c <<'EOF'
static __attribute__((noipa, used)) int name_show(void) { return 1; }
__asm__(".equiv \"name_show@other_c_1\", name_show");
__asm__(".equiv \"kas-unit@other_c_0\", 0x6b6175");
EOF
"$CC" -O2 -g -c main.c other.c || exit 1
ld -r main.o other.o -o program.o
"$kas" census -o names program.o
succeeds "prune of an object with debug info" \
	"$kas" prune --names names -o program2.o program.o
accepted program2.o "object with debug info" program.o
same_but_symbols program.o program2.o "object with debug info"
is "$(aliases program2.o)" "name_show@main_c_3
name_show@other_c_1" "its ambiguous names have aliases"
"$CC" program2.o -o program && is "$(./program)" 42 "it links and runs"
succeeds "verify" "$kas" verify --names names program2.o

done_testing
