#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: matrix.t [--list | VARIANT...]
#
# The option with other options: a small kernel for each file in config/, made in
# one folder, one after the other, so that each is a change of a built tree as
# well. Each is built, verified and run. Where something else than kallsyms reads
# symbols, the same kernel is built without the option and compared. The last one
# is the first one again, and has to be the same.
set -u
# shellcheck source=tests/rules/lib.sh
. "$(dirname "$0")/../rules/lib.sh"

variants=(default keep_all all functions dot file some_symbols
	distribution trimmed plugins sanitizers coverage clang clang_lines off again)
# What shows and takes aliases is there for Linux 7.2.
[ ! -d "$root/kbuild/$KAS_KVER/optional" ] || variants+=(shown)
# Linux 7.2 wants a Rust of 2025, and older kernels know none as new.
[ "$KAS_KVER $(has_rust)" != '7.2 yes' ] || variants+=(rust)
# The rule for BTF that the option is for is that of 7.2.
[ "$KAS_KVER" != 7.2 ] || variants+=(btf)
if [ "${1-}" = --list ]; then
	printf '%s\n' "${variants[@]}"
	exit
fi
[ $# -eq 0 ] || variants=("$@")

same_code=$root/.build/tests/same_code

# Kernels in which symbols come and go with random numbers get the same ones.
flags=(KCFLAGS=-frandom-seed=kas)

fragment() { # VARIANT: its own, and what only this version has, if there is one
	local file
	for file in "$root/tests/matrix/config/$1"{,"-$KAS_KVER"}.config; do
		[ ! -e "$file" ] || echo "$file"
	done
}

setting() { # OPTION
	sed -n "s/^CONFIG_$1=\"\{0,1\}\([^\"]*\).*/\1/p" "$rules/matrix/.config"
}

build_variant() { # KIND TREE VARIANT
	local files=("$here/config/kas_alias.config")

	case $2.$3 in
	plain.* | *.off) files=() ;;
	esac
	mapfile -t -O ${#files[@]} files < <(fragment "$3")
	[ "$2" = alias ] || # of the option's own lines there is nothing to ask for
		for i in "${!files[@]}"; do
			grep -v KAS_ALIAS "${files[i]}" >"$work/plain.$i.config"
			files[i]=$work/plain.$i.config
		done
	configure_small "$1" "$2" "${files[@]}" && makes "$1" "$2" -j2 "${flags[@]}"
}

## What a variant costs

report() { # KIND VARIANT
	local kind=$1 out=$rules/$1.guest/out
	strip -o "$work/stripped" "$rules/$kind/vmlinux"
	printf '# %-14s vmlinux %9d  kallsyms %7d  modules %8d  MemTotal %s kB  coresize %d\n' "$2" \
		"$(stat -c %s "$work/stripped")" "$(kallsyms_bytes "rules/$kind")" \
		"$(modules_bytes "rules/$kind")" \
		"$(awk '/^MemTotal/ { print $2 }' "$out/meminfo")" \
		"$(awk '{ sum += $2 } END { print sum }' "$out/coresize")"
}

## What is looked at

# The symbols of vmlinux and of all modules.
symbols_of() { # KIND
	nm "$rules/$1/vmlinux"
	modules_of "rules/$1" | sed "s|.*|$rules/$1/&.ko|" | xargs nm
}

# The running kernel knows each alias that the images have, once.
knows_aliases() {
	local separator
	separator=$(setting GCC_PLUGIN_KAS_ALIAS_SEPARATOR)
	"$root/scripts/kas_survey" --separator="$separator" "$rules/matrix.guest/out/kallsyms" \
		>"$work/survey" || [ $? = 1 ]
	sed 's/^/# /' "$work/survey" >&3
	grep -q 'equal aliases: 0' "$work/survey" || { cat "$work/survey"; return 1; }
	symbols_of matrix | awk -v tag="[$separator][A-Za-z0-9]*_[A-Za-z0-9_]*$" \
		'$2 ~ /^[tTdDbBrR]$/ && $3 ~ tag && $3 !~ /^\.L/ { print $3 }' |
		sort >"$work/linked"
	awk -v tag="[$separator][A-Za-z0-9]*_[A-Za-z0-9_]*$" \
		'$3 ~ tag { print $3 }' "$rules/matrix.guest/out/kallsyms" | sort >"$work/known"
	[ -s "$work/known" ] && [ -z "$(uniq -d "$work/known")" ] &&
	[ -z "$(comm -13 "$work/linked" "$work/known")" ] &&
	[ "$(wc -l <"$work/known")" -ge $(($(wc -l <"$work/linked") * 3 / 4)) ]
}

runs_quietly() { # KIND
	! grep -E 'WARNING|BUG|Oops|Call Trace|Unknown symbol|unloadable' "$rules/$1.guest/out/dmesg" &&
	[ ! -e "$rules/$1.guest/out/unloadable" ]
}

# The same code and plain symbols, in all that is linked. Other objects can be those
# of variants that were here before.
objects_are_same() {
	linked_objects rules/matrix.plain | cut -d ' ' -f 2- | tr -s ' ' '\n' |
		sed "s|^$rules/matrix\.plain\(.*\)|& $rules/matrix\1|" >"$work/pairs"
	[ "$(wc -l <"$work/pairs")" -gt 30 ] || return
	xargs -n 400 "$same_code" <"$work/pairs" >"$work/differences" && return
	head -n 20 "$work/differences"
	return 1
}

btf_functions() { # KIND
	local kind=$1
	(
		cd "$rules/$kind" || exit
		bpftool btf dump file vmlinux | sed -n "s/.* FUNC '\([^']*\)'.*/\1/p" | sort
		find . -name '*.ko' | sort | while read -r module; do
			echo "$module"
			bpftool --base-btf vmlinux btf dump file "$module" |
				sed -n "s/.* FUNC '\([^']*\)'.*/\1/p" | sort
		done
	)
}

look_at_distribution() {
	as_a_distribution distribution
	btf_functions matrix.plain >"$work/btf.plain"
	btf_functions matrix >"$work/btf"
	check 'distribution: the functions of BTF are as without' cmp "$work/btf.plain" "$work/btf"
	echo "# $(wc -l <"$work/btf") functions in BTF"
	check 'distribution: BTF has functions' test "$(wc -l <"$work/btf")" -gt 5000
	relink_for_another distribution
}

# What the kernel of a distribution has apart from BTF.
as_a_distribution() { # VARIANT
	local module separator
	check "$1: Module.symvers, with its CRCs, is as without" \
		cmp "$rules/matrix.plain/Module.symvers" "$rules/matrix/Module.symvers"
	check "$1: modules_install" makes matrix alias modules_install \
		INSTALL_MOD_PATH="$work/installed.$1" DEPMOD=true
	module=$(find "$work/installed.$1" -name 'rtc-test.ko.gz')
	check "$1: an installed module is compressed" gunzip -k "$module"
	check "$1: ... signed" grep -aq '~Module signature appended~' "${module%.gz}"
	separator=$(setting GCC_PLUGIN_KAS_ALIAS_SEPARATOR)
	check "$1: ... and has its aliases" \
		bash -c "nm '${module%.gz}' | grep '[$separator]drivers_rtc_.*_[0-9]*$'"
}

has_btf() { # MODULE
	readelf -SW "$rules/matrix/$1" | grep -q ' \.BTF '
}

# A module that is linked again only since another has a name of it now, too, is as
# complete as before.
relink_for_another() { # VARIANT
	local module=drivers/rtc/rtc-test.ko name=test_rtc_read_time

	is "$(aliases matrix $module $name)" '' "$1: $name is one function's name"
	check "$1: its module has BTF" has_btf $module
	echo "static int __attribute__((__used__)) $name(void) { return 1; }" \
		>>"$rules/alias.tree/fs/nls/nls_ascii.c"
	check "$1: ... another module gets one, too" makes matrix alias -j2 "${flags[@]}"
	is "$(aliases matrix $module $name | wc -l)" 1 "$1: ... it has an alias now"
	check "$1: ... and BTF still" has_btf $module
	restore fs/nls/nls_ascii.c
}

# "IMAGE FUNCTION" of each function in BTF, sorted
btf_functions_by_image() { # KIND
	btf_functions "$1" | awk '
		BEGIN { image = "vmlinux" }
		/^\.\/.*\.ko$/ { image = $0; next }
		{ print image, $0 }' | sort -u
}

# "IMAGE ALIAS" of each alias of a function, sorted
function_aliases_by_image() { # KIND
	(
		cd "$rules/$1" || exit
		for image in vmlinux $(find . -name '*.ko'); do
			nm "$image" | awk -v image="$image" \
				'$2 ~ /^[tT]$/ && $3 ~ /\.[A-Za-z0-9]*_[A-Za-z0-9_]*$/ { print image, $3 }'
		done
	) | sort -u
}

btf_bytes() { # KIND: of vmlinux and of all modules
	(
		cd "$rules/$1" || exit
		for image in vmlinux $(find . -name '*.ko'); do
			readelf -SW "$image" | sed -nE 's/.* \.BTF +PROGBITS +[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) .*/0x\1/p'
		done
	) | perl -ne '$sum += hex; END { print $sum + 0 }'
}

look_at_btf() {
	# What the build said, before another one does.
	check 'btf: resolve_btfids has nothing to say' bash -c '! grep -E "WARN.*resolve_btfids|FAILED" "$0"' "$log"
	check 'btf: the build tells what was added' grep -E 'vmlinux1: [0-9]+ of [0-9]+ functions added by alias' "$log"
	sed -n 's/^\(.*functions added by alias.*\)/# \1/p' "$log"
	btf_functions_by_image matrix.plain >"$work/btf.plain"
	btf_functions_by_image matrix >"$work/btf"
	is "$(comm -23 "$work"/btf{.plain,})" '' 'btf: all functions that BTF has without are there'
	comm -13 "$work"/btf{.plain,} >"$work/btf.added"
	function_aliases_by_image matrix >"$work/btf.aliases"
	is "$(comm -23 "$work"/btf.{added,aliases})" '' 'btf: all others are aliases'
	check 'btf: ... in vmlinux' grep '^vmlinux ' "$work/btf.added"
	check 'btf: ... and in modules' grep '^\./' "$work/btf.added"
	echo "# $(wc -l <"$work/btf") functions in BTF, $(wc -l <"$work/btf.added") of them by alias," \
	     "$(($(btf_bytes matrix) - $(btf_bytes matrix.plain))) of $(btf_bytes matrix) bytes"
	as_a_distribution btf
	check 'btf: the kernel takes the BTF of all' \
		bash -c '! grep -E "BPF:|failed to validate|BTF.*(invalid|Invalid)" "$0"' "$rules/matrix.guest/out/dmesg"
	check 'btf: built once more' makes matrix alias -j2 "${flags[@]}"
	is "$(linked)" '' 'btf: ... nothing is linked'
	relink_for_another btf
}

look_at_trimmed() {
	check 'trimmed: Module.symvers is as without' \
		cmp "$rules/matrix.plain/Module.symvers" "$rules/matrix/Module.symvers"
	check 'trimmed: symbols were trimmed' \
		test "$(wc -l <"$rules/matrix/Module.symvers")" -lt 1500
	check 'trimmed: modules.builtin.ranges is there' test -s "$rules/matrix/modules.builtin.ranges"
	check 'trimmed: ... and as without' \
		cmp "$rules/matrix.plain/modules.builtin.ranges" "$rules/matrix/modules.builtin.ranges"
}

# Both kernels lay structures out by the same number.
prepare_plugins() {
	sed -i 's/^SEED=.*/SEED=$(printf %064d 1)/' \
		"$rules"/{plain,alias}.tree/scripts/gen-randstruct-seed.sh
}

look_at_plugins() {
	check 'plugins: they are all in use' \
		bash -c 'for plugin; do grep -q "$plugin" "$0" || exit; done' \
		"$rules/matrix/mm/.vmscan.o.cmd" latent_entropy stackleak randomize_layout kas_alias
	restore scripts/gen-randstruct-seed.sh
}

# Symbols of Rust have mangled names, "_R...".
rust_symbols() { # KIND
	symbols_of "$1" | awk '$3 ~ /^_R/ && $3 !~ /@/ { print $2, $3 }' | sort
}

look_at_rust() {
	rust_symbols matrix.plain >"$work/rust.plain"
	rust_symbols matrix >"$work/rust"
	check "rust: Rust's own symbols are as without" diff "$work"/rust{.plain,}
	echo "# $(wc -l <"$work/rust") symbols of Rust," \
	     "$(uniq -d "$work/rust" | wc -l) names of several"
	check 'rust: they are many' test "$(wc -l <"$work/rust")" -gt 1000
	check 'rust: the samples run' grep -q 'rust_minimal: Rust minimal sample' \
		"$rules/matrix.guest/out/dmesg"
}

# The kernel once more, with what guest/shown.sh checks and needs to know.
boot_shown() { # SHOWN [KERNEL-PARAMETER...]
	local guest=$rules/matrix.guest twins=$rules/matrix.modules/x-twins/twins.ko

	rm -rf "$guest"
	mkdir -p "$guest"
	modules_in_order rules/matrix >"$guest/modules"
	printf '%s\n' "SHOWN=$1" "RTC_SHOW=$rtc_show" "RESULTS_PORT=$results_port" \
		"FIRST_SHOW=$(first_alias twin_show)" "FIRST_STORE=$(first_alias twin_store)" \
		>"$guest/kas.conf"
	make_small_initramfs rules/matrix "$here/guest/init" <<-END && run_guest rules/matrix "${@:2}"
		dir /lib 755 0 0
		dir /lib/kas 755 0 0
		dir /tmp 755 0 0
		file /etc/kas.conf $guest/kas.conf 644 0 0
		file /lib/kas/lib.sh $here/guest/lib.sh 644 0 0
		file /lib/kas/10-shown.sh $root/tests/matrix/guest/shown.sh 644 0 0
		file /modules/twins.ko $twins 644 0 0
	END
}

# The alias of a function of first.c in the module twins.
first_alias() { # NAME
	nm "$rules/matrix.modules/x-twins/twins.ko" | sed -n "s/.* \($1@twins_first_c_[0-9]*\)$/\1/p"
}

# These patches are no part of the series.
optional=("$root/kbuild/$KAS_KVER/optional"/*.patch)

prepare_shown() {
	local patch

	for patch in "${optional[@]}"; do
		check "shown: ${patch##*/} fits" patch -s -F0 -p1 -d "$rules/alias.tree" -i "$patch"
	done
}

