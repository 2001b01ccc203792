#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Bringing kas_alias into a kernel tree and taking it out again: all or nothing,
# and to the byte, whatever was there before and whenever it is interrupted.
set -u
# shellcheck source=tests/kernel/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

# All that the patches touch and more, but not the many drivers.
copy_tree() { # DIRECTORY
	rm -rf "$1"
	mkdir "$1"
	(cd "$source_tree" &&
		sed -n 's|^--- a/||p' "$root/kbuild"/*/*.patch | sort -u |
			while read -r file; do [ ! -e "$file" ] || echo "$file"; done |
			xargs -d '\n' cp -a --parents Documentation/kbuild scripts tools/objtool -t "$1")
}

apply() { make -s -C "$root" apply KSRC="$1"; }
unapply() { make -s -C "$root" unapply KSRC="$1"; }

# Give a tree another version.
set_version() { # TREE VERSION
	sed -i "s/^VERSION = .*/VERSION = ${2%.*}/; s/^PATCHLEVEL = .*/PATCHLEVEL = ${2#*.}/" \
		"$1/Makefile"
}

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
mkdir "$work/tmp"
check 'it is applied' env TMPDIR="$work/tmp" make -s -C "$root" apply KSRC="$work/tree"
is "$(find "$work/tmp" -mindepth 1)" '' 'nothing temporary is left'
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

# Where "patch" is missing it is that which is told, and not that nothing fits.
mkdir "$work/programs"
for program in bash dirname awk; do
	ln -s "$(command -v "$program")" "$work/programs"
done
check 'without patch it is told what to install' refuses '^patch: error: not found: install it' \
	env PATH="$work/programs" bash "$root/kbuild/apply" "$work/tree"
check '... and the tree is untouched' is_pristine "$work/tree"

## The series gives the same tree

in_git() { # COMMAND...
	git -C "$work/git" -c user.name=kas -c user.email=kas@localhost -c gc.auto=0 "$@"
}

copy_tree "$work/git"
in_git init -q
in_git add -Af
in_git commit -q -m "Linux $KAS_KVER"
# Who sends it.
export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0=kas \
	GIT_CONFIG_KEY_1=user.email GIT_CONFIG_VALUE_1=kas@localhost
check 'the series is written' "$root/kbuild/series" "$KAS_KVER" "$work/series"
check '... with a cover letter, which is none of the patches' rm "$work/series/0000-cover-letter.patch"
check 'git am takes it, without a word' bash -c '! "$@" 2>&1 | grep .' - \
	git -C "$work/git" am -q "$work"/series/*.patch
apply "$work/tree" >/dev/null
check 'and the tree is the one that was applied to' \
	diff -r --no-dereference --exclude=.git --exclude=.kas_alias "$work/tree" "$work/git"
is "$(in_git status --short)" '' 'which holds nothing that git ignores'
base=$(in_git rev-list --max-parents=0 HEAD)
echo "# existing files:$(in_git diff --shortstat --diff-filter=M "$base")"
echo "# new files:$(in_git diff --shortstat --diff-filter=A "$base")"

check 'a tree that got it from git is brought up to date, too' apply "$work/git"
check '... and all of it is taken out of it' unapply "$work/git"
check '... to the byte' diff -r --no-dereference --exclude=.git "$work/pristine" "$work/git"
rm -rf "$work/git"

## Other versions

next=${KAS_KVER%.*}.$((${KAS_KVER#*.} + 1))
copy_tree "$work/other"
set_version "$work/other" "$next"
cp -a "$work/other" "$work/other.before"
check "Linux $next, which there are no patches for, is applied to" \
	bash -c 'make -s -C "$1" apply KSRC="$2" >"$2.log"' - "$root" "$work/other"
check '... with those of the nearest version, which is told' \
	grep -qx ".*: warning: the patches for Linux $KAS_KVER fit, but Linux $next is untested" "$work/other.log"
check '... it has what that has' diff -r --no-dereference --exclude=.kas_alias --exclude=Makefile \
	"$work/tree" "$work/other"
check '... and is taken out' unapply "$work/other"
check '... to the byte' diff -r --no-dereference "$work/other.before" "$work/other"
sed -i 's/symbol_valid/symbol_fine/; s/may_be_linker_script_provide_symbol/may_be/' "$work/other/scripts/kallsyms.c"
touch "$work/stamp"
check 'a version whose files are others is refused' refuses "no patches for Linux $next" apply "$work/other"
check '... each file that does not fit is named' \
	refuses "$KAS_KVER: does not fit: scripts/kallsyms.c" apply "$work/other"
is "$(newer_files "$work/other")" '' '... before anything is touched'
rm -rf "$work/other" "$work/other.before"
mkdir "$work/none"
check 'no kernel is refused' refuses 'not a kernel tree: .*name the top of one as KSRC' apply "$work/none"
echo all: >"$work/none/Makefile"
check 'another project is refused' refuses 'tells no version' apply "$work/none"

## Folders with blanks, and older versions of this project

mkdir "$work/a project"
cp -a "$root/Makefile" "$root/kbuild" "$root/plugin" "$root/scripts" "$work/a project"
project="$work/a project"
in_project() { "$project/kbuild/$1" "$2"; }
copy_tree "$work/a  tree"
check 'from a folder with blanks to one' in_project apply "$work/a  tree"
check '... all is there' diff -r --no-dereference "$work/tree" "$work/a  tree"
check '... and is taken out' in_project unapply "$work/a  tree"
check '... to the byte' is_pristine "$work/a  tree"

# An older version had a file more in each folder, and other changes to one file.
touch "$project/plugin/kas_alias_older.c" "$project/scripts/kas_alias/older.h"
mkdir -p "$project/kbuild/tree/scripts/older"
touch "$project/kbuild/tree/scripts/older/Makefile"
sed -i 's/^[+ ]subdir-.*kas_alias$/& # older/' "$project/kbuild/$KAS_KVER"/*.patch
older() { copy_tree "$work/a  tree" && in_project apply "$work/a  tree" >/dev/null; }
check 'an older version of this is applied' older
check '... with files of its own' test -e "$work/a  tree/scripts/older/Makefile"
check '... and with other changes' grep -rq '# older' "$work/a  tree/scripts"
cp -a "$work/a  tree" "$work/older"
check 'this one follows' apply "$work/a  tree"
check '... and nothing of the older one is left' diff -r --no-dereference "$work/tree" "$work/a  tree"
check 'the older version is taken out by this one' unapply "$work/older"
check '... to the byte' is_pristine "$work/older"
rm -rf "$work/older"

## A record of another version of the kernel

# As after "git checkout": all files of the kernel are another version's, and what
# git does not know stayed.
replace_kernel() { # PRISTINE TREE
	rsync -a "$1/" "$2"
}

# PRISTINE-FROM PRISTINE-TO: applied to the one, which then became the other
follows_checkout() {
	local from=$1 to=$2 tree=$work/moved want=$work/moved.want command
	for command in apply unapply; do
		rm -rf "$tree" "$want"
		cp -a "$from" "$tree"
		"$project/kbuild/apply" "$tree" >/dev/null || return
		replace_kernel "$to" "$tree"
		cp -a "$from" "$want"
		replace_kernel "$to" "$want"
		[ "$command" = unapply ] || "$root/kbuild/apply" "$want" >/dev/null || return
		"$root/kbuild/$command" "$tree" || return
		diff -r --no-dereference "$want" "$tree" || { echo "$command"; return 1; }
	done
}

# A version with a patch to a file that the next one has otherwise, with one to a file
# that it has not, and with a new file of its own.
rm -rf "$project/kbuild"
cp -a "$root/kbuild" "$project"
cp -a "$project/kbuild/$KAS_KVER" "$project/kbuild/$next"
cp -a "$work/pristine" "$work/next"
set_version "$work/next" "$next"
for file in changed dropped; do
	printf '%s\n' one two three >"$work/next/scripts/$file"
	printf '%s\n' "diff --git a/scripts/$file b/scripts/$file" "--- a/scripts/$file" \
		"+++ b/scripts/$file" '@@ -1,3 +1,4 @@' ' one' '+kas_alias' ' two' ' three'
done >"$project/kbuild/$next/9999-more.patch"
mkdir -p "$project/kbuild/$next/tree/scripts/next"
touch "$project/kbuild/$next/tree/scripts/next/Makefile"
cp -a "$work/pristine" "$work/this"
printf '%s\n' one 2 three >"$work/this/scripts/changed"
check "Linux $next becomes $KAS_KVER" follows_checkout "$work/next" "$work/this"
for other in "$root"/kbuild/[0-9]*; do
	other=${other##*/}
	[ "$other" != "$KAS_KVER" ] || continue
	if [ ! -e "$KAS_CACHE/src/linux-source-$other.stamp" ]; then
		echo "# no source of Linux $other to change to"
		continue
	fi
	(source_tree=$KAS_CACHE/src/linux-source-$other; copy_tree "$work/$other")
	check "Linux $KAS_KVER becomes $other" follows_checkout "$work/pristine" "$work/$other"
	check "Linux $other becomes $KAS_KVER" follows_checkout "$work/$other" "$work/pristine"
	rm -rf "${work:?}/$other"
done

# What is not taken for a file of the new version.
rm -rf "$work/moved"*
cp -a "$work/next" "$work/moved.edited"
in_project apply "$work/moved.edited" >/dev/null
sed -i 's/^kas_alias/my &/' "$work/moved.edited/scripts/changed"
cp -a "$work/moved.edited" "$work/moved"
check 'patches that were changed are not taken out' \
	refuses 'does not fit: scripts/changed' unapply "$work/moved"
rsync -a --exclude=/scripts/changed "$work/this/" "$work/moved"
for command in apply unapply; do
	check "... nor in a tree that became another version: $command" \
		refuses 'does not fit: scripts/changed' $command "$work/moved"
done
rm -rf "$work/moved"*
rm -rf "$work/next" "$work/this"

## Owners and modes

# Whoever is not root.
chmod 755 "$work"
chmod -R a+rX "$project"
someone=()
[ "$(id -u)" != 0 ] || someone=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
copy_tree "$work/owned"
chmod a-w "$work/owned/Makefile" "$work/owned/scripts/Makefile" "$work/owned/scripts/kallsyms.c"
[ ${#someone[@]} = 0 ] || chown -R nobody:nogroup "$work/owned"
cp -a "$work/owned" "$work/owned.before"
by_someone() { "${someone[@]}" "$project/kbuild/$1" "$work/owned"; }
meta() { (cd "$1" && find . -printf '%p %y %m %u %g\n' | sort); }

# Is it refused in one line, before anything is touched?
refused_for() { # FOLDER COMMAND
	local output status
	chmod a-w "$1"
	touch "$work/stamp"
	output=$(by_someone "$2" 2>&1)
	status=$?
	chmod u+w "$1"
	[ "$status" = 2 ] && [[ $output == "$1: error: cannot be written to: "* ]] &&
		[ "$(wc -l <<<"$output")" = 1 ] && [ -z "$(newer_files "$work/owned")" ] ||
		{ echo "$status: $output"; newer_files "$work/owned"; return 1; }
}
for folder in /scripts/gcc-plugins /scripts ''; do
	check "apply to where it may not write: the tree's ${folder:-top}" \
		refused_for "$work/owned$folder" apply
done
check 'files that are not to be written are replaced' by_someone apply
is "$(stat -c %a "$work/owned/Makefile" "$work/owned/scripts/kallsyms.c" | sort -u)" 444 \
	'... and keep their modes'
for folder in /scripts/kas_alias /.kas_alias /scripts ''; do
	check "unapply where it may not write: the tree's ${folder:-top}" \
		refused_for "$work/owned$folder" unapply
done
check '... and it is taken out again' by_someone unapply
check '... to the byte' diff -r --no-dereference "$work/owned.before" "$work/owned"
is "$(meta "$work/owned")" "$(meta "$work/owned.before")" '... owners and modes, too'
if [ "$(id -u)" = 0 ]; then
	check "root applies to somebody else's tree" apply "$work/owned"
	is "$(find "$work/owned" ! \( -user nobody -group nogroup \))" '' '... and nothing in it is of root'
	check '... takes it out again' unapply "$work/owned"
	is "$(meta "$work/owned")" "$(meta "$work/owned.before")" '... and owners and modes are as before'
fi
rm -rf "$work/owned" "$work/owned.before"

## Interrupted

# Commands that count how often they were to change the tree $KAS_TREE, and kill all
# that runs when it was $KAS_STOP times. Each file that is moved or removed counts.
mkdir "$work/bin"
cat >"$work/bin/mv" <<'END'
#!/bin/bash
PATH=${PATH#*:}
command=${0##*/} options=()
step() {
	echo >>"$KAS_COUNT"
	[ "$(wc -l <"$KAS_COUNT")" != "${KAS_STOP:-}" ] || kill -KILL 0
}
case "$PWD/ $*" in
"$KAS_TREE"/* | *" $KAS_TREE"*) ;;
*) exec "$command" "$@" ;;
esac
case "$command $*" in
rm\ * | mv\ *-t\ *)
	while [[ $1 == -* ]]; do
		[ "$1" != -t ] || { options+=("$1"); shift; }
		options+=("$1")
		shift
	done
	for file; do
		step
		"$command" "${options[@]}" "$file" || exit
	done ;;
*)
	step
	exec "$command" "$@" ;;
esac
END
chmod +x "$work/bin/mv"
for command in cp rm mkdir chown rmdir; do
	ln "$work/bin/mv" "$work/bin/$command"
done

stopped() { # COMMAND TREE STEP
	rm -f "$work/count"
	touch "$work/count"
	KAS_TREE=$2 KAS_STOP=$3 KAS_COUNT=$work/count PATH="$work/bin:$PATH" \
		setsid -w "$root/kbuild/$1" "$2" >/dev/null 2>&1
}

# The first steps, the last ones and some of those between.
steps_of() { # COMMAND TREE
	stopped "$1" "$2" '' || return
	steps=$(wc -l <"$work/count")
	for ((step = 1; step <= steps; step++)); do
		if ((step < 7 || step > steps - 4 || step % (steps / 5) == 0)); then
			echo "$step"
		fi
	done
}

# A tree in state BEFORE, in which COMMAND is stopped at each of its steps in turn,
# and run again, comes to the state AFTER.
survives() { # COMMAND BEFORE AFTER
	local tree=$work/interrupted step
	cp -a "$2" "$tree"
	steps=$(steps_of "$1" "$tree") || return
	[ "$(wc -w <<<"$steps")" -gt 10 ] || { echo "too few steps: $steps"; return 1; }
	for step in $steps; do
		rsync -a --delete "$2/" "$tree"
		! stopped "$1" "$tree" "$step" || { echo "step $step: not stopped"; return 1; }
		"$root/kbuild/$1" "$tree" >"$work/log" 2>&1 ||
			{ echo "step $step: not finished"; cat "$work/log"; return 1; }
		diff -r --no-dereference "$3" "$tree" >"$work/log" ||
			{ echo "step $step"; head "$work/log"; return 1; }
	done
	rm -rf "$tree"
}

# The other one of the two may follow as well; one that was stopped before it wrote
# anything has left nothing to be taken out.
turns_back() { # STOPPED BEFORE THEN AFTER
	local tree=$work/interrupted step last
	cp -a "$2" "$tree"
	last=$(steps_of "$1" "$tree" | tail -n 1)
	for step in 5 $((last / 2)) $((last - 2)); do
		rsync -a --delete "$2/" "$tree"
		! stopped "$1" "$tree" "$step" || { echo "step $step: not stopped"; return 1; }
		"$root/kbuild/$3" "$tree" >"$work/log" 2>&1 ||
			grep -q 'are not in it' "$work/log" ||
			{ echo "step $step: not finished"; cat "$work/log"; return 1; }
		diff -r --no-dereference "$4" "$tree" >"$work/log" ||
			{ echo "step $step"; head "$work/log"; return 1; }
	done
	rm -rf "$tree"
}

older
check 'apply, killed at any step, finishes when run again' \
	survives apply "$work/pristine" "$work/tree"
check '... and so it does where an older version was' survives apply "$work/a  tree" "$work/tree"
check 'unapply, killed at any step, finishes when run again' \
	survives unapply "$work/tree" "$work/pristine"
check 'what apply has begun, unapply takes out' \
	turns_back apply "$work/pristine" unapply "$work/pristine"
check 'what unapply has begun, apply brings back' \
	turns_back unapply "$work/tree" apply "$work/tree"
rm -rf "$work/a  tree"

## Trees that are not what they should be

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
