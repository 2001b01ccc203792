# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# The scripts of the kernel that look up a line of a stack dump in debug information.
scripts=$(cat /kas/source)/scripts
file=$kernel_build/vmlinux
[ "$where" = vmlinux ] || file=/kas/ko/$where.ko
size=$(kas_alias find --field=size "$query" 2>/dev/null)

# faddr2line takes FUNCTION+OFFSET/SIZE, and tells all that the name can mean.
for name in "$alias" "$symbol"; do
	case $name in
	"$alias")	title='faddr2line' ;;
	*)		title='faddr2line, plain name' ;;
	esac
	line="$scripts/faddr2line $file '$name+0x1/$size'"
	timeout 600 bash -c "$line" >output 2>&1
	cat output
	found=$(grep -c '^[^ ]*+0x[0-9a-f]*/0x[0-9a-f]*:$' output)
	case $found in
	0)	row "$title" no - "$line" "$(complaint)" ;;
	1)	if grep -q "$source" output; then takes=yes; else takes=other; fi
		row "$title" $takes "$(names_in output)" "$line" ;;
	*)	row "$title" all "$(names_in output)" "$line" "$found places" ;;
	esac
done

for name in "$alias" "$symbol"; do
	case $name in
	"$alias")	title='decode_stacktrace.sh' ;;
	*)		title='decode_stacktrace.sh, plain name' ;;
	esac
	frame=" $name+0x1/$size"
	[ "$where" = vmlinux ] || frame="$frame [$where]"
	line="echo '$frame' | $scripts/decode_stacktrace.sh $kernel_build/vmlinux $kernel_build /kas/ko"
	timeout 600 bash -c "$line" >output 2>&1
	cat output
	if ! grep -q '(.*:[0-9]*)' output; then
		row "$title" no - "$line" "$(complaint)"
	elif grep -q "(.*$source:[0-9]*)" output; then
		row "$title" yes "$(names_in output)" "$line"
	else
		row "$title" other "$(names_in output)" "$line" "$(complaint)"
	fi
done
