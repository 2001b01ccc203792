#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Symbols that no compiler sees as a static function or variable, and that share
# their name: global ones, ones from .S files and from asm in C, in vmlinux and in
# modules. Each has its alias, and nobody who reads symbols notices: modpost's
# section checks, kallsyms' order, the module loader.
set -u
# shellcheck source=tests/rules/lib.sh
. "$(dirname "$0")/lib.sh"

option=$root/tests/kernel/config/kas_alias.config
edited=(arch/x86/lib/memcpy_64.S arch/x86/lib/memset_64.S lib/ctype.c lib/kstrtox.c
	drivers/rtc/rtc-test.c fs/fat/cache.c)

# To the end of a source of both trees, from standard input.
append() { # PATH
	tee -a "$rules/plain.tree/$1" >>"$rules/alias.tree/$1"
}

in_assembler() {
	cat <<-'END'
		SYM_FUNC_START_LOCAL(kas_in_assembler)
			RET
		SYM_FUNC_END(kas_in_assembler)
	END
}

in_top_level_asm() {
	cat <<-'END'
		asm(".pushsection .text\n"
		    ".type kas_in_asm, @function\n"
		    "kas_in_asm:\n\tret\n\tint3\n"
		    ".size kas_in_asm, . - kas_in_asm\n"
		    ".popsection");
	END
}

global_function() {
	cat <<-'END'
		#include <linux/init.h>
		static noinline __used int __init kas_initial(int x)
		{
			return x + 4;
		}
		int kas_shared(int x);
		noinline int kas_shared(int x)
		{
			return kas_initial(x) * 3;
		}
	END
}

static_function() {
	cat <<-'END'
		static noinline __used int kas_shared(int x)
		{
			return x * 3;
		}
		static noinline __used int *kas_variables(void)
		{
			static int kas_data;
			return &kas_data;
		}
	END
}

change_sources() {
	in_assembler | append arch/x86/lib/memcpy_64.S
	in_assembler | append arch/x86/lib/memset_64.S
	{
		in_top_level_asm
		global_function
	} | append lib/ctype.c
	{
		in_top_level_asm
		static_function
	} | append lib/kstrtox.c
	{
		in_top_level_asm
		static_function
	} | append drivers/rtc/rtc-test.c
	global_function | append fs/fat/cache.c
}

# What modpost says, but for the order.
modpost_says() {
	grep -E 'modpost|section mismatch' "$log" | sort
}

# The line on which a text stands for the last time, or the body that follows it.
line_of() { # TEXT PATH
	grep -nF -- "$1" "$rules/alias.tree/$2" | tail -n 1 | cut -d : -f 1
}

body_of() { # TEXT PATH
	echo $(($(line_of "$1" "$2") + 1))
}

# Names of the guest's kallsyms, sorted.
known_as() { # NAME
	awk -v name="$1" 'index($3, name "@") == 1 { print $2, $3, $4 }' \
		"$rules/symbols.guest/out/kallsyms" | sort
}

must_have_trees
change_sources
echo CONFIG_SECTION_MISMATCH_WARN_ONLY=y >"$work/warn.config"
must 'the kernels are configured' configure_small symbols.plain plain "$work/warn.config"
must 'the kernels are configured' configure_small symbols alias "$option" "$work/warn.config"
say 'symbols: building two kernels'
must 'without kas_alias' makes symbols.plain plain -j2
modpost_says >"$work/plain.modpost"
must 'with it' makes symbols alias -j2
modpost_says >"$work/modpost"
sed 's/^/# /' "$work/modpost"
check 'modpost finds something to say' grep -q 'kas_shared.*kas_initial' "$work/modpost"
check 'modpost says the same' diff -u "$work/plain.modpost" "$work/modpost"
check 'no symbol was prefixed for an alias' \
	bash -c '! nm "$0"/vmlinux "$0"/fs/fat/fat.ko | grep "__pfx_.*@"' "$rules/symbols"

for kind in symbols.plain symbols; do
	check "$kind runs" boot_small $kind
done

is "$(known_as kas_in_assembler)" "\
t kas_in_assembler@arch_x86_lib_memcpy_64_S_$(line_of 'START_LOCAL(kas_in_assembler' arch/x86/lib/memcpy_64.S) 
t kas_in_assembler@arch_x86_lib_memset_64_S_$(line_of 'START_LOCAL(kas_in_assembler' arch/x86/lib/memset_64.S) " \
	'symbols of .S files'
is "$(known_as kas_in_asm)" "\
t kas_in_asm@drivers_rtc_rtc_test_c_0 [rtc_test]
t kas_in_asm@lib_ctype_c_0 
t kas_in_asm@lib_kstrtox_c_0 " 'symbols of top-level asm, in vmlinux and a module'
is "$(known_as kas_shared)" "\
T kas_shared@lib_ctype_c_$(body_of 'noinline int kas_shared' lib/ctype.c) 
t kas_shared@drivers_rtc_rtc_test_c_$(body_of 'int kas_shared' drivers/rtc/rtc-test.c) [rtc_test]
t kas_shared@fs_fat_cache_c_$(body_of 'noinline int kas_shared' fs/fat/cache.c) [fat]
t kas_shared@lib_kstrtox_c_$(body_of 'int kas_shared' lib/kstrtox.c) " \
	'global functions beside static ones, in vmlinux and a module'

linked_objects rules/symbols.plain >"$work/objects"
check 'kallsyms: one alias for each ambiguous symbol, none else, plain names in order' \
	"$root/tests/kernel/kallsyms.pl" --objects "$work/objects" --elf "$rules/symbols/vmlinux" \
	--baseline "$rules/symbols.plain.guest/out/kallsyms" "$rules/symbols.guest/out/kallsyms"

restore "${edited[@]}"
rm -rf "$rules"/symbols{,.plain}{,.guest}
done_testing