look_at_shown() {
	local rtc_show
	rtc_show=$(aliases matrix vmlinux name_show | grep '@drivers_rtc_sysfs_c_')

	check 'shown: the module twins is built' \
		build_module rules/matrix twins "$here/modules/twins" || return
	check 'shown: runs with nothing asked for' boot_shown 0 || return
	import_results rules/matrix 'shown, not asked for'
	check 'shown: runs with aliases asked for' boot_shown 1 \
		kallsyms_alias=1 ftrace=function "ftrace_filter=$rtc_show" || return
	import_results rules/matrix 'shown, asked for'
}

finish_shown() {
	local changed

	mapfile -t changed < <(sed -n 's|^--- a/||p' "${optional[@]}" | sort -u)
	restore "${changed[@]}"
}

# Clang loads no plugin: each object is marked after it is compiled.
clang=${KAS_CLANG:-clang-19}
command -v "$clang" >/dev/null || clang=clang

prepare_clang() {
	make_arguments+=("CC=$clang")
	grep -v '^CONFIG_GCC_PLUGINS=' "$small" >"$work/small.config"
	small=$work/small.config
}

finish_clang() {
	unset 'make_arguments[-1]'
	small=$root/tests/rules/small.config
}

prepare_clang_lines() {
	prepare_clang
}

