#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Versions of symbols, and what other linkers make of them and of hidden symbols.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

# A version of a static function, with and without the plugin.
versioned()
{
	function_ foo "$@"
	printf '\t.symver foo, foo@LIB_1\n'
}
versioned a_c_1 | assemble a
{ function_ foo b_c_1; } | assemble b
ld -r a.o b.o -o both.o
succeeds "census of a static function with a version" "$kas" census -o names both.o
is "$(cat names)" $'foo:2\nfoo@LIB_1:1' "the version is no alias"
succeeds "prune" "$kas" prune -n names -o pruned.o both.o
is "$(names pruned.o | sort)" 'foo
foo
foo@LIB_1
foo@a_c_1
foo@b_c_1' "and stays"
succeeds "verify" "$kas" verify -n names pruned.o
printf 'foo:1\nfoo@LIB_1:1\n' >names
is "$("$kas" prune -n names -o pruned.o a.o && names pruned.o)" $'foo\nfoo@LIB_1' \
	"without its alias, too"
succeeds "verify" "$kas" verify -n names pruned.o
{ versioned; function_ other a_c_2; } | assemble c
"$kas" census -o names c.o
is "$(cat names)" $'foo:1\nfoo@LIB_1:1\nother:1' "a version that no plugin saw is counted"
is "$("$kas" prune -n names -o pruned.o c.o && names pruned.o)" $'foo\nother\nfoo@LIB_1' "and stays"
succeeds "verify" "$kas" verify -n names pruned.o

# A shared object with versions, one of them local by a version script, beside static
# functions of these names; and hidden symbols beside static ones.
cat >lib.c <<'EOF'
int foo_old(void) { return 1; }
int foo_new(void) { return 2; }
__asm__(".symver foo_old, foo@LIB_1\n.symver foo_new, foo@@LIB_2");
int bar_old(void) { return 1; }
__asm__(".symver bar_old, bar@LIB_1");
__attribute__((visibility("hidden"))) int hidden(void) { return 3; }
int entry(void) { return foo_old() + foo_new() + hidden() + bar_old(); }
__asm__(".equiv \"foo_old@lib_c_1\", 0x6b6173\n.equiv \"foo_new@lib_c_2\", 0x6b6173");
__asm__(".equiv \"bar_old@lib_c_4\", 0x6b6173\n.equiv \"hidden@lib_c_6\", 0x6b6173");
__asm__(".equiv \"entry@lib_c_7\", 0x6b6173\n.equiv \"kas-unit@lib_c_0\", 0x6b6175");
EOF
for file in one two; do
	cat >$file.c <<-EOF
		static int __attribute__((noipa, used)) bar(void) { return 4; }
		static int __attribute__((noipa, used)) hidden(void) { return 5; }
		int ${file}(void) { return bar() + hidden(); }
		__asm__(".equiv \"bar@${file}_c_1\", bar\n.equiv \"hidden@${file}_c_2\", hidden");
		__asm__(".equiv \"${file}@${file}_c_3\", 0x6b6173\n.equiv \"kas-unit@${file}_c_0\", 0x6b6175");
	EOF
done
printf '\t.text\nlabel: ret\n\t.section .note.GNU-stack\n' | assemble label
echo 'LIB_1 { global: foo; entry; local: *; }; LIB_2 { global: foo; } LIB_1;' >map
gcc -O1 -fPIC -fno-toplevel-reorder -c lib.c one.c two.c || { echo 'Bail out! gcc'; exit 1; }
echo 'lib.o label.o one.o two.o' >list
"$kas" census -o names --list list
for linker in bfd gold lld; do
	for how in "-shared -Wl,--version-script=map" "-shared" "-no-pie -nostdlib -Wl,-e,entry"; do
		what="$linker ${how%% *}${how#* }"
		# Without the script bfd and lld do not know the versions.
		objects="lib.o label.o one.o two.o"
		if [ "$how" != "-shared -Wl,--version-script=map" ]; then
			sed '/symver/d' lib.c >plain.c
			gcc -O1 -fPIC -fno-toplevel-reorder -c plain.c
			objects="plain.o label.o one.o two.o"
		fi
		echo "$objects" >list
		"$kas" census -o names --list list
		# shellcheck disable=SC2086
		gcc -fuse-ld=$linker $how $objects -o image 2>ld.log ||
			{ ok 1 "$what: links"; sed 's/^/# /' ld.log; continue; }
		succeeds "$what: prune" "$kas" prune -n names -o out image
		succeeds "$what: verify" "$kas" verify -n names out
		# gold makes a local "bar" of the version, which nobody can tell from others.
		is "$(aliases out | grep -E '^(bar|hidden)@' | grep -vE '@(LIB_1|image_0)$' | sort)" \
			'bar@one_c_1
bar@two_c_1
hidden@lib_c_6
hidden@one_c_2
hidden@two_c_2' "$what: aliases"
		is "$(nm out | sed -n 's/ . hidden@.*//p' | sort)" "$(nm image | sed -n 's/ . hidden$//p' | sort)" \
			"$what: each hidden symbol has one at its place"
		is "$(nm image | grep -c ' [tT] hidden$')" 3 "$what: there are three"
		accepted out "$what" image
		same_but_symbols image out "$what"
	done
done
done_testing
