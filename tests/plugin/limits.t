#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Long names, long paths, odd paths, large numbers, and what is not known.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"

repeat() { # TEXT TIMES
	local text

	printf -v text '%*s' "$2" ''
	echo "${text// /$1}"
}

length() {
	local text
	read -r text
	echo ${#text}
}

## The length of an alias: at the limit, one below and one above

# A static object with a name of $1 bytes, in file $2.
write_object() {
	printf 'static __attribute__((used)) int %s;\n' "$(repeat s "$1")" >"$2"
}

# The symbol's name makes up the length: no tag is shorter than its hash would be.
mkdir lib
tag=lib_file_c_1
for limit in 32 127 511 512; do
	for excess in -1 0 1; do
		symbol=$((limit + excess - 1 - ${#tag}))
		what="limit $limit, alias of $((limit + excess)) bytes"
		write_object $symbol lib/file.c
		compile -Werror -c lib/file.c -o file.o -- max-length=$limit 2>messages
		if [ $excess -le 0 ]; then
			is "$(aliases file.o)" "$(repeat s $symbol)@$tag" "$what"
			continue
		fi
		is "$(aliases file.o | sed -E 's/@[0-9a-f]{16}_/@HASH_/')" \
			"$(repeat s $((limit - 19)))@HASH_1" "$what: cut, with a hash"
		is "$(cat messages)" '' '... which is nothing to warn of'
	done
done

# The path makes up the length, to the greatest limit.
for excess in -1 0 1; do
	path=$(repeat p $((65535 + excess - 4)))	# "s@", "_1"
	printf '#line 1 "%s"\nstatic __attribute__((used)) int s;\n' "$path" >lib/file.c
	compile -c lib/file.c -o file.o -- max-length=65535
	want=s@${path}_1
	[ $excess -le 0 ] || want=s@HASH_$(repeat p $((65535 - 4 - 17)))_1
	check "limit 65535, alias of $((65535 + excess)) bytes" \
		cmp <(echo "$want") <(aliases file.o | sed -E 's/@[0-9a-f]{16}_/@HASH_/')
done

# A symbol that leaves room: as much of the end of the tag as there is room for.
directory=$(repeat d 40)
mkdir "$directory"
write_object 30 "$directory/file.c"
for limit in 79 80 81; do		# 30 + 1 + 40 + "_file_c_1"
	compile -c "$directory/file.c" -o file.o -- max-length=$limit
	alias=$(aliases file.o)
	case $limit in
	79)	want="$(repeat s 30)@HASH_$(repeat d 22)_file_c_1" ;;
	*)	want="$(repeat s 30)@${directory}_file_c_1" ;;
	esac
	is "$(sed -E 's/@[0-9a-f]{16}_/@HASH_/' <<<"$alias")" "$want" \
		"limit $limit, alias of 80 bytes"
	"$kas" census -o census file.o
	sed -i 's/:1$/:2/' census
	check '... prune' prune census file.o --max-length $limit
	check '... verify' "$kas" verify --names census --max-length $limit file.o
done
compile -c "$directory/file.c" -o file.o -- max-length=79
"$kas" census -o census file.o
check '... is too long for a lower limit' fails_with 'alias longer than --max-length' \
	"$kas" verify --keep-all --names census --max-length 78 file.o

# Least and most that fit: the hash and one byte of the tag.
write_object 13 a.c				# 13 + 1 + 16 + 1 + 1
compile -c a.c -o file.o -- max-length=32 tag=line
is "$(aliases file.o)" 'sssssssssssss@a_c_1' 'a short tag'
compile -c "$directory/file.c" -o file.o -- max-length=49
is "$(aliases file.o | sed -E 's/@[0-9a-f]{16}_/@HASH_/')" "$(repeat s 30)@HASH_1" \
	'the hash and one byte of the tag'
compile -c "$directory/file.c" -o file.o -- max-length=48 2>messages
is "$(aliases file.o | sed -E 's/@[0-9a-f]{16}_/@HASH_/')" "$(repeat s 29)@HASH_1" \
	'no room for that: the symbol is cut'

## Paths of 4,096 bytes: PATH_MAX, the final NUL included

component=$(repeat c 255)
path=
for _ in {1..15}; do
	path+=$component/
done					# 15 * 256 = 3840
file=$(repeat f 253).c			# 3840 + 255 = 4095
mkdir -p "$path"
echo 'static __attribute__((used)) int datum;' >"$path$file"
is "$(length <<<"$path$file")" 4095 'a path of PATH_MAX'
check '... compiles' compile -c "$path$file" -o file.o
tail=$(repeat f 253)_c_1		# of the 505 bytes of the tag, 17 are the hash
is "$(aliases file.o | sed -E 's/@[0-9a-f]{16}_/@HASH_/')" \
	"datum@HASH_$(repeat c $((511 - 6 - 17 - 1 - ${#tail})))_$tail" '... has its alias'
aliases file.o >once

# The same by another way to it: in the tree, and with the tree above it.
(cd "$component" && compile -c "${path#*/}$file" -o ../file.o -- srctree=..)
check '... the same from a directory in it' cmp once <(aliases file.o)

# A working directory too long for getcwd() to name.
deep=$PWD
cd "$path" && mkdir "$component" && cd "$component" || exit
check 'a working directory longer than PATH_MAX' \
	bash -c 'echo "static __attribute__((used)) int x;" >a.c; "$@" -c a.c -o a.o' - \
	"$CC" "-fplugin=$plugin"
is "$(aliases a.o)" 'x@a_c_1' '... has aliases'
cd "$deep" || exit

for size in 4095 4096 20000; do
	printf '#line 7 "%s/x.c"\nstatic __attribute__((used)) int datum;\n' \
		"$(repeat q $((size - 4)))" >a.c
	compile -c a.c -o file.o
	is "$(aliases file.o | length)" 511 "#line with a name of $size bytes"
done

## Names of files that are no names

cat >generated <<'END'
static __attribute__((used)) int n;
END
for name in '' / . .. ../.. // /// '<built-in>' '<command-line>' /etc/passwd "$HOME/secret.c" \
	'a\"b' 'a\\b' 'a b' "a\$(x)\`y\`;z" 'ü.c' $'\xff\xfe' '-o' '%s%n' '{}'; do
	printf '#line 5 "%s"\nstatic __attribute__((used)) int n;\n' "$name" >a.c
	compile -c a.c -o file.o
	alias=$(aliases file.o)
	name=${name//\\\"/x} name=${name//\\\\/x}
	base=${name##*/}
	check "#line 5 \"${name//[^ -~]/?}\": a tag" \
		grep -qxE 'n@[A-Za-z0-9_]*_5' <<<"$alias"
	is "${#alias}" $((2 + ${#base} + 2)) '... of the last component only, byte for byte' ||
		echo "# $alias"
done

# Directories and files with anything in their names, named in each way.
nasty=$'tab\there, new\nline $HOME `id` ;&|<>()[]{}*?!~#%^=+:\'"\\ \xff\xfe übel'
mkdir -p "tree/$nasty/x"
printf '#include "h.h"\nstatic __attribute__((used)) int n;\n' >"tree/$nasty/x/$nasty.c"
echo 'static __attribute__((used)) int h;' >"tree/$nasty/x/h.h"
plain=${nasty//[^A-Za-z0-9]/_}
want="h@${plain}_x_h_h_${plain}_x_${plain}_c_1
n@${plain}_x_${plain}_c_2"
(cd tree && compile -c "$nasty/x/$nasty.c" -o ../relative.o)
compile -c "tree/$nasty/x/$nasty.c" -o root.o -- srctree=tree
compile -c "$PWD/tree/$nasty/x/$nasty.c" -o absolute.o -- srctree="$PWD/tree"
(cd "tree/$nasty" && compile -c "x/$nasty.c" -o "$work/inside.o" -- srctree=..)
(cd tree && compile -E "$nasty/x/$nasty.c" -o ../a.i && compile -c ../a.i -o ../text.o)
for way in relative root absolute inside text; do
	is "$(aliases $way.o)" "$want" "odd bytes in a path, $way"
done
mv tree "$nasty"
compile -c "$PWD/$nasty/$nasty/x/$nasty.c" -o file.o -- srctree="$PWD/$nasty"
is "$(aliases file.o)" "$want" 'odd bytes in the root of the sources'

## Lines of ten digits

cat >a.c <<'END'
#line 2147483646
static __attribute__((used)) int a;
static __attribute__((used)) int b;
static __attribute__((used)) int c;
#line 4294967294
static __attribute__((noipa, used)) int f(int x)
{
	return x;
}
END
compile -O2 -w -c a.c
is "$(aliases a.o)" 'a@a_c_2147483646
b@a_c_2147483647
c@a_c_2147483648
f@a_c_4294967295' 'lines of ten digits'
compile -O2 -w -c a.c -o file.o -- max-length=32
is "$(aliases file.o)" "$(aliases a.o)" '... at the least limit'

# A precompiled header keeps the last declaration of a variable, README.md.
cat >twice.h <<'END'
static int twice;
static int twice = 1;
static int once = 1;
END
echo 'int *use(int x) { return x ? &twice : &once; }' >use.c
compile -O2 -include twice.h -c use.c -o text.o
compile -O2 -c twice.h -o twice.h.gch
mv twice.h aside.h
compile -O2 -Winvalid-pch -include twice.h -c use.c -o precompiled.o
is "$(aliases text.o)" 'once@twice_h_use_c_3
twice@twice_h_use_c_1' 'a header as text: the first line of a variable'
is "$(aliases precompiled.o)" 'once@twice_h_use_c_3
twice@twice_h_use_c_2' 'a precompiled one: the last line'
check '... the code is the same' cmp <(objdump -dr text.o | tail -n +4) \
	<(objdump -dr precompiled.o | tail -n +4)

done_testing
