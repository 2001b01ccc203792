#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The tests of the resolver once more with a program that ends at the first error
# of memory or of arithmetic, and hostile files: each of many that are changed in
# a few bytes.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# shellcheck disable=SC2154
program=$top/.build/tests/kas_alias
[ -x "$program" ] || { echo "Bail out! $program is not built"; exit 1; }
export ASAN_OPTIONS=detect_leaks=0
for test in find recipes decode diff json bad-input table sysmap; do
	check "$test.t" env KAS_RESOLVER="$program" "$(dirname "$0")/$test.t"
done

# shellcheck disable=SC2154
cd "$work" || exit
cp "$top"/tests/resolver/inputs/* .
gcc -g -x c -o prog - <<'END'
static __attribute__((used)) int f(void) { return 1; }
int main(void) { return f(); }
END

# changed FILE - some of its bytes made others, by chance that is the same each time
changed()
{
	perl -e 'srand($ARGV[1]); local $/; open(my $in, "<:raw", $ARGV[0]); my $bytes = <$in>;
		substr($bytes, int(rand(length $bytes)), 1, chr(int(rand(256)))) for 0 .. rand(8);
		print $bytes' "$1" "$2" >changed
}
ran=0 bad=0
for file in kallsyms table prog; do
	for ((seed = 0; seed < 60; seed++)); do
		changed $file $seed
		case $file in
		table)	arguments=(find -f kallsyms --table=changed --json '*') ;;
		*)	arguments=(find -f changed --json '*' f name_show+0x1/0x50 ffffffff81001034) ;;
		esac
		"$program" "${arguments[@]}" >out 2>err
		status=$?
		ran=$((ran + 1))
		if [ $status -gt 3 ] || grep -q 'Sanitizer\|runtime error' err; then
			bad=$((bad + 1))
			echo "# $file, seed $seed: status $status: $(grep -m 1 'Sanitizer\|runtime error' err)"
		fi
	done
done
is "$ran:$bad" 180:0 'changed files'
done_testing
