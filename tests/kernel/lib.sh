# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# How the kernel test gets its kernels: sources, trees, builds, modules. Each
# function makes again only what is older than what it is made from.
#
# $KAS_CACHE holds
#   src/linux-source-KVER           Debian's source, as it is; nobody writes there,
#                                   as suites and runs share it
#   build/kernel-KVER-ARCH/         what follows, of one kernel and architecture, or
#                                   build/kernel-KVER-ARCH-CONFIG/, with $KAS_CONFIG:
#     tree                          the source, with kas_alias applied
#     mended                        the source, with the patches that mend what is wrong
#                                   without kas_alias, too, if the series has some
#     KIND                          a built kernel: "baseline", without kas_alias,
#                                   "alias", or "dwarf", for what asks DWARF
#     KIND.modules                  external modules built for it
#     KIND.guest                    what its guest is started from, and what it left

: "${KAS_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/kas_alias}"
: "${KAS_KVER:=6.12}"
: "${KAS_ARCH:=x86_64}"
: "${KAS_CONFIG:=}"

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
source_tree=$KAS_CACHE/src/linux-source-$KAS_KVER
build=$KAS_CACHE/build/kernel-$KAS_KVER-$KAS_ARCH${KAS_CONFIG:+-$KAS_CONFIG}
alias_tree=$build/tree
mends=("$root/kbuild/$KAS_KVER"/*-fprobe-*.patch)
plain_tree=$source_tree
[ ! -e "${mends[0]}" ] || plain_tree=$build/mended

# shellcheck source=scripts/suites.sh
. "$root/scripts/suites.sh"

# One language of messages, one order of names; and no trace of who builds, when.
export LC_ALL=C
export KBUILD_BUILD_USER=kas KBUILD_BUILD_HOST=kas KBUILD_BUILD_VERSION=1
export KBUILD_BUILD_TIMESTAMP='Thu Jan  1 00:00:00 UTC 1970'
# The tests are run by make: its flags are none of the kernel's.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES ARCH CC CROSS_COMPILE KBUILD_OUTPUT

# The compiler and the binutils of the architecture, and what the kernel's make is
# told of them.
case $KAS_ARCH in
x86_64)	cross='' make_arguments=() ;;
arm64)	cross=aarch64-linux-gnu-
	make_arguments=(ARCH=arm64 "CROSS_COMPILE=$cross" "CC=$(cross_gcc aarch64-linux-gnu)") ;;
*)	echo "KAS_ARCH=$KAS_ARCH: error: x86_64 and arm64 can be tested" >&2
	exit 2 ;;
esac

say() {
	printf '[%4ds] %s\n' "$SECONDS" "$*" >&2
}

die() {
	printf '%s\n' "$*" >&2
	exit 2
}

# Run a command that takes its time: what it prints goes to a file, of which
# the length and the last line are shown now and then, and on failure what looks
# like the reason, which make -j leaves far from the end.
run_logged() { # LOG TITLE COMMAND...
	local log=$1 title=$2 pid next=$((SECONDS + 15))
	shift 2

	say "$title"
	mkdir -p "$(dirname "$log")"
	"$@" >"$log" 2>&1 </dev/null &
	pid=$!
	while kill -0 "$pid" 2>/dev/null; do
		sleep 0.2
		if [ "$SECONDS" -ge "$next" ]; then
			next=$((SECONDS + 15))
			say "  $title: step $(wc -l <"$log"): $(tail -n 1 "$log")"
		fi
	done
	wait "$pid" && return
	say "$title: failed; from $log:"
	{
		grep -nE '[Ee]rror|\*\*\*' "$log" | head -n 20
		echo ...
		tail -n 10 "$log"
	} >&2
	return 1
}

# The same files elsewhere make no other sum.
here_is_anywhere() {
	sed "s|$root/||; s|$KAS_CACHE/||"
}

# A checksum over the names and the contents of files.
sum_of() { # FILE...
	local file

	for file; do
		printf '%s\n' "$file"
	done | sort | xargs -d '\n' sha256sum | here_is_anywhere | sha256sum | cut -d ' ' -f 1
}

# Is STAMP, a file, there with this text?
is_stamped() { # STAMP TEXT
	[ "$(cat "$1" 2>/dev/null)" = "$2" ]
}

# One run at a time in a cache folder.
lock_cache() {
	mkdir -p "$build"
	exec 9>"$build/.lock"
	flock -n 9 && return
	say "waiting for another run that uses $build"
	flock 9
}

# Is the source there, of the tarball that has this sum? Without a sum, of any.
has_source() { # [SUM]
	[ -e "$source_tree.stamp" ] && { [ $# = 0 ] || is_stamped "$source_tree.stamp" "$1"; }
}

# Nobody replaces the source that another run uses.
lock_source() { # shared | exclusive
	exec 8>"$source_tree.lock"
	flock --nonblock "--$1" 8 && return
	say "waiting for another run that uses or unpacks $source_tree"
	flock "--$1" 8
}

# The source, unpacked: of the tarball $KAS_SOURCE, of the package of this system if
# that is installed, or what is there already; else it is downloaded. Returns 3 if
# there is none to be had.
unpack_source() {
	local tarball=${KAS_SOURCE:-/usr/src/linux-source-$KAS_KVER.tar.xz} sum=() fetched

	if [ -r "$tarball" ]; then
		sum=("$(sha256sum <"$tarball" | cut -d ' ' -f 1)")
	elif [ -n "${KAS_SOURCE-}" ]; then
		die "$KAS_SOURCE: error: cannot be read: set KAS_SOURCE to a tarball of Linux $KAS_KVER"
	fi
	mkdir -p "${source_tree%/*}"
	lock_source shared
	has_source "${sum[@]}" && return

	lock_source exclusive
	if ! has_source "${sum[@]}"; then
		fetched=$source_tree.fetched
		rm -rf "$fetched"
		if [ ${#sum[@]} = 0 ]; then
			say "downloading the source of Linux $KAS_KVER"
			tarball=$("$root/tests/suite/fetch-source" "$KAS_KVER" "$fetched") || return
		fi
		replace_source "$tarball" || return
		rm -rf "$fetched"
	fi
	lock_source shared
}

replace_source() { # TARBALL
	rm -rf "$source_tree.stamp" "$source_tree" "$source_tree.new"
	mkdir -p "$source_tree.new"
	run_logged "$source_tree.log" "unpacking ${1##*/}" \
		tar -xf "$1" -C "$source_tree.new" --strip-components=1 \
		--no-same-owner || return
	mv "$source_tree.new" "$source_tree"
	sha256sum <"$1" | cut -d ' ' -f 1 >"$source_tree.stamp"
}

