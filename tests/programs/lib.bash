# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# How the tests of real programs get these: sources, builds with and without the
# plugin, and their images pruned.
#
# $KAS_CACHE/programs holds
#   PACKAGE-VERSION     the source, as it is; nobody writes there
#   build/NAME/KIND     a copy that was built: "plain", "alias" (with the plugin) or
#                       "lto" (with -flto too); made again if what it is made from
#                       has changed
#
# A recipe, recipes/NAME.sh, sets for the program NAME
#   package, images     the source package, and what is linked, as patterns
#   build CFLAGS LDFLAGS
#                       a function that builds the program in the current directory
#   suite PLAIN         one that runs the program's own tests there and prints how
#                       many it ran; PLAIN is the build without the plugin

: "${KAS_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/kas_alias}"
: "${CC:=gcc}"

# shellcheck source=tests/lib/tap.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/tap.sh"

here=$top/tests/programs
trees=$KAS_CACHE/programs
kas=${KAS_ALIAS:-$top/scripts/kas_alias/kas_alias}
plugin=${KAS_PLUGIN:-$top/.build/plugin/$("$CC" -dumpmachine)-$("$CC" -dumpversion)/kas_alias_plugin.so}
same_code=$top/.build/tests/same_code
make=(nice make "-j${JOBS:-$(nproc)}")

# No trace of when and where in an object, and none of who runs the tests.
export SOURCE_DATE_EPOCH=1 GIT_DIR=/dev/null
unset MAKEOVERRIDES KAS_ALIAS KAS_PLUGIN

bail_out() {
	echo "Bail out! $*"
	exit 1
}

for needed in "$kas" "$plugin" "$same_code"; do
	[ -e "$needed" ] || bail_out "$needed: error: not built: make test-objects"
done

# Progress, past what keeps the output of a check.
exec 8>&2
say() {
	printf '[%4ds] %s\n' "$SECONDS" "$*" >&8
}

# skip WHAT WHY: one test that cannot run
skip() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

# Make the directory KIND of the program NAME, whose recipe was read, from $source;
# with a stamp that tells what it is made from.
ensure_build() { # NAME KIND CFLAGS LDFLAGS [PLUGIN]
	local name=$1 kind=$2 tree=$trees/build/$1/$2 cflags ldflags=$4 stamp image
	# The code must not know where it was compiled.
	cflags="-ffile-prefix-map=$tree=.${3:+ $3}"
	shift 4

	stamp=$(cat "$here/recipes/$name.sh" "$@" | sha256sum)
	stamp+=" $source $CC $("$CC" -dumpfullversion) $cflags $ldflags ${images[*]}"
	[ "$(cat "$tree.stamp" 2>/dev/null)" != "$stamp" ] || return 0

	say "$name: building ($kind)"
	rm -rf "$tree" "$tree.stamp"
	mkdir -p "${tree%/*}"
	cp -a "$source" "$tree"
	if ! (cd "$tree" && build "$cflags" "$ldflags") >"$tree.log" 2>&1; then
		tail -n 5 "$tree.log"
		return 1
	fi
	# shellcheck disable=SC2048,SC2086
	(cd "$tree" && printf '%s\n' ${images[*]}) >"$tree.images"
	while read -r image; do
		cp "$tree/$image" "$tree/$image.linked" || return
	done <"$tree.images"
	echo "$stamp" >"$tree.stamp"
}

# All object files below a directory, by their names there.
objects_in() {
	(cd "$1" && find . -type f \( -name '*.o' -o -name '*.lo' \) -print) | sort |
		while read -r file; do
			readelf -h "$1/$file" 2>/dev/null | grep -q 'REL (' && echo "$file"
		done
}

# Compare every object and, as they were linked, the images of two builds; leaves
# the number of objects in $work/objects.
same_objects() { # PLAIN ALIAS
	local plain=$1 alias=$2 pairs=() file

	diff <(objects_in "$plain") <(objects_in "$alias") || return
	objects_in "$plain" >"$work/list"
	wc -l <"$work/list" >"$work/objects"
	[ -s "$work/list" ] || return
	while read -r file; do
		pairs+=("$plain/$file" "$alias/$file")
	done < <(cat "$work/list" && sed 's/$/.linked/' "$alias.images")
	"$same_code" "${pairs[@]}"
}

# The aliases of an image, census to proof; leaves verify's summary in $work/summary
census_prune_verify() { # IMAGE
	"$kas" census -o "$1.names" "$1.linked" &&
		"$kas" prune --names "$1.names" -o "$1" "$1.linked" &&
		"$kas" verify --names "$1.names" "$1" >"$work/summary" &&
		grep -q ' findings: 0$' "$work/summary"
}

# Is what two images load the same?
same_bytes() {
	objcopy -O binary "$1" "$work/1.bin" && objcopy -O binary "$2" "$work/2.bin" &&
		cmp "$work/1.bin" "$work/2.bin"
}

# The same that verify says, by nm and awk.
told_apart() { # IMAGE
	nm --defined-only "$1" >"$work/nm" && awk -f "$here/told-apart.awk" "$work/nm"
}

# The one alias of an image that begins with $2.
alias_of() { # IMAGE SYMBOL@PATH_
	nm "$1" | sed -n "s/^[0-9a-f]* [a-zA-Z] \($2[0-9]*\)\$/\1/p"
}

# The number before a label in verify's summary.
figure() { # LABEL
	grep -oE "[0-9]+ $1" "$work/summary" | head -n 1 | cut -d ' ' -f 1
}
