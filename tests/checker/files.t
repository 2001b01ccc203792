#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Files keep what they are: owner, permissions, attributes, links, what was
# appended; and none is taken for an output by mistake.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

cat >program.c <<'EOF'
static int __attribute__((noipa)) f(void) { return 0; }
__asm__(".equiv \"f@program_c_1\", f\n.equiv \"kas-unit@program_c_0\", 0x6b6175");
int main(void) { return f(); }
EOF
gcc -O1 program.c -o original || { echo 'Bail out! gcc'; exit 1; }
gcc -O1 -c program.c -o program.o
"$kas" census -o names program.o

# Owner and permissions.
owner() { stat -c '%U:%G %a' "$1"; }
if [ "$(id -u)" -eq 0 ]; then
	install -m 4755 -o nobody -g nogroup original prog
	succeeds "prune of a set-user-ID program of another" "$kas" prune -n names -o prog prog
	is "$(owner prog)" "nobody:nogroup 4755" "it is still of the other, and still set-user-ID"
	install -m 6755 -o nobody -g nogroup original prog
	run "$kas" prune -n names -o new prog
	is "$status $(owner new)" "0 root:root 755" "a copy of it is nobody's, without these bits"
	like "$err" '^new: warning: dropped the set-user-ID and set-group-ID bit: ' "which is said"
	install -m 4755 -o nobody -g nogroup original prog
	install -m 644 -o daemon original new
	run "$kas" prune -n names -o new prog
	is "$status $(owner new)" "0 daemon:root 755" "nor is what replaces a file of a third"
	# Who is not root cannot give files away.
	mkdir -m 777 shared
	install -m 4755 -o daemon original shared/prog
	cp "$kas" names shared
	(cd shared && run setpriv --reuid=nobody --regid=nogroup --clear-groups \
		./kas_alias prune -n names -o prog prog
	echo "$status $(owner prog)"
	echo "$err" >err)  >result
	is "$(cat result)" "0 nobody:nogroup 755" "somebody else's prune: no set-user-ID program of his"
	like "$(cat shared/err)" 'warning: owner .* lost' "... the owner is lost"
	like "$(cat shared/err)" 'warning: dropped the set-user-ID bit' "... and the bit, both are said"
	install -m 644 -o nobody -g daemon names census
	succeeds "census" "$kas" census -o census program.o
	is "$(owner census)" "nobody:daemon 644" "a census that is replaced keeps its owner"
else
	skip "owners" "not root"
fi
cp original prog
chmod 640 prog
"$kas" prune -n names -o prog prog
is "$(stat -c %a prog)" 640 "permissions of the file that is replaced"

# Attributes.
if command -v setfattr >/dev/null && setfattr -n user.kas -v 'a value' prog 2>/dev/null; then
	setfacl -m u:daemon:r prog
	before=$(getfacl -c prog)
	"$kas" prune -n names -o prog prog
	is "$(getfattr --only-values -n user.kas prog)" "a value" "an extended attribute is kept"
	is "$(getfacl -c prog)" "$before" "an access control list is kept"
	rm -f prog new
	install -m 600 original prog
	setfacl -m u:daemon:rwx prog
	succeeds "prune to a new file" "$kas" prune -n names -o new prog
	is "$(getfacl -c new)" "$(getfacl -c prog)" "... which gets the list, and its group no more"
else
	skip "attributes" "no setfattr, or the file system has none"
fi

# Links.
cp original library.so.1
ln -s library.so.1 library.so
succeeds "prune of a symbolic link" "$kas" prune -n names -o library.so library.so
is "$(readlink library.so)" library.so.1 "it is still a link"
is "$(aliases library.so.1)" "" "and what it leads to is pruned"
mkdir elsewhere
cp original elsewhere/real
ln -s elsewhere/real far
succeeds "prune of a link to another directory" "$kas" prune -n names -o far far
is "$(readlink far) $(aliases elsewhere/real)" "elsewhere/real " "is followed"
ln -s nothing dangling
refuses dangling "leads nowhere" "a link to nothing" "$kas" prune -n names -o dangling original
cp original one
ln one two
refuses one "2 names \(hard links\)" "a file with two names" "$kas" prune -n names -o one one
cmp -s one original && [ one -ef two ]
ok $? "both are what they were"

# What somebody appended.
for tail in 'Signature' "$(printf 'x%.0s' {1..5000})"; do
	{ cat original; printf '%s' "$tail"; } >signed
	chmod 755 signed
	"$kas" prune -n names -o signed signed
	is "$(tail -c ${#tail} signed)" "$tail" "${#tail} appended bytes are kept"
	is "$(aliases signed)" "" "... of a file that is pruned"
	./signed
	ok $? "... and runs"
done
{ cat program.o; printf 'Signature'; } >signed.o
"$kas" prune -n names -o signed.o signed.o
is "$(tail -c 9 signed.o)" Signature "bytes appended to an object are kept"
"$kas" mark --path=a.c -o signed.o signed.o
is "$(tail -c 9 signed.o)" Signature "mark keeps them, too"

# Files of another kind.
cp original prog
refuses prog "is not a frequency file" "census on a program" "$kas" census -o prog prog
refuses prog "is not a file of digests" "digests on a program" \
	"$kas" census -o new.names --digests prog program.o
refuses names "is not a file of digests" "digests on a census" \
	"$kas" census -o new.names --digests names program.o
refuses names "is not an ELF file" "prune on the census" "$kas" prune -n names -o names original
refuses names "is not an ELF file" "mark on the census" "$kas" mark --path=a.c -o names program.o
cmp -s prog original
ok $? "the program is what it was"
: >empty
succeeds "an empty file can be replaced" "$kas" census -o empty program.o
succeeds "so can a census" "$kas" census -o empty --digests digests program.o
succeeds "and digests" "$kas" census -o empty --digests digests program.o
function_ "$(printf 'n%.0s' {1..6000})" | assemble long
succeeds "a census with a long name" "$kas" census -o long.names long.o
succeeds "can be replaced" "$kas" census -o long.names long.o

done_testing
