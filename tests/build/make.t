#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The targets of the Makefile, in a copy of this tree.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

unset DESTDIR prefix
tree=$work/tree
cp -a "$top" "$tree" && cd "$tree" || exit

plugin=plugin/kas_alias_plugin.so
echo 'static __attribute__((used)) int x;' >"$work/a.c"

# Does the plugin $2 work in the compiler $1?
loads() {
	rm -f "$work/a.s"
	"$1" "-fplugin=$2" -S "$work/a.c" -o "$work/a.s" && grep -q 'x@' "$work/a.s"
}

prints_nothing() {
	[ -z "$("$@" 2>&1 | tee /dev/stderr)" ]
}

# fails STATUS PATTERN COMMAND...
fails() {
	local status=$1 pattern=$2 output
	shift 2

	output=$("$@" 2>&1)
	[ $? = "$status" ] || { echo "$output"; return 1; }
	# shellcheck disable=SC2053
	[[ $output == $pattern ]] || { echo "$output"; return 1; }
}

check 'make' make
check 'make again has nothing to do' prints_nothing make
check "the plugin loads" loads gcc $plugin
check 'a new time of a header' touch plugin/kas_alias_tag.h
check '... compiles what includes it' \
	fails 0 '*plugin/kas_alias_tag.c*HOSTLD*' make
# The first of those that are tested is none that "gcc" is.
other=${TEST_COMPILERS:-$(scripts/setup --compilers unit)}
other=${other%% *}
check "make CC=$other" make "CC=$other"
check "... makes the plugin one for $other" loads "$other" $plugin
check 'make' make
check '... makes it one for gcc again' loads gcc $plugin
check 'other flags' fails 0 '*HOSTCC*grammar.c*HOSTLD*' make HOSTCC='gcc -DOTHER'

# The flags of who builds: in the environment, as for a package, or as arguments.
program=scripts/resolver/kas_alias
object=.build/plugin/$(gcc -dumpmachine)-$(gcc -dumpversion)
check 'flags of the environment' \
	fails 0 '*gcc * -DOF_C -MMD *grammar.c *gcc -DOF_C -Wl,-z,now *' \
	env CPPFLAGS= CFLAGS=-DOF_C LDFLAGS=-Wl,-z,now make V=1 $program
check '... are in what is linked' grep -w 'BIND_NOW\|NOW' <(readelf -d $program)
check '... and again have nothing to do' prints_nothing \
	env CPPFLAGS= CFLAGS=-DOF_C LDFLAGS=-Wl,-z,now make $program
for flags in CPPFLAGS CFLAGS LDFLAGS; do
	check "other $flags compile and link again" \
		fails 0 '*HOSTCC*grammar.c*HOSTLD*resolver/kas_alias*' make $program "$flags=-g"
done
check 'flags of the plugin' fails 0 '*g++ * -DOF_CPP -DOF_CXX -MMD *tag.c *g++ -DOF_CXX -Wl,-z,now -shared *' \
	env CPPFLAGS=-DOF_CPP CXXFLAGS=-DOF_CXX LDFLAGS=-Wl,-z,now make -Bn V=1 plugin-object
for flags in CPPFLAGS CXXFLAGS LDFLAGS; do
	check "with other $flags" make "$object/flags" "$flags=-DOTHER"
	check '... it is compiled again' grep -e -DOTHER "$object/flags"
done
is "$(env CPPFLAGS=-DX CFLAGS=-DX CXXFLAGS=-DX LDFLAGS=-DX make -Bn V=1 .build/unit/tag-c .build/tests/kas_alias \
	.build/tests/kas_alias_dwarf .build/tests/same_code .build/fuzz/replay | grep -e -DX)" '' \
	'what only tests run has none of them'
check 'make' make

cat >"$work/gcc-99" <<'EOF'
#!/bin/sh
case $1 in
-dumpmachine) echo "${MACHINE:-$(gcc -dumpmachine)}" ;;
-dumpversion) echo 99 ;;
-print-file-name=plugin) echo /nonexistent/plugin ;;
esac
EOF
chmod +x "$work/gcc-99"
PATH=$PATH:$work
rm -rf .build/plugin/-
made=$(ls .build/plugin)
check 'headers of the plugin are missing' \
	fails 2 '*plugin-version.h: error: *: install the Debian package gcc-99-plugin-dev*' \
	make CC=gcc-99
