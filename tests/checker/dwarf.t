#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kas_alias_dwarf: of what was compiled without the plugin, debug information and mark
# make the aliases that the plugin makes. The plugin's cases, in each native compiler,
# with both forms of debug information.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

dwarf=$top/.build/tests/kas_alias_dwarf
[ -x "$dwarf" ] || { echo "Bail out! $dwarf is not built"; exit 1; }
cp -r "$top/tests/plugin/cases" src

# marked OBJECT PATH [ARGUMENT...] - the object gets its aliases
marked()
{
	local object=$1 path=$2

	shift 2
	"$dwarf" --path "$path" "$@" "$object" >tags &&
		"$kas" mark --path "$path" --level=all --tags=tags -o "$object" "$object"
}

# What both say of one source: lines "SYMBOL PLUGIN'S MARKED'S"; - for no alias.
# compare SOURCE COMPILER FLAG...
compare()
{
	local source=$1 compiler=$2

	shift 2
	"$compiler" -w -g "$@" -c "$source" -o plugin.o -fplugin="$(plugin_of "$compiler")" \
		-fplugin-arg-kas_alias_plugin-srctree=src -fplugin-arg-kas_alias_plugin-level=all &&
		"$compiler" -w -g "$@" -c "$source" -o marked.o &&
		marked marked.o "${source#src/}" --srctree=src || return
	join -a 1 -a 2 -e - -o 0,1.2,2.2 <(tags_in plugin.o) <(tags_in marked.o)
}

# tags_in OBJECT - lines "SYMBOL TAG"
tags_in()
{
	nm "$1" | sed -n 's/^[^ ]* . \(.*\)@\([^@]*\)$/\1 \2/p' | grep -v ' .* ' | sort
}

# Is each alias the plugin's?
same_tags()
{
	compare "$@" >compared && ! awk '$2 != $3' compared | grep .
}

# Is each either the plugin's, or without a line? But for clones, of which line tables
# have the declarator, which is the line of the "{" or one before that.
no_wrong_tags()
{
	compare "$@" >compared && ! awk '
		function line(tag) { sub(/.*_/, "", tag); return tag }
		function path(tag) { sub(/_[0-9]*$/, "", tag); return tag }
		$2 == $3 || $2 == "-" || $3 == "-" || line($3) == 0 { next }
		$1 ~ /\.(isra|part|constprop)\.[0-9]/ && path($2) == path($3) &&
			line($2) - line($3) <= 1 { next }
		{ print }' compared | grep .
}

# A test that failed before; shows the file.
fails()
{
	cat "$1"
	return 1
}

# In these all that has an alias has debug information that tells its address.
all=(cold constructors function-sections header-statics include-c inlines
	nested-functions optimisation sections separator-at static-data static-functions
	static-locals toplevel-order visibility-options)