# What "make apply" brings into a tree.
applied_files() {
	find "$root/plugin" "$root/scripts/kas_alias" -name '*.[ch]'
	find "$root/kbuild" -type f
}

# A sum over all that makes the tree of the kernel "alias" what it is.
tree_contents() {
	local inputs
	mapfile -t inputs < <(applied_files)
	sum_of "${inputs[@]}" "$source_tree.stamp"
}

# A copy of the source that has been applied to is brought up to date in place, so
# that make sees what is newer.
apply_to_tree() {
	local contents
	contents=$(tree_contents)
	is_stamped "$alias_tree.stamp" "$contents" && return

	rm -f "$alias_tree.stamp"
	if ! cmp -s "$source_tree.stamp" "$alias_tree.source"; then
		rm -f "$alias_tree.source"
		copy_source "$alias_tree" || return
		cp "$source_tree.stamp" "$alias_tree.source"
	fi
	run_logged "$build/apply.log" 'make apply' \
		make -C "$root" apply KSRC="$alias_tree" || return
	echo "$contents" >"$alias_tree.stamp"
}

# Copy a tree that is to be changed.
copy_source() { # TREE
	run_logged "$build/copy.log" 'copying the source' \
		rsync -a --delete "$source_tree/" "$1"
}

# Make the tree of the kernel "baseline", if that is not the source itself.
mend_tree() {
	local contents patch

	[ "$plain_tree" != "$source_tree" ] || return 0
	contents=$(sum_of "${mends[@]}" "$source_tree.stamp")
	is_stamped "$plain_tree.stamp" "$contents" && return
	rm -f "$plain_tree.stamp"
	copy_source "$plain_tree" || return
	for patch in "${mends[@]}"; do
		patch -s -F0 -p1 -d "$plain_tree" <"$patch" || return
	done
	echo "$contents" >"$plain_tree.stamp"
}

kernel_make() { # DIRECTORY ARGUMENT...
	make -C "$1" "${make_arguments[@]}" "${@:2}"
}

# The fragments that the test kernel is configured from, the general ones first;
# $KAS_CONFIG names one that comes last, as "small".
fragments() {
	local name

	for name in common "$KAS_KVER" "$KAS_ARCH" "$KAS_ARCH-$KAS_KVER" \
		    ${KAS_CONFIG:+"$KAS_CONFIG" "$KAS_ARCH-$KAS_CONFIG"}; do
		name=$here/config/$name.config
		[ ! -e "$name" ] || printf '%s\n' "$name"
	done
}

# Configure a kernel from fragments. What they ask for is what it must have; if
# twice for one option, the last time.
configure() { # KIND TREE FRAGMENT...
	local kind=$1 out=$build/$1 tree=$2 line
	shift 2

	mkdir -p "$out"
	{
		printf '# for tree %s\n' "$(cat "$tree.stamp")"
		cat "$@"
	} >"$out/fragments.new"
	if [ ! -f "$out/.config" ] || ! cmp -s "$out/fragments.new" "$out/fragments"; then
		run_logged "$out/configure.log" "configuring the kernel '$kind'" \
			kernel_make "$tree" O="$out" \
			KCONFIG_ALLCONFIG="$out/fragments.new" allnoconfig || return
	fi
	mv "$out/fragments.new" "$out/fragments"
	while read -r line; do
		case $line in
		CONFIG_*)	grep -qxF "$line" "$out/.config" ;;
		'# CONFIG_'*)	! grep -q "^$(cut -d ' ' -f 2 <<<"$line")=" "$out/.config" ;;
		esac || {
			say "$out/.config: error: $line: asked for, and not there"
			return 1
		}
	done < <(awk '/^(# )?CONFIG_/ {
			option = $0
			gsub(/^# | is not set$|=.*/, "", option)
			asked[option] = $0
		}
		END { for (option in asked) print asked[option] }' "$@")
}

