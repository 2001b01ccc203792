#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Output is written whole or not at all, and nothing is left behind.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

for ((i = 0; i < 4000; i++)); do
	function_ "f$i" "a_c_$i"
done | assemble image
names image.o | grep -v @ | sort | sed 's/$/:2/' >list
mv list names
cp image.o original.o

refuses gone/out "No such file" "no directory" "$kas" prune -n names -o gone/out image.o
mkdir directory
refuses directory "not a regular file" "a directory as output" \
	"$kas" prune -n names -o directory image.o
refuses /dev/null "not a regular file" "a device as output" "$kas" census -o /dev/null image.o
refuses gone/digests "No such file" "one of two outputs" \
	"$kas" census -o census --digests gone/digests image.o

# A full disk: the limit of a file's size does the same to write().
limited()
{
	(ulimit -f "$1"; shift; exec "$@")
}
for blocks in 1 16 200; do
	refuses image.o "cannot write: File too large" "prune: no room after $blocks KiB" \
		limited $blocks "$kas" prune -n names -o image.o image.o
done
refuses census "cannot write: File too large" "census: no room" \
	limited 16 "$kas" census -o census image.o
cmp -s image.o original.o
ok $? "the file that would have been replaced is what it was"
ln image.o link.o
refuses image.o "has 2 names" "a file with hard links" "$kas" prune -n names -o image.o image.o
rm link.o
"$kas" prune -n names --image=x -o image.o image.o

# Signals that end a build. An image that takes a while to write is signalled as
# soon as a temporary file is there; if it was faster, again.
printf 'f:2\n' >slow.names
{ function_ f a_c_1; printf '\t.data\n\t.zero 64 << 20\n'; } | assemble slow
interrupt()
{
	local signal=$1 tries temporary

	for ((tries = 0; tries < 20; tries++)); do
		# A script's background jobs ignore SIGINT otherwise.
		env --default-signal="$signal" \
			"$kas" prune -n slow.names -o out slow.o 2>/dev/null &
		for ((i = 0; i < 10000; i++)); do
			temporary=(.tmp_kas_alias.*)
			[ ! -e "${temporary[0]}" ] || break
		done
		kill -s "$signal" $! 2>/dev/null
		wait $! 2>/dev/null
		status=$?
		[ "$status" -eq 0 ] || break
		rm -f out
	done
}
for signal in INT TERM HUP; do
	interrupt $signal
	is "$status $(find . -name out -o -name '.tmp*')" "$((128 + $(kill -l $signal))) " \
		"SIG$signal ends it and leaves nothing"
done
rm slow.o

# Modes.
chmod 755 original.o
"$kas" prune -n names -o mode original.o
is "$(stat -c %a mode)" 755 "prune keeps the input's permissions"
umask 077
"$kas" prune -n names -o mode original.o
is "$(stat -c %a mode)" 755 "whatever the umask"

# Many at a time in one directory.
for ((i = 0; i < 8; i++)); do
	"$kas" prune -n names --image=x -o "parallel$i" original.o &
done
wait
is "$(cat parallel* | md5sum)" "$(for i in 1 2 3 4 5 6 7 8; do cat image.o; done | md5sum)" \
	"parallel runs do not disturb each other"
is "$(find . -name '.tmp*')" "" "no temporary file is left"

done_testing
