#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The frequency file of a whole kernel beside one small image: prune looks up what it needs,
# with the same result as by a file that holds nothing else, at a cost that does not
# grow with what all other images have in names.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

assemble one <<'EOF'
	.equiv "kas-unit@a_c_0", 0x6b6175
	.text
f:	nop
	.equiv "f@a_c_1", f
only:	nop
	.equiv "only@a_c_2", only
"co:lon:2":	nop
	.equiv "co:lon:2@a_c_3", "co:lon:2"
equal:	nop
	.equiv "equal@a_c_4", equal
"~last": nop
	.equiv "~last@a_c_5", "~last"
"!first": nop
	.equiv "!first@a_c_6", "!first"
	.globl global
global:	nop
	.equiv "global@a_c_7", 0x6b6173
	.type versioned, @function
versioned: nop
	.size versioned, 1
foreign: nop
also:	nop
EOF
assemble other <<'EOF'
	.equiv "kas-unit@b_c_0", 0x6b6175
	.type versioned, @function
versioned: nop
	.size versioned, 1
EOF
ld -r one.o other.o -o a.o
cat >names <<'EOF'
!first:2
@!first@a_c_6:1
@co:lon:2@a_c_3:1
@equal@a_a_c_4:1
@equal@a_c_4:2
@f@a_c_1:1
@global@a_c_7:1
@only@a_c_2:1
@~last@a_c_5:1
also:1
co:lon:2:7
equal:2
f:2
foreign:3
global:2
only:1
versioned@@LIB_2:1
versioned@LIB_1:1
~last:2
EOF

# by_name - lines in the order of their names, each of which the last colon ends
by_name()
{
	sed 's/:\([0-9]*\)$/\x01\1/' | sort -t $'\x01' -k 1,1 | tr '\001' :
}

# Neighbours of each name, and what the names of other images may be.
padded() # NUMBER
{
	{
		cat names
		sed -n '/^[^@]*$/{s/:[0-9]*$//;h;s/$/0:3/p;g;s/$/~:3/p;g;s/.$/:3/p;g;s/^/@/;s/$/:3/p}' names
		seq "$1" | sed 's/\(.\)\(.*\)/s\2_\1:2\n@s\2_\1@dir_file_c_\1:1/'
	} | by_name | awk '{ name = $0; sub(/:[0-9]*$/, "", name) } name != "" && name != last { print; last = name }'
}

check 'the names are in order' cmp names <(by_name <names)
padded 100000 >many
padded 1000000 >more
for option in "" "--level=all" "--keep-all" "--part" "--separator=@ --image=x"; do
	# shellcheck disable=SC2086
	succeeds "prune $option by the names that matter" "$kas" prune $option -n names -o few.out a.o
	# shellcheck disable=SC2086
	succeeds "... by $(wc -l <many) names" "$kas" prune $option -n many -o many.out a.o
	check '... gives the same' cmp few.out many.out
done
"$kas" prune -n many -o out.o a.o
is "$(nm out.o | sed -n 's/.* \(.*@.*\)/\1/p' | sort)" \
"!first@a_c_6
co:lon:2@a_c_3
equal@a_2_a_c_4
f@a_c_1
foreign@a_0
global@a_c_7
~last@a_c_5" 'what is ambiguous has an alias, what is a version has none'

# instructions NAMES - of a prune by them
instructions()
{
	valgrind --tool=callgrind --callgrind-out-file=/dev/null \
		"$kas" prune -n "$1" -o out.o a.o 2>&1 | sed -n 's/.*Collected : //p'
}
few=$(instructions many) more=$(instructions more)
check "instructions: $few, by ten times as many names $more" \
	test "$more" -gt 0 -a "$more" -lt $((few * 13 / 10))

# What a search meets is checked; then the whole is, to tell the line.
head -c -1 many >cut
refuses cut 'line [0-9]+: no newline at its end' 'a file that was cut' \
	"$kas" prune -n cut -o out2.o a.o
sed 's/^s.*/&x/' many >wrong
refuses wrong 'line [0-9]+: malformed: the count is no decimal number' 'malformed lines' \
	"$kas" prune -n wrong -o out2.o a.o
: >empty
refuses empty 'it does not know' 'an empty file' "$kas" prune -n empty -o out2.o a.o
echo 'x: nop' | assemble nothing
succeeds 'an empty file, and an image without aliases' "$kas" prune -n empty -o out.o nothing.o
grep -v '^f:' many >stale
refuses stale 'it does not know f' 'a name of the image is missing' "$kas" prune -n stale -o out2.o a.o
sed 's/^f:2/f:1/' many >once
succeeds 'a name that is unique' "$kas" prune -n once -o once.out a.o
check '... has no alias then' test "$(nm once.out | grep -c ' f@a_c_1')" -eq 0
done_testing
