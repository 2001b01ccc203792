#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The patches as they go out: what a reviewer minds, and that each builds on those
# before it alone.
set -u
# shellcheck source=tests/kernel/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

# No configuration but this.
export GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1
export GIT_CEILING_DIRECTORIES=$root
unset GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL EMAIL

# Outside of any repository, of which the configuration would count.
mkdir "$work/project"
cp -a "$root/kbuild" "$root/plugin" "$root/scripts" "$work/project"
series() { (cd "$work" && project/kbuild/series "$@"); }

unsigned() {
	! series "$KAS_KVER" "$work/series" >"$work/log" 2>&1 &&
	grep -q 'set user.name and user.email with "git config"' "$work/log" &&
	[ ! -e "$work/series" ]
}
: >"$GIT_CONFIG_GLOBAL"
check 'without a name to sign them off there are none, and a word what to do' unsigned
git config --global user.name 'Some Sender'
git config --global user.email some@sender.example
check 'the series is written' series "$KAS_KVER" "$work/series"
check '... with a cover letter' test -s "$work/series/0000-cover-letter.patch"
mapfile -t patches < <(find "$work/series" -name '[0-9]*.patch' ! -name '0000-*' | sort)
is "$(grep -Lx 'Signed-off-by: Some Sender <some@sender.example>' "${patches[@]}")" '' \
	'... each signed off by who sends it'
is "$(grep -L '^From: Some Sender <some@sender.example>$' "$work"/series/*)" '' \
	'... and from there'
is "$(sed '/^---$/,$d' "${patches[@]}" | grep -A 1 '^Fixes: ' | grep -v '^Fixes: ' | sort -u)" \
	"$(sed '/^---$/,$d' "${patches[@]}" | grep -q '^Fixes: ' &&
		echo 'Signed-off-by: Some Sender <some@sender.example>')" \
	'... which is one of the lines that tell what it fixes'
for ((i = 1; i <= ${#patches[@]}; i++)); do
	grep -q "^Subject: \[PATCH $i/${#patches[@]}\] " "${patches[i - 1]}" ||
		echo "${patches[i - 1]}"
done >"$work/unnumbered"
is "$(cat "$work/unnumbered")" '' '... numbered'
is "$(sed '/^---$/,$d' "${patches[@]}" | grep -Ev '^(Subject|From): |^From 0' | awk 'length > 75')" '' \
	'... with no line of a message over 75 columns'
if [ "$KAS_KVER" = 7.2 ]; then
	is "$(for patch in "${patches[@]}"; do
		lines=$(grep -c '^[+-][^+-]' "$patch")
		[ "$lines" -le 1000 ] || echo "${patch##*/}: $lines"
	done)" '' '... none over a thousand lines'
fi

## Patch by patch

mkdir "$work/tree"
(
	cd "$source_tree" || exit
	cat "$root/kbuild/$KAS_KVER"/*.patch | sed -n 's|^--- a/||p' | sort -u |
		xargs -d '\n' cp -a --parents -t "$work/tree"
)
git -C "$work/tree" init -q
git -C "$work/tree" add -Af
git -C "$work/tree" commit -q -m kernel
plugin_headers=$("${CC:-gcc}" -print-file-name=plugin)/include

# Compile what a patch brought in, with what was there before.
compile_new() {
	local file

	cd "$work/tree" || return
	while read -r file; do
		case $file in
		scripts/gcc-plugins/*.c)
			g++ -c -o "$work/o/${file//\//_}.o" -fPIC -fno-rtti -I "$plugin_headers" \
				-Wall -Wno-narrowing -Wno-unused-variable -Wno-format-diag "$file" ;;
		scripts/kas_alias/*.c)
			gcc -c -o "$work/o/${file//\//_}.o" -std=gnu11 -O1 -Wall -Wextra -Werror "$file" ;;
		esac || return
	done < <(git diff --name-only --diff-filter=A HEAD~)
}

mkdir "$work/o"
for patch in "${patches[@]}"; do
	check "${patch##*/}: git am takes it" git -C "$work/tree" am -q "$patch"
	check '... its new files compile' compile_new
done
check 'the checker can be linked' \
	bash -c 'gcc "$1"/scripts_kas_alias_*.o -lelf -o "$1/kas_alias" && "$1/kas_alias" --version' - "$work/o"
check '... and the plugin can' \
	bash -c 'g++ -shared "$1"/scripts_gcc-plugins_*.o -o "$1/kas_alias_plugin.so" &&
		echo "int f;" | "$2" -fplugin="$1/kas_alias_plugin.so" -xc -c - -o /dev/null' \
	- "$work/o" "${CC:-gcc}"
done_testing
