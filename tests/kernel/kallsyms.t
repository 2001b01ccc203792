#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Does kallsyms.pl, the judge of the kernel test, see what is wrong? It is given
# the symbols of a small kernel of one image and an external module: as they
# should be, and with one fault each.
set -eu
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$work"

gcc -c -x c -o a.o - <<'END'
static int show(void) { return 1; }
static int lone(void) { return 2; }
static int count = 3, __key, __pi___key, *pointers[] = { &count, &__key, &__pi___key };
int (*a[])(void) = { show, lone };
int **b[] = { pointers };
__attribute__((weak)) int frail(void) { return 4; }
asm(".pushsection .text; __pfx_show: nop; __pi_$x: nop; .popsection");
END
gcc -c -x c -o b.o - <<'END'
static int show(void) { return 1; }
static int count = 3, __key, __pi___key, *pointers_b[] = { &count, &__key, &__pi___key };
int (*c[])(void) = { show };
int **d[] = { pointers_b };
int frail(void) { return 4; }
asm(".pushsection .text; __pfx_show: nop; __pi_$x: nop; .popsection");
END
gcc -c -x c -o hello.o - <<'END'
static int lone(void) { return 1; }
int (*e[])(void) = { lone };
END
printf '%s\n' 'vmlinux a.o b.o' '+hello hello.o' >objects

cat >plain <<'END'
ffff1000 T _text
ffff1010 t __pfx_show
ffff1020 t show
ffff1030 t lone
ffff1040 W frail
ffff1050 t __pi_$x
ffff1110 t __pfx_show
ffff1120 t show
ffff1130 T frail
ffff1140 t e843419@00ed_00000b0c_3b08
ffff1150 t __pi_$x
ffff2000 d count
ffff2004 d __key
ffff2008 d __pi___key
ffff2010 d pointers
ffff2100 d count
ffff2104 d __key
ffff2108 d __pi___key
ffff2110 d pointers_b
ffffa000 t lone	[hello]
END
# The same with aliases.
sed -e 's/\(.*\) show$/&\n\1 show@AT_c_1/' -e 's/\(.*\) d count$/&\n\1 d count@AT_c_3/' \
	-e 's/ffff1130 T frail/&\nffff1130 T frail@b_c_5/' \
	-e 's/\(ffffa000 t lone\)\(.*\)/&\n\1@hello_hello_c_1\2/' plain |
	sed -e '/^ffff.0/s/AT/a/' -e '/^ffff.1/s/AT/b/' >good

# Is "symbols" judged like this, and said to be?
judge() { # STATUS TEXT [OPTION]...
	local wanted=$1 text=$2 status=0
	shift 2
	"$top/tests/kernel/kallsyms.pl" --objects objects --baseline plain \
		"$@" symbols >report || status=$?
	cat report
	[ "$status" = "$wanted" ] && grep -qF -- "$text" report
}

judged() { # STATUS DESCRIPTION TEXT [OPTION]...
	local description=$2
	check "$description" judge "$1" "${@:3}" || true
}

# Is "good" with a change found to be bad?
fault() { # DESCRIPTION TEXT SED
	sed -e "$3" good >symbols
	if cmp -s good symbols; then
		echo "Bail out! $3 changes nothing"
		exit 1
	fi
	judged 1 "$1" "$2"
}

cp good symbols
judged 0 'aliases as they should be' '6 aliases'
judged 0 '... and why others have none' 'without alias, level: 4 symbols: __key __pi___key'
judged 1 'level functions: no alias of data' 'has 1 aliases, not 0 (level)' --level functions
judged 1 'level all: an alias of all data' '__key at ffff2004 [vmlinux]: has 0 aliases, not 1' --level all
judged 1 'a text that must not be there' 'contains hello_c' --nowhere hello_c
sed '/e843419/!s/@/./' good >symbols
judged 0 'another separator' '6 aliases' --separator .

fault 'a missing alias' 'show at ffff1020 [vmlinux]: has 0 aliases, not 1' '/show@a/d'
fault 'a missing alias of data' 'count at ffff2100 [vmlinux]: has 0 aliases' '/count@b/d'
fault 'a missing alias of a global' 'frail at ffff1130 [vmlinux]: has 0 aliases' '/frail@/d'
fault 'a missing alias in a module' 'lone at ffffa000 [hello]: has 0' '/lone@/d'
fault 'two aliases' 'has 2 aliases, not 1' 's/.*show@a_c_1/&\n&_2/'
fault 'two equal aliases' 'two of this name' 's/show@b_c_1/show@a_c_1/'
fault 'an alias of a unique name' 'has 1 aliases, not 0 (unique)' \
	's/\(.*\) lone$/&\n\1 lone@a_c_2/'
fault 'an alias of a weak symbol' 'has 1 aliases, not 0 (weak)' \
	's/\(.*W\) frail$/&\n\1 frail@a_c_6/'
fault 'an alias of padding' 'has 1 aliases, not 0 (derived)' \
	's/\(.*1010 t\) __pfx_show$/&\n\1 __pfx_show@a_c_1/'
fault "an alias of one of the assembler's marks" 'has 1 aliases, not 0 (derived)' \
	's/\(.*1050 t\) __pi_$x$/&\n\1 __pi_$x@a_c_1/'
fault 'an alias elsewhere' 'no symbol at its address' 's/ffff1020\(.*@\)/ffff1024\1/'
fault 'an alias first' 'comes before any plain name' \
	's/\(.*1020 t\) show$/\1 show@a_c_1/;t;s/show@a_c_1/show/'
fault 'a plain name that is gone' 'plain names: 19, without the option 20' '/_text/d'
fault 'plain names in another order' 'plain name 12: d pointers_b' \
	's/ pointers_b$/ swap/;s/ __key$/ pointers_b/'
fault 'another type' 'without the option' 's/T _text/t _text/'

done_testing