finish_clang_lines() {
	finish_clang
}

# "SYMBOL TAG" of each alias in the objects that the images are linked from.
tags_of_objects() {
	linked_objects rules/matrix | cut -d ' ' -f 2- | tr -s ' ' '\n' | xargs nm 2>/dev/null |
		sed -n 's/^[^ ]* [tTdDbBrR] \(.*\)@\([^@]*\)$/\1 \2/p'
}

look_at_clang() {
	tags_of_objects >"$work/tags"
	check 'clang: it compiled the kernel' \
		bash -c 'readelf -p .comment "$0" | grep -q clang' "$rules/matrix/vmlinux"
	check 'clang: objects have aliases of C' test "$(grep -c '_c_0$' "$work/tags")" -gt 3000
	is "$(grep -v '_[cS]_0$\|_S_[0-9]*$' "$work/tags")" '' \
		'clang: ... that tell the file, and a line of assembler only'
}

# The lines of a module are judged by its source; those of the kernel are counted.
look_at_clang_lines() {
	check 'clang_lines: a module is built' \
		build_module rules/matrix twins "$here/modules/twins"
	is "$(nm "$rules/matrix.modules/x-twins/twins.ko" | sed -n 's/.* twin_show@//p' | sort)" \
		"$(for unit in first second; do
			awk -v unit=$unit '/^static ssize_t twin_show\(/ { found = 1 }
				found && /^{/ { print "twins_" unit "_c_" NR; exit }' \
				"$here/modules/twins/$unit.c"
		done)" \
		'clang_lines: ... with the lines of its functions'
	tags_of_objects | sort -u >"$work/tags"
	echo "# $(wc -l <"$work/tags") aliases in objects, $(grep -c '_[cS]_0$' "$work/tags") without a line"
	grep '_c_0$' "$work/tags" | sed 's/[0-9][0-9]*/N/g; s/ .*//' | sort | uniq -c | sort -rn | head -n 20 | sed 's/^/# /'
	check 'clang_lines: one in fifty has no line' \
		test "$(grep -c '_c_0$' "$work/tags")" -lt $(($(wc -l <"$work/tags") / 50))
	check 'clang_lines: headers are named' grep -q '_h_.*_c_[1-9][0-9]*$' "$work/tags"
}

