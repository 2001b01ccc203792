#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# make modules_install: what is installed has the aliases, unless strip was told to
# take the symbol table away.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

version=$(cat "$kernel/include/config/kernel.release")
installed=$work/root/lib/modules/$version
checker=$kernel/scripts/kas_alias/kas_alias

# Install the modules of the kernel, or of M=.
install_modules() { # [ARGUMENT]...
	make -C "$kernel" INSTALL_MOD_PATH="$work/root" "$@" modules_install 2>&1
}

# Pairs of the kernel's modules, as built and as installed.
kernel_modules() {
	modules_of alias | sed "s|.*|$kernel/&.ko $installed/kernel/&.ko|"
}

same_symbols_in_all() {
	local built there

	while read -r built there; do
		same_symbols "$built" "$there" || return
	done < <(kernel_modules)
}

# What the checker finds in those that are installed.
verified() {
	kernel_modules | cut -d ' ' -f 2 | xargs -d '\n' "$checker" verify \
		--level=data --names "$kernel/modules.symbfreq" "$kernel/vmlinux"
}

copy_module kinds "$work/x"
check 'a module is built' build "$kernel" "$work/x"
case $KAS_KVER in
6.1)	module=$installed/extra/many-kinds.ko ;;
*)	module=$installed/updates/many-kinds.ko ;;
esac

for strip in '' 1; do
	title="the kernel's modules${strip:+, stripped of debug information}"
	check "$title" install_modules ${strip:+INSTALL_MOD_STRIP=1}
	check '... have the symbols that they were built with' same_symbols_in_all
	check '... and these are verified' verified
	title="the external module${strip:+, stripped of debug information}"
	check "$title" install_modules M="$work/x" ${strip:+INSTALL_MOD_STRIP=1}
	check '... has the symbols that it was built with' \
		same_symbols "$work/x/many-kinds.ko" "$module"
done
echo "# $(kernel_modules | wc -l) modules of the kernel"

# Such a strip takes local symbols away, aliases or not; what it leaves is paired.
check 'stripped of all that is not needed' \
	install_modules M="$work/x" INSTALL_MOD_STRIP=--strip-unneeded
is "$(aliases "$module")" "$(grep '^kinds_pair@many_kinds_main_' "$modules/kinds/expected")" \
	'... it has the alias of a global symbol only'
is "$(nm "$module" | grep -c ' [a-zA-Z] \(name_show\|kobj_attr_show\)$')" 0 \
	'... and no other symbol that had one'
check 'stripped of all' install_modules M="$work/x" INSTALL_MOD_STRIP=--strip-all
is "$(nm "$module" 2>/dev/null)" '' '... it has no symbol'
is "$(find "$work/root" -name '*symbfreq*')" '' 'what is for building only is not installed'
done_testing