# Build a configured kernel and its modules.
build_kernel() { # KIND TREE
	run_logged "$build/$1/build.log" "building the kernel '$1'" \
		kernel_make "$2" O="$build/$1" -j"$(nproc)" all
}

# The kernel with aliases once more, "dwarf", with debug information.
build_debug_kernel() {
	lock_cache
	unpack_source
	apply_to_tree
	fragments | xargs -d '\n' sed 's/^CONFIG_DEBUG_INFO_NONE=y$/CONFIG_DEBUG_INFO_DWARF5=y/' \
		>"$build/dwarf.config"
	forget_objects_of_other_plugin dwarf
	configure dwarf "$alias_tree" "$build/dwarf.config" "$here/config/kas_alias.config"
	build_kernel dwarf "$alias_tree"
	exec 9>&-	# the lock: nobody else touches this build
}

# What a make that printed LOG did: "LD vmlinux", a step a line, sorted. Left out is
# what Kbuild shows of every run, and does whatever there is to do.
steps_in() { # LOG
	sed -nE 's/^  ([A-Z][A-Z_0-9]*( \[M\])?) +([^ ].*)$/\1 \3/p' "$1" |
		grep -vE '^(CALL|DESCEND|INSTALL|GEN Makefile|UPD|CHK)( |$)' | sort
}

# The bytes of the tables in which a kernel looks names up, ...
kallsyms_bytes() { # KIND
	"${cross}nm" -n "$build/$1/vmlinux" | perl -lane '
		if ($last) { print hex($F[0]) - $start; exit }
		$start = hex $F[0] if $F[2] eq "kallsyms_num_syms";
		$last = 1 if $F[2] eq "kallsyms_seqs_of_names"'
}

# ... and of all its modules.
modules_bytes() { # KIND
	find "$build/$1" -name '*.ko' -printf '%s\n' | paste -sd + | bc
}

# Objects know nothing of the plugin that helped to make them: another plugin,
# another object tree.
forget_objects_of_other_plugin() { # KIND
	local sum

	sum=$(sum_of "$root"/plugin/*.[ch] "$root"/scripts/kas_alias/{grammar,policy}.[ch])
	is_stamped "$build/$1.plugin" "$sum" && return
	rm -rf "${build:?}/$1"
	mkdir -p "$build"
	echo "$sum" >"$build/$1.plugin"
}

# Build an external module in a folder of its own, under another name than the
# module's: the folder's name must not matter.
build_module() { # KIND NAME FOLDER [VARIABLE=VALUE]...
	local kind=$1 name=$2 folder=$3 copy=$build/$1.modules/x-$2
	shift 3

	rm -rf "$copy"
	mkdir -p "$copy"
	cp "$folder"/* "$copy"
	run_logged "$copy.log" "building the module '$name' for '$kind'" \
		kernel_make "$build/$kind" M="$copy" "$@" modules
}

# A kernel's own modules, each as its path in the build without ".ko": up to 6.1
# modules.order has that at the end, and since then ".o".
modules_of() { # KIND
	sed -E 's/\.k?o$//' "$build/$1/modules.order"
}

# The objects of a module, as a line "NAME OBJECT..."; one of them has been linked
# into every module since 6.12.
objects_of() { # NAME FOLDER MODULE
	local common=$2/.module-common.o

	[ -e "$common" ] || common=
	echo "$1 $2/$3.o $2/$3.mod.o $common"
}

# What was linked into a kernel, for kallsyms.pl: a line for each image.
linked_objects() { # KIND
	local module name

	echo "vmlinux $build/$1/vmlinux.o"
	while read -r module; do
		name=$(basename "$module")
		objects_of "${name//-/_}" "$build/$1" "$module"
	done < <(modules_of "$1")
}

# The names of its modules, in an order in which they can be loaded.
modules_in_order() { # KIND
	local module name needed

	while read -r module; do
		name=$(basename "$module")
		needed=$(readelf -p .modinfo "$build/$1/$module.ko" |
			sed -n 's/^ *\[ *[0-9a-f]*\] *depends=//p')
		printf '%s %s\n' "${name//-/_}" "${name//-/_}"
		needed=${needed//-/_}
		for needed in ${needed//,/ }; do
			printf '%s %s\n' "$needed" "${name//-/_}"
		done
	done < <(modules_of "$1") | tsort
}

# The line of a file on which the body of a function opens, as in "{".
body_line() { # FILE FUNCTION
	awk -v name="$2" '
		!seen && $0 ~ "(^|[ *])" name "\\(" && !/^ \*|;[ \t]*$/ { seen = 1 }
		seen && /^\{/ { print NR; exit }' "$1"
}
