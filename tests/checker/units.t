#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Symbols that the plugin gave no alias: labels that it does not see, names that
# objcopy changed, objects of others. They are named after their unit or their image,
# and legal code passes.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

# flow NAME [PRUNE OPTION...] - prune and verify NAME, counted from NAME.o
flow()
{
	local name=$1

	shift
	"$kas" census "${separator[@]}" -o names "$name.o" &&
		"$kas" prune "${separator[@]}" -n names -o "$name.out" --image="$name" "$@" "${image:-$name}" &&
		"$kas" verify "${separator[@]}" -n names "$name.out"
}
separator=()

# Labels of statements, which the plugin cannot read.
for file in a b; do
	cat >$file.c <<-EOF
		static int __attribute__((noipa)) f(void) { asm volatile("lab_%=: nop"::); return 1; }
		int ${file}_user(void) { return f(); }
		__asm__(".macro deflabel name\n\\\\name: .byte 0x90\n.endm\ndeflabel by_macro");
		__asm__("/* after a comment */ after: .byte 0x90");
		__asm__(".equiv \"f@${file}_c_1\", f\n.equiv \"${file}_user@${file}_c_2\", 0x6b6173");
		__asm__(".equiv \"kas-unit@${file}_c_0\", 0x6b6175");
	EOF
	gcc -O1 -fno-toplevel-reorder -c $file.c || { echo 'Bail out! gcc'; exit 1; }
done
ld -r a.o b.o -o labels.o
image=labels.o succeeds "labels that the plugin does not see" flow labels
is "$(aliases labels.out | grep -v '^f@' | sed 's/lab_[0-9]*/lab/' | sort)" 'after@a_c_0
after@b_c_0
by_macro@a_c_0
by_macro@b_c_0
lab@a_c_0
lab@b_c_0' "are named after their unit, line 0"
same_but_symbols labels.o labels.out "labels"
accepted labels.out "labels"

# A unit with files of #line, whose tags the plugin lists as well.
for file in a b; do
	{
		printf '\t.file "%s-1.tab.c"\nby_macro: ret\n' $file
		function_ f gram_y_7
		printf '\t.equiv "kas-unit@src_%s_1_tab_c_0", 0x6b6175\n' $file
	} | assemble line_$file
done
ld -r line_a.o line_b.o -o line.o
image=line.o succeeds "units with files of #line" flow line
is "$(aliases line.out | sort)" 'by_macro@src_a_1_tab_c_0
by_macro@src_b_1_tab_c_0
f@line_2_gram_y_7
f@line_gram_y_7' "labels are named after the unit, not after the other file"

# The same source in two objects: equal names of two units, in one image and two.
gcc -O1 -c a.c -o a2.o -Da_user=a2_user
cp a.o same.1.o
objcopy --redefine-sym a_user=other_user a.o same.2.o
ld -r same.1.o same.2.o -o same.o
image=same.o succeeds "one source, two objects, one image" flow same
is "$(aliases same.out | grep -c '^by_macro@same_')" 2 "labels are told apart"
ld -r same.1.o -o one.o
ld -r same.2.o -o two.o
"$kas" census -o names one.o two.o
"$kas" prune -n names -o one.out one.o
"$kas" prune -n names -o two.out two.o
succeeds "one source, two objects, two images" "$kas" verify -n names one.out two.out
is "$(aliases two.out | grep by_macro)" "by_macro@two_a_c_0" "their labels, too"

# Renamed by objcopy: one symbol, all with a prefix.
{ function_ f a_c_3; function_ g a_c_4; } | assemble old
objcopy --redefine-sym f=renamed old.o new.o
{ function_ renamed b_c_1; } | assemble b2
ld -r new.o b2.o -o renamed.o
image=renamed.o succeeds "a symbol that objcopy renamed" flow renamed
is "$(aliases renamed.out)" $'renamed@b_c_1\nrenamed@a_c_3' "has the line that it had"
is "$(names renamed.out | grep -c '^f')" 0 "and the old alias is gone"
objcopy --prefix-symbols=__pi_ old.o pi.o
{ function_ __pi_f c_c_1; function_ __pi_g c_c_2; } | assemble c
ld -r pi.o c.o -o prefixed.o
image=prefixed.o succeeds "an object whose symbols got a prefix" flow prefixed
is "$(aliases prefixed.out)" $'__pi_f@a_c_3\n__pi_g@a_c_4\n__pi_f@c_c_1\n__pi_g@c_c_2' "keeps its aliases"

