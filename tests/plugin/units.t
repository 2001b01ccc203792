#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The name of the translation unit in each object: the checker names after it what
# the plugin did not see.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"

# units FILE: those in it, in order
units() {
	readelf -sW "$1" | awk '$7 == "ABS" && $2 ~ /6b6175$/ && $5 == "LOCAL" { print $8 }'
}

mkdir -p drivers/rtc include
echo 'static __attribute__((used)) int header;' >include/h.h
cat >drivers/rtc/sysfs.c <<'END'
#include "../../include/h.h"
int global;
END
compile -c drivers/rtc/sysfs.c -o a.o
is "$(units a.o)" kas-unit@drivers_rtc_sysfs_c_0 'a unit'
is "$(readelf -sW a.o | awk '$5 == "LOCAL" && $8 ~ /@/ { name = $8 } END { print name }')" \
	kas-unit@drivers_rtc_sysfs_c_0 '... behind all aliases and markers'
compile -c drivers/rtc/sysfs.c -o a.o -- tag=file
is "$(units a.o)" kas-unit@drivers_rtc_sysfs_c 'tag=file'
compile -c drivers/rtc/sysfs.c -o a.o -- separator=.
is "$(units a.o)" kas-unit.drivers_rtc_sysfs_c_0 "separator '.'"
compile -c drivers/rtc/sysfs.c -o a.o -- module=rtc moddir=drivers/rtc
is "$(units a.o)" kas-unit@rtc_sysfs_c_0 'of a module'
compile -c drivers/rtc/sysfs.c -o a.o -- level=functions
is "$(units a.o)" kas-unit@drivers_rtc_sysfs_c_0 'whatever the level'
compile -c drivers/rtc/sysfs.c -o a.o -- max-length=32
is "$(units a.o)" kas-unit@drivers_rtc_sysfs_c_0 'in full, whatever the limit'
compile -masm=intel -c drivers/rtc/sysfs.c -o a.o
is "$(units a.o)" kas-unit@drivers_rtc_sysfs_c_0 '-masm=intel'

echo 'typedef int type; extern int x;' >empty.c
compile -c empty.c
is "$(units empty.o)" '' 'a unit that defines nothing has none'
# shellcheck disable=SC2028
echo 'asm(".macro make name\n\\name: nop\n.endm\n.text\nmake made");' >statement.c
compile -c statement.c
is "$(units statement.o)" kas-unit@statement_c_0 'a unit of statements for the assembler only'

# A symbol that is called like the marker once was.
echo 'asm("kas_unit: nop"); static int kas_state = 3; int *at(void) { return &kas_state; }' >same.c
echo 'static int kas_unit = 3; int *of(void) { return &kas_unit; }' >same2.c
for tag in line file; do
	check "a label of the name kas_unit, tag=$tag" compile -c same.c -o a.o -- tag=$tag
	check "a variable of the name kas_unit, tag=$tag" compile -c same2.c -o a.o -- tag=$tag
done

# A file that #line names in the main file is told, too: there tags end in that.
cat >parser.c <<'END'
#include "include/h.h"
static __attribute__((used)) int here;
#line 5 "grammar.y"
static __attribute__((used)) int one;
static __attribute__((used)) int two;
#line 9 "skeleton.c"
static __attribute__((used)) int three;
#line 9 "include/x.c:parser.c"
static __attribute__((used)) int four;
END
compile -c parser.c
is "$(units parser.o)" 'kas-unit@parser_c_0
kas-unit@grammar_y_0
kas-unit@skeleton_c_0' 'files of #line, behind the unit'
compile -c parser.c -- tag=file
is "$(units parser.o)" 'kas-unit@parser_c
kas-unit@grammar_y
kas-unit@skeleton_c' 'files of #line, tag=file'

# Link-time optimisation: of each unit that is in an output, and none before that.
cat >a.c <<'END'
int b(void);
int a(void) { return b(); }
END
cat >b.c <<'END'
static __attribute__((noipa)) int f(int x) { return x; }
int b(void) { return f(1); }
END
compile -O2 -flto -c a.c b.c statement.c
is "$(units b.o)" '' 'nothing in a slim object'
compile -O2 -flto -flto-partition=one -r -flinker-output=nolto-rel a.o b.o -o r.o
is "$(units r.o | sort)" $'kas-unit@a_c_0\nkas-unit@b_c_0' 'two units in one'
compile -O2 -flto -ffat-lto-objects -c b.c statement.c
is "$(units b.o)$(units statement.o)" kas-unit@b_c_0kas-unit@statement_c_0 'fat objects'
compile -O2 -flto -Da=c -c a.c -o c.o
compile -O2 -flto -c a.c
check 'a unit that was compiled twice' compile -O2 -flto -flto-partition=one -r \
	-flinker-output=nolto-rel a.o c.o -o r.o
is "$(units r.o)" kas-unit@a_c_0 '... is told once'

done_testing