look_at_default() {
	sums matrix >"$rules/matrix.default"
}

look_at_again() {
	check 'again: as it was' is_as matrix "$rules/matrix.default"
}

look_at_off() {
	rm -f "$rules/matrix/modules.symbfreq" # of the kernel that was here before
	check 'off: the kernel of a tree to which nothing was applied' \
		diff -u <(sums matrix.plain) <(sums matrix)
}

# Is there a kernel without the option to compare with?
has_counterpart() { # VARIANT
	case $1 in
	distribution | btf | trimmed | plugins | rust | clang | off) ;;
	*) false ;;
	esac
}

try() { # VARIANT
	local variant=$1

	say "matrix: $variant"
	[ "$(type -t "prepare_$variant")" != function ] || "prepare_$variant"
	if has_counterpart "$variant"; then
		check "$variant: built without kas_alias" \
			build_variant matrix.plain plain "$variant" || return
	fi
	check "$variant: built" build_variant matrix alias "$variant" || return
	# With debug information the vDSO's build id names the folder, in vmlinux too.
	! has_counterpart "$variant" || [[ $variant = @(distribution|btf) ]] ||
		check "$variant: objects are as without kas_alias" objects_are_same
	if [ "$variant" != off ]; then
		check "$variant: verified" test -s "$rules/matrix/.modules.symbfreq.verified"
		sed 's/^/# /' "$rules/matrix/.modules.symbfreq.verified"
	fi
	check "$variant: runs" boot_small matrix || return
	check "$variant: ... quietly" runs_quietly matrix
	[ "$variant" = off ] || check "$variant: ... and knows its aliases" knows_aliases
	report matrix "$variant"
	[ "$(type -t "look_at_$variant")" != function ] || "look_at_$variant"
}

exec 3>&1
must_have_trees
for variant in "${variants[@]}"; do
	try "$variant"
	[ "$(type -t "finish_$variant")" != function ] || "finish_$variant"
done
done_testing
