#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The judge of objects that other tests use: what it must tell of, and what not.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
same_code=$top/.build/tests/same_code
[ -x "$same_code" ] || { echo "Bail out! $same_code is not built"; exit 1; }
cd "$work" || exit 1

# object NAME SECTION FLAGS SYMBOL - one that has a relocation in a section
object()
{
	as -o "$1.o" - <<-END
		.text
		one:	nop
		two:	nop
		.section $2,"$3",@progbits
		.quad	$4
	END
}

for section in .debug_info .gnu.debuglto_.debug_info; do
	object plain "$section" e one
	object with "$section" e two
	check "$section can differ" "$same_code" plain.o with.o
done
for section in .data.rel .gnu.debuglto; do
	object plain "$section" aw one
	object with "$section" aw two
	run "$same_code" plain.o with.o
	is "$status:$out" "1:with.o: differs: relocation 0 of .rela$section" \
		"relocations of $section cannot"
done
run "$same_code" plain.o nothing.o
is "$status" 2 'a file that is not there is an error'
done_testing
