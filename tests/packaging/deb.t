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
export DEBFULLNAME='Test of kas_alias' DEBEMAIL=kas_alias@example.org DEBIAN_FRONTEND=noninteractive
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
check 'packages are built' quietly scripts/packaging/deb "$packages" || done_testing
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
for page in kas_alias kas_alias-find; do
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
$(gcc -print-file-name=plugin)/kas_alias_plugin.so
/usr/share/bash-completion/completions/kas_alias
/usr/share/man/man1/kas_alias-find.1.gz
/usr/share/man/man1/kas_alias.1.gz" '... of the program and the plugin'
done_testing
