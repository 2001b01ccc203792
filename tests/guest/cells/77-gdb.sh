# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# gdb, with the file of the kernel or the module: a breakpoint by the recipe is where the
# symbol table has the alias.
file=$kernel_build/vmlinux
[ "$where" = vmlinux ] || file=/kas/ko/$where.ko
recipe=$(kas_alias find --from="$file" --for=gdb "$alias" 2>/dev/null)
recipe=${recipe:-break \'$alias\'}
address=$(nm "$file" | awk -v alias="$alias" '$3 == alias { print $1 }')
timeout 800 gdb -nx -batch -ex "$recipe" -ex "info symbol 0x${address:-0}" "$file" >output 2>&1
cat output
# Behind the prologue, so near it, and in the right file.
if grep -q "^Breakpoint 1 at .*file .*$source, line" output; then
	row gdb yes "$(names_in <(grep ' in section ' output))" "$recipe"
else
	row gdb no "$(names_in <(grep ' in section ' output))" "$recipe" "$(complaint)"
fi
