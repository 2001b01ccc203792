#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Cost is linear in the number of symbols, wherever they lie. Each input would
# take minutes if it were not.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

limit=10

# within SECONDS NAME COMMAND...
within()
{
	local name=$1

	shift
	SECONDS=0
	run timeout 60 "$@"
	[ "$status" -eq 0 ] && [ $SECONDS -le $limit ]
	ok $? "$name within $limit s" || echo "# status $status after $SECONDS s: $err"
}

awk 'BEGIN { for (i = 0; i < 100000; i++)
	printf "s%d: .byte 0\n.equiv \"s%d@a_c_%d\", s%d\n", i, i, i, i; print ".equiv \"kas-unit@a_c_0\", 0x6b6175" }' | assemble many
awk 'BEGIN { print ".bss"; for (i = 0; i < 100000; i++)
	printf "s%d:\n.equiv \"s%d@a_c_%d\", s%d\n", i, i, i, i; print ".equiv \"kas-unit@a_c_0\", 0x6b6175" }' | assemble place
# Symbols of one name, at one place: one for each of many files.
awk 'BEGIN { print ".data"; for (i = 0; i < 2000; i++)
	printf "s%d:\n.equiv \"s%d@a_c_%d\", s%d\n", i, i, i, i; print ".equiv \"kas-unit@a_c_0\", 0x6b6175" }' | assemble part
for ((i = 0; i < 50; i++)); do
	files[i]=part$i.o
	# A different name for each symbol and file, then one for all.
	cp part.o "part$i.o"
done
ld -r "${files[@]}" -o same.o

for file in many place same; do
	within "$file: census" "$kas" census -o names $file.o
	within "$file: prune" "$kas" prune --level=all -n names -o out.o $file.o
	within "$file: prune --keep-all" "$kas" prune --level=all --keep-all -n names -o out.o $file.o
	within "$file: verify" "$kas" verify --level=all --keep-all -n names out.o
done
is "$(wc -l < <(aliases out.o)) $(aliases out.o | sort -u | wc -l)" "100000 100000" \
	"50 equal aliases of 2,000 names are told apart"

# An alias takes the memory of its name, not that of the longest there can be.
seq 40000 | sed 's/.*/l&: nop/' >labels.s
as -o labels.o labels.s
/usr/bin/time -f %M -o memory "$kas" mark --path labels.s --source labels.s -o marked.o labels.o
check "mark: $(cat memory) kB for an output of $(($(stat -c %s marked.o) / 1024)) kB" \
	test "$(cat memory)" -lt $(($(stat -c %s marked.o) * 6 / 1024))

done_testing
