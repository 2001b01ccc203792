#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Everything that kas_alias prints it takes back: over whole lists of symbols, in
# every form of output. Real ones are those of this machine's kernel, with aliases
# made up for its ambiguous names, and of every kernel that tests have booted.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"
cache=${KAS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kas_alias}
perl=("$(dirname "$inputs")/takes-back.pl" "$kas")

# takes_back NAME STEP OPTION...
takes_back()
{
	local name=$1

	shift
	"${perl[@]}" "$@" >out 2>err
	is "$(sed -n '1s/.*, //p' out)" '0 failures' "$name" || grep -v ': error: ' err | head -n 20
	sed -n '1s/^/# /p' out
}

takes_back 'a small list' 1 --from=kallsyms
sed 's/@/./' kallsyms >dotted
takes_back '... with dots' 1 --from=dotted
sed 's/^................/0000000000000000/' kallsyms >hidden
takes_back '... without addresses' 1 --from=hidden

# Some symbols of ambiguous names get an alias.
cp /proc/kallsyms real
awk 'NR == FNR { count[$3]++; next }
     { print }
     count[$3] > 1 && $3 !~ /[^A-Za-z0-9_.]/ && !(n++ % 40) {
	printf "%s t %s@drivers_file%d_c_%d%s\n", $1, $3, n, n % 3000 + 1, (NF > 3 ? "\t" $4 : "") }' \
	real real >made
check 'a list of this machine has aliases' grep -q @ made
takes_back "this machine's kernel" 97 --from=made

for list in "$cache"/build/kernel-*/*.guest/out/kallsyms; do
	grep -q '@[A-Za-z0-9_]*_[0-9]*' "$list" 2>/dev/null || continue
	kernel=${list#"$cache"/build/}
	takes_back "${kernel%/out/*}" 97 --from="$list"
done
done_testing