MACHINE=riscv64_x-linux-gnu check '... those of a cross compiler' \
	fails 2 '*: install the Debian package gcc-99-plugin-dev-riscv64-x-linux-gnu*' \
	make CC=gcc-99
printf '#!/bin/sh\ncase "$*" in *-dM*) echo "#define __clang__ 1" ;; *) exec gcc "$@" ;; esac\n' >"$work/clang-99"
chmod +x "$work/clang-99"
check 'clang, which answers with the headers of a GCC' \
	fails 2 'clang-99: error: clang loads no plugins of GCC: name a gcc as CC*' make CC=clang-99
check 'the compiler is missing' fails 2 'gcc-98: error: no such compiler: install it*' make CC=gcc-98
is "$(ls .build/plugin)" "$made" '... nothing is made for any of these'
check 'one to be tested is missing' \
	fails 2 '*gcc-98: error: no such compiler: install it, or name others as CC or TEST_COMPILERS*' \
	make test-plugins TEST_COMPILERS="$other gcc-98"
check 'a plugin for it is made by its own g++' \
	fails 0 '*g++-98 *plugin/kas_alias_tag.c*' make -n V=1 test-plugins TEST_COMPILERS=x-y-gcc-98

installed="$work/root/opt/x"
check 'make install' make install DESTDIR="$work/root" prefix=/opt/x
is "$(cd "$installed" && find . -type f | sort)" \
"./bin/kas_alias
./lib/kas_alias/$(gcc -dumpmachine)-$(gcc -dumpversion)/kas_alias_plugin.so
./share/bash-completion/completions/kas_alias
./share/man/man1/kas_alias-find.1
./share/man/man1/kas_alias.1" 'what it installs'
check 'the plugin loads from there' \
	loads gcc "$(echo "$installed"/lib/kas_alias/*/kas_alias_plugin.so)"
check 'the checker runs from there' "$installed/bin/kas_alias" census --version
check '... and the resolver' "$installed/bin/kas_alias" find --version
check 'make uninstall' make uninstall DESTDIR="$work/root" prefix=/opt/x
is "$(find "$work/root" -type f)" '' 'nothing is left'

check 'make install-libdw-programs' make install-libdw-programs DESTDIR="$work/root" prefix=/opt/x
is "$(cd "$installed" && find . -type f | sort)" \
"./bin/kas_alias_btf
./bin/kas_alias_dwarf
./share/man/man1/kas_alias_btf.1
./share/man/man1/kas_alias_dwarf.1" 'what it installs'
for program in kas_alias_btf kas_alias_dwarf; do
	check "$program runs from there" "$installed/bin/$program" --version
done
check 'make uninstall' make uninstall DESTDIR="$work/root" prefix=/opt/x
is "$(find "$work/root" -type f)" '' 'nothing is left'

# Names with blanks and quotes: what lies beside them stays.
touch "$work/a"
for odd in "$work/a b" "$work/it's"; do
	check "make install into ${odd##*/}" make install DESTDIR="$odd" prefix='/opt/x  y'
	check '... from which the program runs' "$odd/opt/x  y/bin/kas_alias" find --version
	check '... and what reads debug information' make install-libdw-programs DESTDIR="$odd" prefix='/opt/x  y'
	is "$(find "$odd" -type f | wc -l)" 9 '... with all that belongs to it'
	check '... and make uninstall' make uninstall DESTDIR="$odd" prefix='/opt/x  y'
	is "$(find "$work/a" "$odd" -type f)" "$work/a" '... removes that, and nothing else'
done

check 'make apply to a folder with a quote' \
	fails 2 "/nonexistent/it's  x: error: not a kernel tree:*" make apply KSRC="/nonexistent/it's  x"
for version in "it's" ../kbuild tree .; do
	check "make series of what is no version: $version" \
		fails 2 "$version: error: no patches for this kernel:*" make series KVER="$version"
done
check 'make apply without a tree' fails 2 'usage: make apply KSRC=DIR*' make apply
check 'make help' make help
check 'make clean' make clean
is "$(find . -name .git -prune -o \( -name '*.o' -o -name '*.so' -o -name .build \) -print)" \
	'' 'nothing is left'
done_testing
