#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Bad input: a message "FILE: error: ...", exit status 2, nothing left behind.
# shellcheck source=tests/btf/lib.bash
. "$(dirname "$0")/lib.bash"

object one <<'END'
struct device { int id; };
static __attribute__((noipa, used)) int show(struct device *dev) { return dev->id; }
int main(void) { return 0; }
END
object two <<'END'
static __attribute__((noipa, used)) int show(int n) { return n + 1; }
END
"$CC" one.o two.o -o prog
prune prog
encode prog
"$program" -o out.btf prog.btf prog || exit
cp out.btf good.btf

refuses kas_alias_btf "separator=@: BTF takes no name" "separator @" \
	"$program" --separator=@ -o out prog.btf prog
refuses kas_alias_btf "separator=x: not one of" "another one" "$program" --separator=x -o out prog.btf prog
refuses kas_alias_btf "output is missing" "no output" "$program" prog.btf prog
refuses kas_alias_btf "is missing" "no image" "$program" -o out prog.btf
refuses kas_alias_btf "too many files" "three files" "$program" -o out prog.btf prog prog
refuses kas_alias_btf "no such option" "another option" "$program" --bass=x -o out prog.btf prog
refuses kas_alias_btf "its value is missing" "an option without its value" "$program" prog.btf prog -o
for option in --help --version; do
	succeeds "$option" "$program" $option
done

# BTF.
bad() { # FILE WHY WHAT
	refuses "$1" "$2" "$3" "$program" -o out "$1" prog
	refuses "$1" "$2" "$3 as a base" "$program" --base "$1" -o out prog.btf prog
}
bad missing "cannot open: No such file" "BTF that is not there"
: >empty
bad empty "not BTF" "an empty file"
echo 'a text that is long enough for a header' >text
bad text "not BTF" "a text"
refuses prog "not BTF" "an ELF file where raw BTF is meant" "$program" -o out prog prog
refuses one.o "no BTF" "a base without BTF" "$program" --base one.o -o out prog.btf prog
head -c 40 prog.btf >short
bad short "truncated" "only a header, and a little"
patched() { # OFFSET BYTES
	cp prog.btf patched
	poke patched "$1" "$2"
}
patched 2 '\2'
bad patched "version 2" "another version"
patched 4 '\50'
bad patched "header of 40 bytes" "a header that is not known"
patched 12 '\377\377\0\0'
bad patched "types" "types that reach into the strings"
patched 8 '\1'
bad patched "aligned" "types that are not aligned"
patched 31 '\77'
bad patched "kind 63 is not known" "a type of another kind"
patched 24 '\377\377\0\0'
bad patched "name beyond the strings" "a name that is not there"
patched $(($(stat -c %s prog.btf) - 1)) x
bad patched "strings that do not end" "strings without an end"

# Images.
image() { # FILE WHY WHAT
	refuses "$1" "$2" "$3" "$program" -o out prog.btf "$1"
}
image missing "cannot read" "an image that is not there"
image text "cannot read" "a text as image"
image empty "cannot read" "an empty image"
strip -g -o stripped prog
image stripped "no debug information" "an image without debug information"
strip -s -o bare one.o
image bare "no symbol table" "an image without symbols"
strip -s -o dynamic prog
image dynamic "no symbol table but that of dynamic linking" "a program without symbols"

# Output.
refuses . "not a regular file" "a directory as output" "$program" -o . prog.btf prog
refuses none/out "cannot write" "a directory that is not there" "$program" -o none/out prog.btf prog
cp text kept
refuses kept "what is there is not BTF" "an output that is something else" "$program" -o kept prog.btf prog
check '... which stays' cmp text kept
said=$(ulimit -f 0; exec "$program" -o out.btf prog.btf prog 2>&1)
is "$? $(grep error: <<<"$said")" '2 out.btf: error: cannot write: File too large' 'a full disk'
check '... what was there stays' cmp good.btf out.btf
check '... and nothing else' test -z "$(find . -name '.tmp*')"

# Of what was changed anywhere, nothing is read beyond its end: the program was built with
# sanitizers, which end it with another status.
cat >mutate.pl <<'END'
my ($from, $to, $seed) = @ARGV;
srand $seed;
open my $in, '<:raw', $from or die;
my $bytes = do { local $/; <$in> };
substr($bytes, int rand length $bytes, 1) = chr int rand 256 for 1 .. 1 + rand 4;
$bytes = substr($bytes, 0, rand length $bytes) unless int rand 8;
open my $out, '>:raw', $to or die;
print $out $bytes;
END
strange=
for seed in $(seq 1 "${MUTATIONS:-30}"); do
	for file in prog.btf prog; do
		perl mutate.pl "$file" changed "$seed"
		if [ "$file" = prog ]; then set -- prog.btf changed; else set -- changed prog; fi
		"$top/.build/tests/kas_alias_btf" -o out "$@" >said 2>&1
		status=$?
		[ "$status" = 0 ] || { [ "$status" = 2 ] && grep -q error: said && ! grep -q Sanitizer said; } ||
			strange+=" $file:$seed"
		[ "$status" != 0 ] || [ "$file" = prog ] || perl "$here/kept.pl" changed out || strange+=" $file:$seed:kept"
	done
done
is "$strange" '' 'changed files are taken or refused'
done_testing
