#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What valgrind says of each command on good input: no wrong access, nothing that is not
# given back.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/../checker/lib.bash"

resolver=$top/scripts/resolver/kas_alias
{ function_ f a_c_1; global_ g a_c_2; padding h; function_ h; } | assemble a
{ function_ f b_c_1; function_ g b_c_2; } | assemble b
{ function_ plain; function_ "$(printf 'x%.0s' {1..600})"; } | assemble plain
printf 'plain:\n\tnop\n' >plain.S
ld -r a.o b.o -o both.o
printf 'a.o\nb.o\n' >list
printf 'pc : f+0x0/0x1\n' >dump

# clean STATUS NAME COMMAND... - this status, and nothing that valgrind has against it
clean()
{
	local want=$1 name=$2

	shift 2
	run valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=all \
		--errors-for-leak-kinds=definite,indirect,possible --log-file=log "$@"
	[ "$status" = "$want" ] && [ ! -s log ]
	ok $? "$name" || { echo "# exit status $status: $err"; sed 's/^/# /' log; } >&2
}

clean 0 census "$kas" census -o names --digests digests a.o b.o
clean 0 'census of a list' "$kas" census -o again --base names --list list
clean 0 mark "$kas" mark --path=plain.S --source=plain.S -o marked.o plain.o
clean 0 prune "$kas" prune -n names -o out both.o
clean 0 'prune --keep-all' "$kas" prune -n names --keep-all --image=x -o kept both.o
clean 0 verify "$kas" verify -v -n names out
clean 1 'verify with findings' "$kas" verify -n names both.o
clean 3 find "$resolver" find --no-table -f out f
clean 0 list "$resolver" list --no-table -f out
clean 0 'list --json' "$resolver" list --json --no-table -f out
clean 3 decode "$resolver" decode --no-table -f out dump
clean 0 diff "$resolver" diff --no-table out out
printf '#include <stdlib.h>\nint main(void) { return *(volatile char *)malloc(1); }\n' >bad.c
"$CC" -o bad bad.c
run valgrind --quiet --error-exitcode=99 --leak-check=full ./bad
is "$status" 99 'an error is found'
done_testing