for compiler in $(native_compilers); do
	for form in 4 5; do
		for case in "${all[@]}"; do
			for source in src/"$case"/*.c; do
				check "$compiler, DWARF $form, ${source#src/}: the plugin's aliases" \
					same_tags "$source" "$compiler" -gdwarf-$form -O2
			done
		done
	done
done

count=0
for source in src/*/*.c; do
	"$CC" -w -fsyntax-only "$source" 2>/dev/null || continue
	# What #line says is the plugin's main file, too.
	! grep -qs '^ *# *\(line\|[0-9]\)' "${source%/*}"/* || continue
	count=$((count + 1))
	no_wrong_tags "$source" "$CC" -O1 >wrong ||
		check "$CC, ${source#src/}: no wrong line" fails wrong
done
check "$CC: no wrong line in $count sources" test $count -gt 50

## Places that are hard to tell

mkdir hard
# What ends in nothing has a row of the line table where the next function begins.
cat >hard/ends.c <<'END'
static void none(int);
int tent;
static __attribute__((noinline)) int
g(int x)
{
	if (x == 77)
		none(x);
	return x + tent++;
}
static __attribute__((noinline)) void
none(int x)
{
	if (x != 77)
		tent = 0;
	__builtin_unreachable();
}
void *const p[] = { none, g };
END
for compiler in $(native_compilers); do
	check "$compiler: a function behind one without an end" \
		same_tags hard/ends.c "$compiler" -O1
done


# A symbol can begin with room for patches, in front of where the function does. In an
# object of x86-64 it does not, so this one moves its symbol.
cat >hard/patched.s <<'END'
	.text
	.type	f,%function
f:	nop
	nop
.Lf:	ret
.Lend:	.size f,.-f
	.type	g,%function
g:	ret
	.size g,.-g
	.section .debug_abbrev,"",%progbits
	.uleb128 1, 0x11
	.byte 1
	.uleb128 0x03, 0x08, 0x11, 0x01, 0x12, 0x07, 0, 0
	.uleb128 2, 0x2e
	.byte 0
	.uleb128 0x03, 0x08, 0x3a, 0x0b, 0x3b, 0x0b, 0x11, 0x01, 0x12, 0x07, 0, 0
	.byte 0
	.section .debug_info,"",%progbits
	.long	.Linfo_end - .Linfo
.Linfo:	.value	4
	.long	0
	.byte	8
	.uleb128 1
	.string	"patched.c"
	.quad	.Lf, .Lend - .Lf
	.uleb128 2
	.string	"f"
	.byte	0, 3
	.quad	.Lf, .Lend - .Lf
	.byte	0
.Linfo_end:
END
as hard/patched.s -o hard/patched.o || exit
marked hard/patched.o patched.c || exit
is "$(nm hard/patched.o | sed -n 's/.* t \(.*@\)/\1/p')" \
'f@patched_c_3
g@patched_c_0' 'a symbol that begins with room for patches, as arm64 has'

# Two of one name, at one address, of which one has no size.
cat >hard/neighbours.c <<'END'
struct none { };
void *f(void)
{
	static struct none x;
	return &x;
}
static int x = 4;
int *h(void)
{
	return &x;
}
END
for compiler in $(native_compilers); do
	check "$compiler: one without a size, and its neighbour of the same name" \
		same_tags hard/neighbours.c "$compiler" -O2 -fdata-sections
done

# What each thread has its own of is at no address.
cat >hard/thread.c <<'END'
static __thread int
own = 3;
int *get(void)
{
	static __thread int calls;
	calls++;
	return &own + calls;
}
int *again(void)
{
	static __thread int twice;
	return &twice;
}
int *other(void)
{
	static __thread int twice;
	return &twice;
}
END
for compiler in $(native_compilers); do
	for form in 2 4 5; do
		compare hard/thread.c "$compiler" -O1 -gdwarf-$form >compared || exit
		check "$compiler, DWARF $form: thread-local variables" \
			grep -x 'own hard_thread_c_2 hard_thread_c_2' compared
		is "$(grep ^calls compared | cut -d ' ' -f 2-)" 'hard_thread_c_5 hard_thread_c_5' \
			'... and in a function'
		is "$(grep ^twice compared | grep -c ' hard_thread_c_0$')" 2 '... but for two of one name'
	done
done

# A name that the source gives to the symbol alone; two at one address stay untold.
cat >hard/renamed.c <<'END'
static int v __asm__("w");
static int f(void) __asm__("renamed");
static __attribute__((noinline)) int f(void)
{
	return v++;
}
int (*const p)(void) = f;
END
for compiler in $(native_compilers); do
	check "$compiler: other names in the source" same_tags hard/renamed.c "$compiler" -O1
done
"$CC" -w -g -O1 -c hard/renamed.c -o hard/twice.o
objcopy --add-symbol also=.bss:0,object,local hard/twice.o
marked hard/twice.o twice.c || exit
is "$(nm hard/twice.o | sed -n 's/.* b \(.*@\)/\1/p' | sort)" 'also@twice_c_0
w@twice_c_0' '... but for two of them at one address'

# C++ makes symbols of names.
cat >hard/made.cc <<'END'
static int count;
static __attribute__((noinline, noclone)) int work(int x, int *p)
{
	static int calls;
	calls += x;
	return count++ + *p + calls;
}
int use(int *p)
{
	return work(1, p) + work(1, p + 1);
}
END
for compiler in $(native_compilers); do
	"$(cxx_of "$compiler")" -w -g -O1 -c hard/made.cc -o hard/made.o || exit
	marked hard/made.o made.cc || exit
	is "$(nm hard/made.o | sed -n 's/.* [bt] \(.*@\)/\1/p' | sort)" \
'_ZL4workiPi@made_cc_3
_ZL5count@made_cc_1
_ZZL4workiPiE5calls@made_cc_4' "$(cxx_of "$compiler"): symbols that hold names"
done

# Time grows with the number of symbols, also where all are at one address.
zero_sized() # NUMBER
{
	echo 'struct k { };'
	for ((i = 0; i < $1; i++)); do
		echo "static __attribute__((used)) struct k v$i;"
	done
}
zero_sized 20000 | "$CC" -g -x c -c - -o hard/zero.o
is "$(ulimit -t 3; "$dwarf" --path zero.c hard/zero.o | awk '$2 ~ /^zero_c_/' | wc -l)" 20000 \
	'20,000 objects without a size'

## Clang, which has no plugin to compare with

mkdir clang
cat >clang/u.h <<'END'
static inline int get(const int *p)
{
	return *p;
}
END
cat >clang/u.c <<'END'
#include "u.h"
static __attribute__((noinline))
int show(const int *p)
{
	return get(p) + 1;
}
static int count, shrunk;
int told(void)
{
	return shrunk;
}
int use(const int *p)
{
	shrunk = 7;
	static int calls;
	calls += show(p) + show(p + 1);
	return count++ + calls;
}
END
# Without a prologue, of another function first, and with one.
for flags in -mcmodel=kernel -fno-omit-frame-pointer -pg; do
	clang -O2 -g $flags -c clang/u.c -o clang/u.o || exit
	marked clang/u.o u.c --srctree=clang || exit
	nm clang/u.o | sed -n 's/^[^ ]* [^ ] \(.*@.*\)/\1/p' | sort >tags
	is "$(grep -v '^show\|^told' tags)" \
'count@u_c_7
kas-unit@u_c_0
shrunk@u_c_7
use.calls@u_c_15
use@u_c_13' "clang $flags: lines of data and functions"
	check "clang $flags: ... of a function's head, whatever was inlined into it" \
		grep -x 'show@u_c_[34]' tags
done

## Where files are named from

mkdir -p kernel/include module/sub
echo 'static int in_kernel(void) { return 1; } int (*kernel)(void) = in_kernel;' >kernel/include/k.h
echo 'static int in_module(void) { return 1; } int (*module)(void) = in_module;' >module/m.h
printf '#include "../m.h"\n#include <k.h>\nstatic int own(void) { return 1; } int (*mine)(void) = own;\n' >module/sub/a.c
(cd kernel && "$CC" -g -Iinclude -c ../module/sub/a.c -o ../module/sub/a.o)
cd kernel || exit
cp ../module/sub/a.o .
is "$(marked a.o fat/sub/a.c --srctree=. --module=fat --moddir=../module && nm a.o | sed -n 's/.* t \(.*@\)/\1/p')" \
'in_kernel@include_k_h_fat_sub_a_c_1
in_module@fat_m_h_fat_sub_a_c_1
own@fat_sub_a_c_3' 'an external module'
cp ../module/sub/a.o .
is "$("$dwarf" --tag=file --path sub/a.c --srctree=../module a.o >tags && "$kas" mark --tag=file --path sub/a.c --tags=tags -o a.o a.o &&
	nm a.o | sed -n 's/.* t \(.*@\)/\1/p')" \
'in_kernel@kernel_include_k_h_sub_a_c
in_module@m_h_sub_a_c
own@sub_a_c' 'tags without lines'
cp ../module/sub/a.o .
is "$(marked a.o x/../sub//./a.c --srctree=../module && nm a.o | sed -n 's/.* t \(.*@\)/\1/p')" \
'in_kernel@kernel_include_k_h_sub_a_c_1
in_module@m_h_sub_a_c_1
own@sub_a_c_3' 'a path with "..", "." and "//" is resolved'
cd ..

# Maps of prefixes lead away from the files: those of the module, of the kernel, too, and
# of the module for a compiler that ran there.
mkdir build
mapped()
{
	local object=$PWD/mapped.o top=$PWD from=$1

	shift
	(cd "$from" && "$CC" -g -I "$top/kernel/include" "$@" -c "$top/module/sub/a.c" -o "$object") &&
		(cd kernel && marked "$object" fat/sub/a.c --srctree=. --objtree=. --module=fat --moddir=../module) &&
		nm mapped.o | sed -n 's/.* t \(.*@\)/\1/p'
}
names='in_kernel@include_k_h_fat_sub_a_c_1
in_module@fat_m_h_fat_sub_a_c_1
own@fat_sub_a_c_3'
is "$(mapped build -ffile-prefix-map="$PWD/module/=")" "$names" "a module's files mapped"
is "$(mapped build -ffile-prefix-map="$PWD/module/=" -ffile-prefix-map="$PWD/kernel/=")" "$names" \
	"... and the kernel's"
is "$(mapped module -fdebug-prefix-map="$PWD/module=.")" "$names" '... and where the compiler ran'
mapped build -ffile-prefix-map="$PWD/module/=" >names
mv module/m.h moved.h
is "$(cd kernel && "$dwarf" --path fat/sub/a.c --module=fat --moddir=../module ../mapped.o | grep -o ' .*m_h.*' | sort -u)" \
	' m_h_fat_sub_a_c_1' 'a file that is nowhere has no directories'
mv moved.h module/m.h

# Each unit of a linked object has its own main file.
for unit in one two; do
	printf '\nstatic int in_%s;\nint *get_%s(void) { return &in_%s; }\n' $unit $unit $unit >$unit.c
	"$CC" -g -c $unit.c -o $unit.o
done
ld -r one.o two.o -o linked.o
is "$(marked linked.o one.c && nm linked.o | sed -n 's/.* b \(.*@\)/\1/p' | sort)" \
'in_one@one_c_2
in_two@two_c_one_c_2' 'an object that was linked of two'

## What is no such object, or not one to read

"$CC" -g -gz=zlib -c clang/u.c -o packed.o
is "$("$dwarf" --path u.c packed.o | tail -n 1)" end 'compressed debug information'
cp packed.o broken.o
poke broken.o $(($(section packed.o .debug_info offset))) '\x63'
"$dwarf" --path u.c broken.o >out 2>err
is "$?:$(cat out)" 0:end 'compressed in a way that libdw does not know: nothing to tell'
check '... and a warning' grep -q '^broken.o: warning: cannot read its debug information: ' err

"$CC" -g -gsplit-dwarf -c clang/u.c -o split.o
"$dwarf" --path u.c split.o >out 2>err
is "$?:$(cat out)" 0:end 'debug information in another file: nothing to tell'
check '... and a warning' grep -q '^split.o: warning: its debug information tells of no symbol: ' err

object=module/sub/a.o
printf 'int f(void) { return 0; }' | "$CC" -x c -c - -o without.o
is "$("$dwarf" --path x.c without.o)" end 'without debug information there is nothing to tell'
printf '.type f,%%function\nf: nop\n' | "$CC" -x assembler -g -c - -o assembled.o
is "$("$dwarf" --path x.S assembled.o 2>&1)" end '... nor of what was assembled'
refuses missing.o 'No such file' 'an object that is not there' "$dwarf" --path x.c missing.o
echo 'int x;' >text
refuses text 'cannot read: not an object file' 'a text' "$dwarf" --path x.c text
: >empty
refuses empty 'cannot read' 'an empty file' "$dwarf" --path x.c empty
ar rc library.a $object without.o
refuses library.a 'not an object file' 'an archive' "$dwarf" --path x.c library.a
"$CC" -g -shared -nostdlib -fPIC clang/u.c -o shared.so
refuses shared.so 'not an object file' 'a shared object' "$dwarf" --path x.c shared.so
gzip -c $object >packed.gz
refuses packed.gz 'not an object file' 'a packed object' "$dwarf" --path x.c packed.gz
refuses module 'not a regular file' 'a directory' "$dwarf" --path x.c module
mkfifo pipe
refuses pipe 'not a regular file' 'a pipe' timeout 10 "$dwarf" --path x.c pipe
refuses kas_alias_dwarf 'path is missing' 'no --path' "$dwarf" $object
refuses kas_alias_dwarf 'object is missing' 'no object' "$dwarf" --path x.c
refuses kas_alias_dwarf 'too many files' 'two objects' "$dwarf" --path x.c $object $object
refuses kas_alias_dwarf 'not line or file' 'another tag' "$dwarf" --tag=column --path x.c $object
refuses kas_alias_dwarf 'needs --module' 'a directory of no module' "$dwarf" --moddir=. --path x.c $object
refuses kas_alias_dwarf 'no such option' 'another option' "$dwarf" --line $object
refuses kas_alias_dwarf 'value is missing' 'an option without its value' "$dwarf" $object --path
for option in --help --version; do
	succeeds "$option" "$dwarf" $option
done
check 'output that is not written is an error' sh -c '! "$@" >/dev/full 2>message && grep -q "cannot write" message' - \
	"$dwarf" --path x.c $object

# A byte of debug information after the other: a list or a message, and an end.
start=$(section $object .debug_info offset) size=$(section $object .debug_info size)
for ((byte = 0; byte < size; byte += 7)); do
	cp $object damaged.o
	poke damaged.o $((start + byte)) '\xff\x01'
	timeout 10 "$dwarf" --path x.c damaged.o >out 2>err
	status=$?
	[ $status = 0 ] && [ "$(tail -n 1 out)" = end ] || [ $status = 2 ] ||
		check "byte $byte of debug information damaged" fails err
done
check "every seventh of $size bytes of debug information was damaged" test "$size" -gt 100
for ((size = 64; size < $(stat -c %s $object); size += 301)); do
	head -c $size $object >short.o
	timeout 10 "$dwarf" --path x.c short.o >out 2>err
	status=$?
	[ $status = 0 ] && [ "$(tail -n 1 out)" = end ] || [ $status = 2 ] ||
		check "cut after $size bytes" fails err
done
done_testing
