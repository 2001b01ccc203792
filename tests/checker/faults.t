#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Each system call of each command fails, with each error that it can have, and each is
# the last before SIGKILL. faults.pl says what is right then.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

{ function_ f a_c_1; global_ g a_c_2; } | assemble a
{ function_ f b_c_1; function_ h b_c_2; } | assemble b
{ function_ f; function_ i; } | assemble plain
printf 'f:\n\tnop\n' >plain.S
ld -r a.o b.o -o both.o
"$kas" census -o right a.o b.o
"$kas" prune -n right -o pruned both.o
printf 'a.o\nb.o\n' >list
mkdir old
printf 'old:1\n' >old/names
printf 'kas-digest-old := 1\n' >old/digests
cp plain.o old/out
chmod 640 old/*
# Where the file system has them.
setfattr -n user.origin -v test old/out old/names 2>/dev/null
mkdir src build
touch src/a.c
printf 'savedcmd_a.o := gcc\n\nsource_a.o := src/a.c\n\ndeps_a.o := \\\n  src/b.h \\\n' >build/.a.o.cmd
printf '# kas_alias table 1\n' >old/places
resolver=$top/scripts/resolver/kas_alias

# survives NAME FIRST OUTPUTS COMMAND...
survives()
{
	perl "$top/tests/checker/faults.pl" "$@" >table
	ok $? "$1" || :
	cat table >&2
}

survives census a.o names,digests "$kas" census -v -o names --digests digests --base right a.o b.o
survives lists list names "$kas" census -o names --list list
survives mark plain.o out "$kas" mark -v --path=plain.S --source=plain.S -o out plain.o
survives prune out out "$kas" prune -v -n right -o out both.o
rm old/out
cp plain.o old/target
chmod 600 old/target
ln -s target old/out
survives linked out out,target "$kas" prune -n right -o out both.o
survives verify right - "$kas" verify -v -n right pruned
survives table pruned places "$kas" table -q -o places --srctree=src --objtree=build pruned
survives find pruned - "$resolver" find --no-table -f pruned f
survives list pruned - "$resolver" list --no-table -f pruned
printf 'pc : f+0x0/0x1\n' >dump
survives decode dump - "$resolver" decode --no-table -f pruned dump
done_testing
