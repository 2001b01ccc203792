# SPDX-License-Identifier: GPL-2.0-or-later
#
# What the tests of the checker share: inputs, and comparisons made by binutils
# and elfutils, not by the checker.
#
# A test sources this file first and calls done_testing last. It runs in an
# empty directory that goes away with it; $kas is the checker, $CC the first native
# compiler of $TEST_COMPILERS.

set -u
shopt -s lastpipe
# shellcheck source=tests/lib/tap.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/tap.sh"
# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"

# shellcheck disable=SC2154
kas=$(realpath -s "${KAS_ALIAS:-$top/scripts/kas_alias/kas_alias}")
[ -x "$kas" ] || { echo "Bail out! $kas is not built"; exit 1; }
read -r CC _ < <(native_compilers) || CC=gcc
command -v "$CC" >/dev/null || { echo "Bail out! $CC: error: no such compiler"; exit 1; }
# shellcheck disable=SC2154
cd "$work" || exit 1

# ok STATUS NAME - one test, passed if STATUS is 0, which it returns
ok()
{
	check "$2" test "$1" -eq 0
}

# like TEXT PATTERN NAME - does TEXT match the extended regular expression?
like()
{
	grep -qE -- "$2" <<<"$1"
	ok $? "$3" || printf '# got: %s\n# want: %s\n' "$1" "$2"
}

