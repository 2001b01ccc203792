#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Files cut short in many places and files with many a byte changed, read by a checker
# that is built to notice each wrong access: it exits with 0, 1 or 2 and says why.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

compiler=${HOSTCC:-gcc}
if ! $compiler -O1 -g -std=gnu11 -fsanitize=address,undefined -fno-sanitize-recover=all \
	-o checked "$top"/scripts/kas_alias/{,*/}*.c -lelf 2>build.log; then
	ok 1 "builds with sanitizers"
	sed 's/^/# /' build.log
	done_testing
fi
ok 0 "builds with sanitizers"

{
	echo '	.file "a.c"'
	padding f f@a_c_1
	function_ f a_c_1 "call outside"
	function_ only a_c_2 "call f@PLT"
	global_ g a_c_3
	printf '\t.section .t.x,"axG",%%progbits,x,comdat\n\t.globl x\nx: ret\n\t.text\n'
} | assemble a
{ function_ f b_c_1; function_ g b_c_2; } | assemble b
ld -r a.o b.o -o small.o
ld -q -e 0 --defsym outside=0 small.o -o small
"$kas" census -o names small.o

# perl makes the variants and runs all commands on each.
cat >variants.pl <<'EOF'
use strict;
my ($input, $step, $only_headers) = @ARGV;
open(my $in, '<:raw', $input) or die;
my $bytes = do { local $/; <$in> };
my ($bad, $runs) = (0, 0);
sub try {
	my ($what, $content) = @_;
	open(my $out, '>:raw', 'variant') or die;
	print $out $content;
	close $out;
	for my $command ('mark --tag=file --path=a.S -o out variant',
			 'census -o out variant', 'prune -n names -o out variant',
			 'verify -n names variant') {
		unlink 'out';
		my $said = `./checked $command 2>&1 >/dev/null`;
		my $status = $?;
		$runs++;
		next if $status == 0;
		next if $status == 1 << 8 && $command =~ /^verify/;
		next if $status == 2 << 8 && !-e 'out' &&
			$said =~ /\A[^\n]*: error: [^\n]*\n\z/;
		next if $status == 2 << 8 && $command =~ /^verify/;
		print "# $what: $command: status $status: $said\n" if $bad++ < 5;
	}
}
# e_shoff of ELF64
my $start = $only_headers ? unpack('x40 Q<', $bytes) : 0;
my $seed = 1;
for (my $i = $start; $i < length $bytes; $i += $step) {
	try("first $i bytes", substr $bytes, 0, $i);
	my $other = $bytes;
	$seed = ($seed * 1103515245 + 12345) % 2147483648;
	substr($other, $i, 1) =
		chr(ord(substr $bytes, $i, 1) ^ (1 + ($seed >> 16) % 255));
	try("byte $i", $other);
}
print "# $runs runs\n";
exit($bad != 0);
EOF
# KAS_ALIAS_FUZZ_STEP=1 takes all of them, and an hour.
step=${KAS_ALIAS_FUZZ_STEP:-97}
for file in small.o small; do
	perl variants.pl $file "$step"
	ok $? "$file: every ${step}th length and byte"
done

# The section headers are where most can go wrong.
perl variants.pl small.o $((step > 11 ? 11 : step)) headers
ok $? "small.o: section headers"

# The same checker finds nothing wrong with good input.
for command in "mark --tag=file --path=a.S -o out small.o" "census -o out small.o" \
	"prune -n names -o out small.o" "prune --keep-all -n names --image=x -o out small" \
	"verify -n names out"; do
	# shellcheck disable=SC2086
	run ./checked $command
	! grep -qE 'Sanitizer|runtime error' <<<"$err"
	ok $? "$command" || head -5 <<<"$err" | sed 's/^/# /'
done

done_testing
