#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Of vmlinux the resolver knows the symbols that kallsyms has: scripts/mksysmap of the
# kernel drops the others, so the size of a function goes on to the next that is left.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

cat >dropped <<'END'
$d.1
.Lhere
L0
_SDA_BASE_
_SDA2_BASE_
__ARMV7PILongThunk_memcpy
__AArch64ADRPThunk_
__Thunk_x
__UNIQUE_ID_modinfo_12
__UNIQUE_ID_modinfo_
__crc_f
__efistub_f
__kcfi_typeid_f
__kstrtab_f
__kstrtabns_f
__kvm_nvhe_$d
__kvm_nvhe_.L1
__kvm_nvhe___kcfi_typeid_f
__mod_device_table__pci__ids
__pi_$x
__pi_.L1
__pi___kcfi_typeid_f
f.long_branch.6
00000001.plt_branch.f
__f_from_arm
__f_from_thumb
__f_veneer
END
cat >kept <<'END'
L01
_SDA_BASE_f
_ARMThunk_f
__ARMThunkf
__ARM_Thunk_f
__UNIQUE_ID_modinfo_12f
__UNIQUE_ID_f
_crc_f
__kvm_nvhe_f
__pi_f
f_long_branch_6
f_veneer_f
f_from_armv7
veneer
x__kstrtab_f
END

# image FILE NAME... - two functions called f, one after the other, with symbols of
# these names behind each: ELF has 0x10 bytes for both, kallsyms 0x20 and 0x30
image()
{
	local file=$1 size objects=()

	shift
	for size in 0x10 0x20; do
		{
			printf '.section __ksymtab, "a"\n.quad 0\n.text\n'
			printf '.type f, %%function\nf: .skip 0x10\n.size f, 0x10\n'
			printf '"%s":\n' "$@"
			printf '.skip %s\n' $size
		} | as -L -o $size.o -
		objects+=("$size.o")
	done
	ld --discard-none --defsym=_text=0 -e 0 -o "$file" "${objects[@]}"
}
mapfile -t names < <(cat dropped kept)
image vmlinux "${names[@]}"
cp vmlinux program
objcopy --rename-section __ksymtab=.rodata.f program

# What ld and this test add
own='f|_text|_etext|_edata|__bss_start|_end'
# symbols FILE - names in it, of those above
symbols()
{
	"$kas" find -f "$1" --limit=0 --field=symbol '*' 2>/dev/null | LC_ALL=C sort -u |
		grep -vxE "$own"
}
is "$(symbols vmlinux)" "$(LC_ALL=C sort kept)" 'what kallsyms has not, the resolver has not of vmlinux'
is "$(symbols program)" "$(grep -vE '^(\$|\.L)' dropped | LC_ALL=C sort - kept)" '... but has of a program'
# ... and where the kernels are that other tests build, they are asked themselves.
for script in "${KAS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kas_alias}"/src/linux-source-*/scripts/mksysmap; do
	# That of 6.1 is a script of the shell's, which calls nm itself.
	head -n 1 "$script" 2>/dev/null | grep -q sed || continue
	nm -n vmlinux | sed -f "$script" | awk '{ print $3 }' | LC_ALL=C sort -u | grep -vxE "$own" >wanted
	# 6.12 keeps data of MODULE_INFO() and MODULE_DEVICE_TABLE(), which 7.2 does not.
	grep -vE '^__mod_device_table__|^__UNIQUE_ID_modinfo_[0-9]*$' wanted >wanted.7
	is "$(symbols vmlinux)" "$(cat wanted.7)" "... as ${script#"${script%/*/*/*}"/} does"
done

image vmlinux __f_veneer
is "$("$kas" decode -f vmlinux <<<' f+0x1/0x20' 2>&1 | grep -c 'vmlinux:f,1 .*(no other fits)')" 1 \
	"decode: the size goes beyond the linker's veneers"
done_testing
