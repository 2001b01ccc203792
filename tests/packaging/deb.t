#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The project's own packages: built, installed, used and removed, in a system of a
# suite of Debian that is there for that.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$top" || exit

if [ "$PWD" != /srv/kas_alias/project ]; then
	echo 'Bail out! it installs packages: run it where that harms nobody: make check-packaging SUITE=trixie'
	exit 1
fi
# What has a meaning for sed is in the name.
export DEBFULLNAME='Test & Trial 1/2' DEBEMAIL=kas_alias@example.org DEBIAN_FRONTEND=noninteractive
export SOURCE_DATE_EPOCH=1767225600
packages=$work/packages
chmod 755 "$work"	# apt reads them as somebody else

quietly() { # COMMAND...
	"$@" >"$work/log" 2>&1 </dev/null && return
	tail -n 20 "$work/log"
	return 1
}

all_files() {
	find /usr /etc /var/lib -xdev ! -path '/var/lib/dpkg/*' ! -path '/var/lib/apt/*' \
		! -path '/etc/ld.so.cache' | sort
}

check 'nobody to name is an error' sh -c \
	'! env -u DEBFULLNAME -u DEBEMAIL HOME=/nonexistent scripts/packaging/deb "$0" 2>"$0.message" && grep "set DEBFULLNAME" "$0.message"' \
	"$work/none"
check 'packages are built' quietly env CFLAGS=-DOF_USER scripts/packaging/deb "$packages" || done_testing
mapfile -t files < <(find "$packages" -name '*.deb' ! -name '*-dbgsym_*' | sort)
mapfile -t compilers < <(printf '%s\n' "${files[@]}" | sed -n 's|.*/kas-alias-\(gcc-[0-9]*\)_.*|\1|p')
is "${compilers[*]}" "$(bash -c '. scripts/suites.sh && suite_compilers' | paste -sd ' ')" \
	'... for each GCC of this suite'
check 'lintian finds no error' quietly lintian --allow-root --fail-on error "$packages"/*.changes
for compiler in "${compilers[@]}"; do
	check "the plugin for $compiler is tied to its version" \
		grep -F "$compiler (= $(dpkg-query -W -f '${Version}' "$compiler"))" \
		<(dpkg-deb -f "$packages/kas-alias-${compiler}"_*.deb Depends)
done

## What a build for Debian is asked for

for file in "${files[@]}"; do
	is "$(dpkg-deb -f "$file" Maintainer)" "$DEBFULLNAME <$DEBEMAIL>" \
		"${file##*/}: the name of who packages it"
	dpkg-deb -x "$file" "$work/tree"
done
for file in "$packages"/*-dbgsym_*.deb; do
	dpkg-deb -x "$file" "$work/debug"
done
is "$(zcat "$work"/tree/usr/share/doc/kas-alias/changelog.gz | sed -n 's/^ -- //p')" \
	"$DEBFULLNAME <$DEBEMAIL>  Thu, 01 Jan 2026 00:00:00 +0000" 'the changelog has it, and a date in UTC'
mapfile -t binaries < <(find "$work"/tree/usr/bin "$work"/tree/usr/lib/gcc -type f)
is "${#binaries[@]}" $((3 + ${#compilers[@]})) 'there are three programs, and the plugins'
for file in "${binaries[@]}"; do
	check "${file#"$work/tree"}: all is bound when it is loaded" \
		grep -w BIND_NOW <(readelf -d "$file")
done
for file in "$work"/tree/usr/bin/*; do
	check "${file#"$work/tree"}: is fortified" grep '__[a-z]*_chk' <(nm -D "$file")
done

# Debug information is compressed.
with_path() { # PATH FOLDER...
	local file path=$1
	shift

	find "$@" -type f | while read -r file; do
		objcopy --decompress-debug-sections "$file" "$work/plain" 2>/dev/null || cp "$file" "$work/plain"
		! grep -qaF "$path" "$work/plain" || echo "$file"
	done
}
check 'debug information names sources' test -n "$(with_path grammar.c "$work/debug")"
is "$(with_path "$packages" "$work/tree" "$work/debug")" '' 'no file has the folder of the build in it'

log=$packages/build.log
check 'the compiler is that of the host machine' grep -q \
	"^$(dpkg-architecture -q DEB_HOST_GNU_TYPE)-gcc .* scripts/kas_alias/grammar.c" "$log"
is "$(grep -e -DOF_USER "$log")" '' 'flags of the environment are not those of a package'
check 'the unit tests were run' grep '^All tests successful' "$log"
check '... as C and as C++' test "$(grep -c '^\(\[.*\] \)\?\.build/unit/.* ok ' "$log")" = \
	$((2 * $(find tests/unit -name '*.c' | wc -l)))

# At another time, in a folder with a longer name, as somebody else would.
sums() {
	(cd "$1" && sha256sum ./*.deb)
}
check 'packages are built again' quietly env TZ=Asia/Tokyo LC_ALL=C.UTF-8 \
	bash -c 'umask 027 && exec scripts/packaging/deb "$1"' - "$work/elsewhere/packages"
is "$(sums "$work/elsewhere/packages")" "$(sums "$packages")" '... to the same byte'
# A cross build differs in what it may need, and has the programs only.
check 'a cross build' quietly env DEB_BUILD_PROFILES=cross DEB_BUILD_OPTIONS=nocheck \
	scripts/packaging/deb "$work/cross"
is "$(cd "$work/cross" && find . -name '*.deb' | sed 's/_.*//' | sort)" './kas-alias
./kas-alias-dbgsym' '... has the programs'
is "$(grep 'g++\|\.build/unit/' "$work/cross/build.log")" '' '... and builds nothing else'

