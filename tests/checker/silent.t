#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Nothing is lost or damaged in silence: separate debug files, odd layouts, inputs
# that change, censuses of something else, pipes that end too early.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

cat >n.c <<'EOF'
static int __attribute__((noipa)) f(void) { return 0; }
static int __attribute__((noipa)) only(void) { return f(); }
__asm__(".equiv \"f@n_c_1\", f\n.equiv \"only@n_c_2\", only");
__asm__(".equiv \"main@n_c_5\", 0x6b6173\n.equiv \"kas-unit@n_c_0\", 0x6b6175");
int main(void) { return only(); }
EOF
printf '@f@n_c_1:1\nf:2\nmain:1\nonly:1\n' >names

# readers FILE - what others say of it
readers()
{
	# shellcheck disable=SC2069
	{
		readelf -aW "$1"
		nm "$1"
		eu-readelf -S "$1"
		objdump -ht "$1"
	} 2>&1 >/dev/null
}

# Separate debug files, from small to large ones.
for options in "" "-g" "-static" "-shared -fPIC" "-no-pie -g3" "-Wl,-z,separate-code -g" \
	"-Wl,-z,noseparate-code" "-Wl,--build-id=none -Wl,-z,noseparate-code" "-Wl,-q -g"; do
	# shellcheck disable=SC2086
	gcc -O1 $options n.c -o n || { echo 'Bail out! gcc'; exit 1; }
	# shellcheck disable=SC2086
	gcc -O1 $options -c n.c -o n.o
	"$kas" census -o n.names n.o
	for how in objcopy eu-strip; do
		rm -f n.debug
		case $how in
		objcopy)  objcopy --only-keep-debug n n.debug ;;
		eu-strip) eu-strip -f n.debug -o n.stripped n 2>/dev/null ;;
		esac
		[ -e n.debug ] || { echo "# eu-strip refuses to split: gcc $options"; continue; }
		what="$how, gcc ${options:-without options}"
		cp n.debug n.before
		succeeds "$what: prune" "$kas" prune -n names -o n.debug n.debug
		is "$(readers n.debug)" "$(cp n.debug n.after; cp n.before n.debug; readers n.debug; mv n.after n.debug)" \
			"$what: readelf, nm and objdump read it"
		# Those of the C library's objects name an object and line 0.
		is "$(aliases n.debug | grep -v '_o_0$')" 'f@n_c_1' "$what: aliases"
		is "$(complaints n.debug | comm -23 - <(complaints n.before))" "" "$what: no new complaints"
		is "$(contents n.debug | md5sum)" "$(contents n.before | md5sum)" "$what: contents"
		cmp -s <(readelf -lW n.debug 2>&1) <(readelf -lW n.before 2>&1)
		ok $? "$what: segments"
	done
	cp n n.both
	"$kas" prune -n names -o n.both n.both
	[ "$options" = "-shared -fPIC" ] || { ./n.both; ok $? "gcc ${options:-without options}: runs"; }
done

# Alignments that would blow the file up.
{ function_ f a_c_1; function_ only a_c_2; printf '\t.section .last\n\t.byte 1\n'; } | assemble align
objcopy --add-section .added=/dev/null align.o
cat >align.pl <<'EOF'
# align.pl FILE SECTION ALIGNMENT: put a section behind .symtab and align it
use strict;
my ($file, $name, $power) = @ARGV;
open(my $in, '+<:raw', $file) or die;
local $/;
my $bytes = <$in>;
my ($shoff, $num, $strndx) = (unpack('Q<', substr($bytes, 40, 8)), unpack('v', substr($bytes, 60, 2)),
	unpack('v', substr($bytes, 62, 2)));
my $names = unpack('Q<', substr($bytes, $shoff + 64 * $strndx + 24, 8));
for my $i (1 .. $num - 1) {
	my $at = $shoff + 64 * $i;
	my $text = unpack('Z*', substr($bytes, $names + unpack('V', substr($bytes, $at, 4))));
	next unless $text eq $name;
	substr($bytes, $at + 48, 8) = pack('Q<', 1 << $power);
	substr($bytes, $at + 24, 8) = pack('Q<', length($bytes)) if $name eq '.last';
}
$bytes .= "\1" if $name eq '.last';
seek($in, 0, 0);
print $in $bytes;
EOF
for power in 40 62; do
	for section in .strtab .shstrtab; do
		cp align.o big.o
		perl align.pl big.o $section $power
		printf 'f:1\nonly:1\n' >align.names
		refuses big.o "alignment of section $section" "an alignment of 2^$power of $section" \
			"$kas" prune -n align.names -o out.o big.o
	done
done