# Objects that no plugin saw, in a program of others.
{ function_ f a_c_1; function_ shared a_c_2; global_ _start a_c_3; function_ g_here a_c_4; } | assemble seen
{ echo '	.file "/home/me/foreign-1.rs"'; function_ f; function_ own; printf '\t.globl shared\n'; function_ shared; } | assemble foreign
{ function_ f; } | assemble bare
ld -r seen.o foreign.o bare.o -o mixed.o
ld mixed.o -o mixed 2>/dev/null || { echo 'Bail out! ld'; exit 1; }
succeeds "objects of others" flow mixed
is "$(aliases mixed.out | sort)" 'f@a_c_1
f@mixed_bare_o_0
f@mixed_foreign_1_rs_0
shared@a_c_2
shared@mixed_0' "are named after image and source, without a path"
accepted mixed.out "objects of others"
{ function_ f; } | assemble bare1
{ function_ f; } | assemble bare2
ld -r bare1.o bare2.o -o unseen.o
"$kas" census -o names unseen.o
"$kas" prune -n names -o unseen.out unseen.o
run "$kas" verify -n names unseen.out
is "$status $(grep -c 'is ambiguous and has no alias' <<<"$err")" "1 2" \
	"without the plugin there are no aliases, and that is found"
like "$err" 'marked by kas_alias mark' "with the way out"
for file in 1 2; do
	"$kas" mark --path=core/lib-$file.rs -o bare$file.o bare$file.o
done
ld -r bare1.o bare2.o -o marked.o
image=marked.o succeeds "marked" flow marked
is "$(aliases marked.out)" $'f@core_lib_1_rs_0\nf@core_lib_2_rs_0' "they have aliases"
{ function_ f; printf '\t.data\n\t.type d,%%object\nd: .long 1\n\t.size d,4\n'; } | assemble levels
is "$("$kas" mark --level=functions --path=l.rs -o level.o levels.o && aliases level.o)" \
	'f@l_rs_0' "mark --level"
is "$("$kas" mark -v --path=l.rs -o level.o levels.o)" $'levels.o: f@l_rs_0
levels.o: d@l_rs_0
levels.o: 2 aliases added' "mark --verbose"

# Programs with all of the C library: nobody saw that.
printf '#include <stdio.h>\nstatic int __attribute__((noipa)) fini(void) { return puts("x"); }\n__asm__(".equiv \\"fini@p_c_2\\", fini\\n.equiv \\"kas-unit@p_c_0\\", 0x6b6175");\nint main(void) { return fini() < 0; }\n' >p.c
gcc -O1 -c p.c -o p.o
for options in -static -static-pie -no-pie -pie; do
	gcc $options p.o -o p 2>/dev/null || { skip "gcc $options" "no such C library"; continue; }
	succeeds "gcc $options: prune and verify" flow p
	./p.out >/dev/null
	ok $? "gcc $options: runs"
done

# Tags without a line, and with the other separator.
separator=(--separator=.)
for file in a b; do
	{
		printf '\t.type f,%%function\nf: ret\n\t.size f,1\n\t.set "f.fast_path", f\n'
		printf '\t.equiv "f.%s_c", f\nlabel: ret\n\t.equiv "kas-unit.%s_c", 0x6b6175\n' $file $file
	} | assemble $file
done
ld -r a.o b.o -o dot.o
image=dot.o succeeds "separator '.', tags without lines" flow dot
is "$(cat names)" $'f:2\nf.fast_path:2\nlabel:2' "names of the form are counted"
is "$(names dot.out | grep '^f\.')" 'f.fast_path
f.a_c
f.fast_path
f.b_c
f.fast_path.a_c
f.fast_path.b_c' "and are symbols like others"
is "$(names dot.out | grep '^label\.')" $'label.a_c\nlabel.b_c' "no line for what has none"

done_testing
