#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Which symbols of an external module have an alias, and which: a name that the
# kernel and the modules of one build together define at least twice.
set -u
# shellcheck source=tests/external/lib.bash
. "$(dirname "$0")/lib.bash"

# How often the kernel has a name.
times_in_kernel() { # NAME
	sed -n "s/^$1://p" "$kernel/modules.symbfreq"
}

# Is each alias the second symbol of a place, like the one it stands for?
paired() { # MODULE
	readelf -sW "$1" | awk '
		{ place = $2 " " $3 " " $4 " " $5 " " $7 }
		$8 ~ /@/ { name = $8; sub(/@.*/, "", name); alias[name " " place]; next }
		{ plain[$8 " " place] }
		END {
			for (symbol in alias)
				if (!(symbol in plain))
					{ print "alone: " symbol; failed = 1 }
			exit failed
		}'
}

# A name is one of several, or the only one, for a reason: see modules/kinds.
is "$(times_in_kernel kobj_attr_show)" 1 'a name that the kernel has once'
check '... and one that it has often' test "$(times_in_kernel name_show)" -gt 1
is "$(times_in_kernel kinds_twice)$(times_in_kernel kinds_once)" '' '... and some that it has not'

copy_module kinds "$work/x-kinds"
check 'a module with names of each kind is built' build "$kernel" "$work/x-kinds"
is "$(aliases "$work/x-kinds/many-kinds.ko")" "$(sort "$work/x-kinds/expected")" \
	'each ambiguous symbol has its alias, no other has one'
check 'each has the address, the size and the type of its symbol' \
	paired "$work/x-kinds/many-kinds.ko"

# Two modules that know nothing of each other.
copy_module same "$work/same"
copy_module same "$work/one"
copy_module same "$work/other"
for name in one other; do
	check "same_$name, by itself" build "$kernel" "$work/$name" "MODULES=same_$name.o"
	is "$(aliases "$work/$name/same_$name.ko")" '' \
		'... has no alias for what only another module has, too'
done
check 'same_other once more, with the symbols that same_one exports' \
	build "$kernel" "$work/other" MODULES=same_other.o \
	"KBUILD_EXTRA_SYMBOLS=$work/one/Module.symvers"
is "$(aliases "$work/other/same_other.ko")" '' '... has none either: static names are not among these'

check 'both in one build' build "$kernel" "$work/same"
is "$(aliases "$work/same"/*.ko | grep same_function)" \
"same_function@same_one_same_one_c_$(body_line "$work/same/same_one.c" same_function)
same_function@same_other_same_other_c_$(body_line "$work/same/same_other.c" same_function)" \
	'... have an alias for it each'

for name in one other; do
	check "same_$name, all aliases kept" build "$kernel" "$work/$name" \
		"MODULES=same_$name.o" CONFIG_GCC_PLUGIN_KAS_ALIAS_KEEP_ALL=y
	is "$(aliases "$work/$name/same_$name.ko" | grep same_function)" \
		"same_function@same_${name}_same_${name}_c_$(body_line "$work/same/same_$name.c" same_function)" \
		'... has one, too'
done
done_testing