# An input that becomes shorter while it is read.
{ function_ f s_c_1; printf '\t.data\n\t.zero 1 << 22\n'; } | assemble shrinking
printf 'f:1\n' >s.names
cp shrinking.o s.o
cat >shrink.c <<'EOF'
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/mman.h>
#include <unistd.h>
/* Cut $SHRINK to $SIZE bytes as soon as it is mapped. */
void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	void *(*next)(void *, size_t, int, int, int, off_t) = dlsym(RTLD_NEXT, "mmap");
	void *result = next(at, size, protection, flags, fd, offset);
	struct stat one, other;

	if (fd >= 0 && !fstat(fd, &one) && !stat(getenv("SHRINK"), &other) &&
	    one.st_ino == other.st_ino && truncate(getenv("SHRINK"), atol(getenv("SIZE"))))
		abort();
	return result;
}
EOF
gcc -D_GNU_SOURCE -shared -fPIC shrink.c -o shrink.so || exit 1
# shrunk FILE SIZE COMMAND...
shrunk()
{
	run env SHRINK="$1" SIZE="$2" LD_PRELOAD=./shrink.so "${@:3}"
}
for size in 0 4096; do
	for command in "census -o out" "prune -n s.names -o out" "mark --path=a.c -o out" "verify -n s.names"; do
		cp shrinking.o s.o
		before=$(ls -A)
		# shellcheck disable=SC2086
		shrunk s.o $size "$kas" $command s.o
		is "$status ${err%%:*}" "2 s.o" "${command%% *}: an object that shrinks to $size bytes"
		is "$(ls -A)" "$before" "... leaves nothing"
	done
done
seq -f 'n%08g:1' 200000 >many.names
shrunk many.names 4096 "$kas" prune -n many.names -o out shrinking.o
is "$status ${err%%:*}" "2 many.names" "prune: a census that shrinks"

# A census of something else.
{ function_ f a_c_1; function_ g a_c_2; function_ h a_c_3; } | assemble a
{ function_ f b_c_1; } | assemble b
ld -r a.o b.o -o image.o
"$kas" census -o right image.o
succeeds "prune by the census" "$kas" prune -n right -o out image.o
: >empty
refuses empty "image.o by it: it does not know f: " "an empty census" "$kas" prune -n empty -o image.o image.o
grep -v ^h: right >stale
refuses stale "does not know h: " "one that is older than a symbol" "$kas" prune -n stale -o image.o image.o
"$kas" census -o stale a.o
refuses stale "counted fewer of f: " "one that is older than an object" "$kas" prune -n stale -o image.o image.o
{ function_ main x_c_1; } | assemble x
"$kas" census -o foreign x.o
refuses foreign "does not know f: " "one of another program" "$kas" prune -n foreign -o image.o image.o
# ... that the user knows to be older than a part: what is new counts as this has it.
{ function_ f a_c_1; function_ g a_c_2; function_ h a_c_3; function_ twin a_c_4; } | assemble newer
{ function_ f b_c_1; function_ h b_c_2; function_ twin b_c_3; function_ only b_c_4; } | assemble newer-b
ld -r newer.o newer-b.o -o part.o
refuses right "does not know" "a part that is newer than the census" "$kas" prune -n right -o out part.o
succeeds "... with --part" "$kas" prune --part -n right -o out part.o
is "$(names out | grep @ | sort | paste -sd " ")" "f@a_c_1 f@b_c_1 h@a_c_3 h@b_c_2 twin@a_c_4 twin@b_c_3" \
	"... has the aliases of what is ambiguous in the census or in itself"
succeeds "... without any census" "$kas" prune --part -o out part.o
is "$(names out | grep @ | sort | paste -sd " ")" "f@a_c_1 f@b_c_1 h@a_c_3 h@b_c_2 twin@a_c_4 twin@b_c_3" "... of what is in itself"
cmp -s <(names image.o) <(ld -r a.o b.o -o again.o; names again.o)
ok $? "the image is what it was"

# Counts have an end.
printf 'f:4294967295\n' >base
succeeds "census with a base that is full" "$kas" census --base base -o added a.o
is "$(grep ^f: added)" f:4294967295 "the count stays at its greatest"
succeeds "which prune takes" "$kas" prune -n added -o out a.o

# Lists through a pipe.
refuses /dev/stdin 'does not end in the line "."' "a list whose writer failed" \
	bash -c "{ echo a.o; false && echo b.o && echo .; } | '$kas' census -o out2 --list-end=. --list /dev/stdin"
refuses /dev/stdin 'does not end in the line "."' "an empty one" \
	bash -c ": | '$kas' census -o out2 --list-end=. --list /dev/stdin"
refuses /dev/stdin 'no newline at its end' "one that ends within a name" \
	bash -c "printf 'a.o\nb.' | '$kas' verify -n right --list /dev/stdin"
succeeds "a whole list" bash -c "{ echo a.o; echo b.o; echo .; } | '$kas' census -o out2 --list-end=. --list /dev/stdin"
is "$(grep ^f: out2)" "f:2" "is read"
succeeds "one without images" bash -c "echo . | '$kas' census -o out3 --list-end=. --list /dev/stdin"

# A write that fails in the middle.
for ((i = 0; i < 40000; i++)); do
	printf 'name_of_a_symbol_that_is_long_%d:\n' "$i"
done | assemble many
for error in ENOSPC EIO EDQUOT; do
	for when in 1 2 3; do
		printf 'old:1\n' >census
		refuses census "cannot write" "census: $error at write $when" \
			strace -qq -o /dev/null -e trace=write -e inject=write:error=$error:when=$when \
			"$kas" census -o census many.o
		is "$(cat census)" old:1 "... the old census is there"
	done
done
# What was pruned has no markers any more.
gcc -O1 n.c -o n
gcc -O1 -c n.c -o n.o
run "$kas" census -o twice n
is "$status:$err" '0:' "a census of what is not pruned"
"$kas" prune -n names -o n n
run "$kas" census -o twice n
is "$status" 0 "a census of what is pruned"
like "$err" '^n: warning: 1 of its names look like aliases, and count as names: ' "... has a warning"

done_testing