all_files >"$work/before"
check 'they are installed' quietly apt-get install -y "${files[@]}"

mkdir "$work/a" "$work/b"
for unit in a b; do
	echo "static __attribute__((noipa, used)) int show(void) { return __COUNTER__; }
int $unit(void) { return show(); }" >"$work/$unit/x.c"
done
echo 'int a(void), b(void); int main(void) { return a() + b(); }' >"$work/main.c"
for compiler in "${compilers[@]}"; do
	# As the README has it, but for where the plugin is.
	use() {
		(
			cd "$work" || exit
			for source in a/x b/x main; do
				"$compiler" -fplugin=kas_alias_plugin -c "$source.c" -o "$source.o" || exit
			done
			"$compiler" a/x.o b/x.o main.o -o program &&
			kas_alias census -o names a/x.o b/x.o main.o &&
			kas_alias prune --names names -o program program &&
			kas_alias verify --names names program
		)
	}
	check "$compiler: a program is built, pruned and verified" use
	is "$(nm "$work/program" | sed -n 's/.* show@//p' | sort)" 'a_x_c_1
b_x_c_1' "$compiler: ... and has its aliases"
	is "$(kas_alias find --from "$work/program" show | grep -c show@)" 2 "$compiler: ... that are found"
done

twin=$work/twin.o
tell_lines() {
	gcc -g -c "$work/a/x.c" -o "$twin" && kas_alias_dwarf --path a/x.c "$twin" >"$work/tags" &&
		kas_alias mark --path a/x.c --tags="$work/tags" -o "$twin" "$twin"
}
check 'lines are told by debug information' tell_lines
is "$(nm "$twin" | sed -n 's/.* show@//p')" a_x_c_1 '... which are those of the plugin'
check 'the program for BTF starts' kas_alias_btf --version
for page in kas_alias kas_alias-find kas_alias_btf kas_alias_dwarf; do
	check "the manual of $page is in its package" \
		grep -q "/man1/$page.1.gz$" <(dpkg-deb -c "$packages"/kas-alias_*.deb)
done

names=(kas-alias "${compilers[@]/#/kas-alias-}")
check 'they are removed' quietly apt-get purge -y "${names[@]}"
all_files >"$work/after"
check '... and leave nothing' diff "$work/before" "$work/after"

## As a package of RPM, as far as that goes where nothing else is one

version=$(sed -n 's/^Version:[ \t]*//p' scripts/packaging/kas-alias.spec)
is "kas_alias $version" "$(scripts/kas_alias/kas_alias --version)" 'the spec file has the version'
mkdir -p "$work/rpm/SOURCES"
tar -czf "$work/rpm/SOURCES/kas-alias-$version.tar.gz" --transform "s|^\.|kas-alias-$version|" \
	--exclude=./.build --exclude=./plugin/kas_alias_plugin.so .
check 'packages of RPM are built' quietly rpmbuild -bb --nodeps --define "_topdir $work/rpm" \
	--define 'gcc_package 1' --define 'debug_package %{nil}' scripts/packaging/kas-alias.spec
is "$(for file in "$work"/rpm/RPMS/*/*.rpm; do rpm -qpl "$file" 2>/dev/null; done | grep -v '/doc/\|/licenses/' | sort)" \
"/usr/bin/kas_alias
/usr/bin/kas_alias_btf
/usr/bin/kas_alias_dwarf
$(gcc -print-file-name=plugin)/kas_alias_plugin.so
/usr/share/bash-completion/completions/kas_alias
/usr/share/man/man1/kas_alias-find.1.gz
/usr/share/man/man1/kas_alias.1.gz
/usr/share/man/man1/kas_alias_btf.1.gz
/usr/share/man/man1/kas_alias_dwarf.1.gz" '... of the programs and the plugin'

# Where it is made into a source package there need be no gcc; where there is one, it
# can be there for two machines.
requires() { # PATH-FOR-RPM...
	PATH=${1:+$1:}$PATH rpmspec -P scripts/packaging/kas-alias.spec | sed -n 's/^Requires:[ \t]*gcc//p'
}
isa=$(rpm -E '%{?_isa}')
is "$(requires '')" "$isa = unknown" 'without a gcc of RPM the spec file can be read'
mkdir "$work/bin"
cat >"$work/bin/rpm" <<'END'
#!/bin/sh
printf "$(printf %s "$3" | sed 's/%{VERSION}/14.2.1/; s/%{RELEASE}/7/')%.0s" 1 2
END
chmod +x "$work/bin/rpm"
is "$(requires "$work/bin")" "$isa = 14.2.1-7" '... and with one, the plugin is tied to it'
without_gcc() {
	! rpmbuild -bc --nodeps --define "_topdir $work/rpm" scripts/packaging/kas-alias.spec >"$work/log" 2>&1 &&
		grep 'error: no package gcc is installed' "$work/log"
}
check 'nothing is built for one that is not known' without_gcc
done_testing
