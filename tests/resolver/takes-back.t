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

# Names that asm labels give, with bytes that are a shell's, a pattern's, or mean
# something in a spelling; what a terminal would not show is printed as "?".
number=0
while IFS= read -r name; do
	for copy in 1 2; do
		number=$((number + 1))
		printf '\t.type "%s",%%object\n"%s":\t.quad 0\n\t.size "%s",8\n' "$name" "$name" "$name"
		printf '\t.equiv "%s@odd%d_c_%d", "%s"\n' "$name" "$copy" "$number" "$name"
	done >"$number.s"
done <<'END'
we:ird name
we:ird
a:b:26
it's
größe
10% [more]
a,b+0x3
x.c:y
END
for source in ?.s ??.s; do
	i=${source%.s}
	head -n 4 "$source" | as -o "${i}a.o" -
	tail -n +5 "$source" | as -o "${i}b.o" -
done
ld -e 0 -Tdata 0x10000 -o odd ./*a.o ./*b.o
"$kas" list --from=odd --field=alias >aliases
is "$(wc -l <aliases)" 16 'odd names: all are listed'
for form in '' --field=symbol --field=address; do
	while IFS= read -r alias; do
		"$kas" find --from=odd $form -- "$alias" >line 2>/dev/null || echo "$alias: is lost"
		line=$(cat line)
		"$kas" find --from=odd --field=alias -- "$line" >found 2>&1
		grep -qxF -- "$alias" found || echo "$line: is lost"
		[ "$form" = --field=symbol ] || [ "$(wc -l <found)" = 1 ] || echo "$line: several"
	done <aliases
done >lost
is "$(sort -u lost)" '' 'odd names: each is taken back as it is printed'
for query in 'odd:we:ird?name' 'we:ird?name+0x1/0x8' 'we:ird?name@odd1_c_1+0x0'; do
	check "... $query" grep -qxF 'we:ird?name@odd1_c_1' \
		<("$kas" find --from=odd --field=alias -- "$query")
done

for list in "$cache"/build/kernel-*/*.guest/out/kallsyms; do
	grep -q '@[A-Za-z0-9_]*_[0-9]*' "$list" 2>/dev/null || continue
	kernel=${list#"$cache"/build/}
	takes_back "${kernel%/out/*}" 97 --from="$list"
done
done_testing
