#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Bringing kas_alias into a kernel tree and taking it out again: all or nothing,
# and to the byte.
set -u
# shellcheck source=tests/kernel/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

# All that the patches touch and more, but not the many drivers.
copy_tree() { # DIRECTORY
	rm -rf "$1"
	mkdir "$1"
	(cd "$source_tree" && cp -a --parents .gitignore MAINTAINERS Makefile \
		Documentation/kbuild scripts tools/objtool "$1")
}

apply() { make -s -C "$root" apply KSRC="$1"; }
unapply() { make -s -C "$root" unapply KSRC="$1"; }

is_pristine() { diff -r --no-dereference "$work/pristine" "$1"; }

refuses() { # WHY COMMAND...
	local why=$1 output
	shift
	output=$("$@" 2>&1) && return 1
	grep -q -- "$why" <<<"$output" || { echo "$output"; return 1; }
}

newer_files() { find "$1" -newer "$work/stamp" -type f; }

check 'the source is there' unpack_source || exit
copy_tree "$work/pristine"
copy_tree "$work/tree"
check 'it is applied' apply "$work/tree"
check 'a new file is there' test -e "$work/tree/scripts/Makefile.symbfreq"
check 'an old one is patched' grep -q kas_alias "$work/tree/Makefile"
touch "$work/stamp"
check 'it is applied again' apply "$work/tree"
is "$(newer_files "$work/tree")" '' 'which writes nothing'
rm "$work/tree/scripts/kas_alias/main.c"
check 'it is applied once more' apply "$work/tree"
check 'which brings back what was missing' test -e "$work/tree/scripts/kas_alias/main.c"
check 'it is taken out' unapply "$work/tree"
check 'and the tree is what it was' is_pristine "$work/tree"
check 'what is not in is not taken out' refuses 'are not in it' unapply "$work/tree"
check 'and the tree is still what it was' is_pristine "$work/tree"

## The series gives the same tree

in_git() { # COMMAND...
	git -C "$work/git" -c user.name=kas -c user.email=kas@localhost -c gc.auto=0 "$@"
}

copy_tree "$work/git"
in_git init -q
in_git add -Af
in_git commit -q -m "Linux $KAS_KVER"
check 'the series is written' "$root/kbuild/series" "$KAS_KVER" "$work/series"
check 'git am takes it, without a word' bash -c '! "$@" 2>&1 | grep .' - \
	git -C "$work/git" -c user.name=kas -c user.email=kas@localhost am -q "$work"/series/*.patch
apply "$work/tree" >/dev/null
check 'and the tree is the one that was applied to' diff -r --no-dereference --exclude=.git "$work/tree" "$work/git"
is "$(in_git status --short)" '' 'which holds nothing that git ignores'
base=$(in_git rev-list --max-parents=0 HEAD)
echo "# existing files:$(in_git diff --shortstat --diff-filter=M "$base")"
echo "# new files:$(in_git diff --shortstat --diff-filter=A "$base")"

sed 's/^PATCHLEVEL = .*/PATCHLEVEL = 4/' "$source_tree/Makefile" >"$work/Makefile"
mv "$work/Makefile" "$work/tree/Makefile"
check 'another version is refused' refuses 'error: no patches for Linux 6.4' apply "$work/tree"
rm "$work/tree/Makefile"
check 'no kernel is refused' refuses 'not a kernel tree: .* name the top of one as KSRC' apply "$work/tree"

copy_tree "$work/tree"
grep -v LDFLAGS_vmlinux= "$source_tree/scripts/link-vmlinux.sh" >"$work/changed"
cp "$work/changed" "$work/tree/scripts/link-vmlinux.sh"
touch "$work/stamp"
check 'a tree with other changes is refused' refuses 'not a tree that is known' apply "$work/tree"
is "$(newer_files "$work/tree")" '' 'before anything is touched'

copy_tree "$work/tree"
echo mine >"$work/tree/scripts/Makefile.symbfreq"
touch "$work/stamp"
check 'a file in the way is refused' refuses 'in the way' apply "$work/tree"
is "$(newer_files "$work/tree")" '' 'before anything is touched, too'
done_testing