# skip NAME WHY
skip()
{
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

# succeeds NAME COMMAND... - exit status 0 and nothing on stderr
succeeds()
{
	local name=$1

	shift
	run "$@"
	[ "$status" -eq 0 ] && [ -z "$err" ]
	ok $? "$name" || printf '# exit status %s: %s\n' "$status" "$err"
}

# refuses FILE WHY NAME COMMAND... - exit status 2, one message about FILE that
# matches WHY, nothing on stdout, no file that was not there before
refuses()
{
	local file=$1 why=$2 name=$3 before

	shift 3
	before=$(ls -A)
	run "$@"
	[ "$status" -eq 2 ] && [ -z "$out" ] && [ "$(wc -l <<<"$err")" -eq 1 ] &&
		grep -qE -- "^$file: error: .*($why)" <<<"$err" &&
		[ "$(ls -A)" = "$before" ]
	ok $? "$name" || printf '# exit status %s: %s\n# want: %s\n# files: %s\n' \
		"$status" "$err" "$why" "$(echo .[!.]* *)"
}

# assemble NAME [AS [OPTION...]] - stdin to NAME.o
assemble()
{
	local name=$1

	shift
	[ $# -gt 0 ] || set -- as
	"$@" -o "$name.o" - || { echo "Bail out! as: $name"; exit 1; }
}

# unit TAG - the marker of the unit that a tag is of, once
unit()
{
	local name=kas-unit@${1%_*}_0

	printf '\t.ifndef "%s"\n\t.equiv "%s", 0x6b6175\n\t.endif\n' "$name" "$name"
}

# without_units FILE... - as prune leaves them
without_units()
{
	for file; do
		objcopy -w -N 'kas-unit[@.]*' "$file"
	done
}

# function NAME [TAG [BODY...]] - a local function as the plugin leaves it
function_()
{
	local name=$1 tag=${2:-}

	shift
	[ $# -eq 0 ] || shift
	printf '\t.type "%s",%%function\n"%s":\n' "$name" "$name"
	printf '\t%s\n' "${@:-.byte 0x90}"
	printf '\t.size "%s",.-"%s"\n' "$name" "$name"
	[ -z "$tag" ] || printf '\t.equiv "%s@%s", "%s"\n' "$name" "$tag" "$name"
	[ -z "$tag" ] || unit "$tag"
}

# padding NAME... - objtool's padding before the function that comes next, for each
# of its names
padding()
{
	for name; do
		printf '\t.type "__pfx_%s",%%function\n"__pfx_%s":\n' "$name" "$name"
		printf '\t.size "__pfx_%s",1\n' "$name"
	done
	printf '\t.byte 0x90\n'
}

# global_ NAME [TAG [BODY...]] - a global function, and its marker
global_()
{
	printf '\t.globl "%s"\n' "$1"
	function_ "$1" "" "${@:3}"
	[ -z "${2:-}" ] || printf '\t.equiv "%s@%s", 0x6b6173\n' "$1" "$2"
	[ -z "${2:-}" ] || unit "$2"
}

# poke FILE OFFSET BYTES - overwrite, BYTES in printf's notation
poke()
{
	# shellcheck disable=SC2059
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# section FILE NAME FIELD - of the section headers: index, offset (decimal), size
section()
{
	readelf -SW "$1" 2>/dev/null | sed -nE 's/^ *\[ *([0-9]+)\] */\1 /p' |
		while read -r index name _ _ offset size _; do
			[ "$name" = "$2" ] || continue
			case $3 in
			index)	echo "$index" ;;
			offset)	echo $((16#$offset)) ;;
			size)	echo $((16#$size)) ;;
			esac
			break
		done
}

# symbols FILE - "VALUE SIZE TYPE BIND VISIBILITY SECTION NAME", in file order
symbols()
{
	readelf -sW "$1" 2>/dev/null |
		awk '/^Symbol table/ { on = /\.symtab/ }
		     on && $1 ~ /^[0-9]+:$/ {
			sub(/^ *[0-9]+: */, ""); gsub(/ +/, " "); print }'
}

# names FILE - names of .symtab's symbols, in file order, but for markers of units
names()
{
	symbols "$1" | awk '$3 != "SECTION" && $3 != "FILE" && $7 &&
		$7 !~ /^kas-unit[@.]/ { print $7 }'
}

# aliases FILE - in file order
aliases()
{
	names "$1" | grep -E '@[A-Za-z0-9]*_[A-Za-z0-9_]*$'
}

# plain FILE - symbols() without aliases and markers
plain()
{
	symbols "$1" | grep -vE '@[A-Za-z0-9]*_[A-Za-z0-9_]*$'
}

# relocations FILE - "OFFSET TYPE SYMBOL + ADDEND", aliases by their targets
relocations()
{
	readelf -rW "$1" 2>/dev/null |
		awk '/^Relocation section/ { print $3; next }
		     $1 ~ /^[0-9a-f]+$/ {
			$2 = ""; if (NF > 4) $4 = ""
			gsub(/ +/, " "); print }' |
		sed -E 's/@[A-Za-z0-9]*_[A-Za-z0-9_]*//'
}

# sections FILE - section headers without what a smaller .symtab changes
sections()
{
	readelf -SW "$1" 2>/dev/null |
		sed -nE 's/^ *\[ *([1-9][0-9]*)\] */\1 /p' |
		awk '$2 ~ /^\.(symtab|strtab|symtab_shndx)$/ { next }
		     { $5 = "OFFSET" }
		     $3 == "GROUP" { $(NF - 1) = "SIGNATURE" }
		     { print }'
}

# contents FILE - every section that is no table of symbols or relocations
contents()
{
	objdump -sz "$1" 2>/dev/null | tail -n +4
}

# groups FILE - signatures and members
groups()
{
	readelf -gW "$1" 2>/dev/null
}

# same_but_symbols OLD NEW NAME - the promise of prune, SPEC section 5: nothing
# but symbols was taken away or, aliases of global ones, added
same_but_symbols()
{
	local what

	for what in sections contents relocations plain groups; do
		if ! cmp -s <("$what" "$1") <("$what" "$2"); then
			ok 1 "$3: $what are equal"
			diff <("$what" "$1") <("$what" "$2") | head -20 | sed 's/^/# /'
			return
		fi
		[ "$what" = groups ] || [ "$what" = relocations ] ||
			[ -n "$("$what" "$1")" ] || { ok 1 "$3: $what are read"; return; }
	done
	ok 0 "$3: nothing else differs"
}

# misaligned FILE - sections whose place does not suit their alignment
misaligned()
{
	readelf -SW "$1" 2>/dev/null |
		sed -nE 's/SECTION INDICES//; s/^ *\[ *([1-9][0-9]*)\] *//p' |
		while read -r name type _ offset rest; do
			align=${rest##* }
			[ "$type" = NOBITS ] || [ "$align" -le 1 ] ||
				[ $((16#$offset % align)) -eq 0 ] || echo "$name"
		done
}

# complaints FILE - what elflint has against it; an alias is as its target
complaints()
{
	eu-elflint --quiet --gnu-ld "$1" 2>&1 |
		sed -E 's/symbol [0-9]+/symbol/; s/@[A-Za-z0-9_]*\)/)/' | sort -u
}

# flaws FILE - both; binutils 2.46 itself writes MIPS sections that are misaligned
flaws()
{
	{ complaints "$1"; misaligned "$1"; } | sort -u
}

# accepted FILE NAME [ORIGINAL] - what others say of a file that was written:
# nothing, or nothing that they do not say of the original. $prefix is that of
# cross binutils, $objdump what it is asked for.
accepted()
{
	local new objdump="objdump -dr"

	# Disassembling takes time quadratic in the number of sections.
	[ "$(stat -c %s "$1")" -lt 1000000 ] || objdump="objdump -hrt"
	new=$(comm -23 <(flaws "$1") <([ -z "${3:-}" ] || flaws "$3"))
	if [ -n "$new" ]; then
		is "$new" "" "$2: sections are in order"
		return
	fi
	for new in "readelf -aW" nm "$objdump" "strip -o $1.stripped"; do
		# shellcheck disable=SC2086
		run ${prefix:-}$new "$1"
		if [ "$status" -ne 0 ] || [ -n "$err" ]; then
			ok 1 "$2: $new accepts it"
			head -5 <<<"$err" | sed 's/^/# /'
			return
		fi
	done
	rm -f "$1.stripped"
	ok 0 "$2: accepted by elflint, readelf, nm, objdump and strip"
}
