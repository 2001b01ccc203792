#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Functions in BTF by their alias: which are there, with what types, and which are not.
# shellcheck source=tests/btf/lib.bash
. "$(dirname "$0")/lib.bash"

cat >types.h <<'END'
#include <stdarg.h>
#include <stdbool.h>
#define KEEP __attribute__((noipa, used)) static
struct device { int id; struct device *parent; unsigned int ready : 3, more : 5; };
struct pair { int one, other; };
struct large { long part[4]; };
struct packed { char c; long l; } __attribute__((packed));
union any { int number; void *place; };
enum color { RED, GREEN = 200, BLUE = -1 };
enum wide { NONE, TOP = 1UL << 40 };
typedef unsigned long size_type;
typedef int (*callback)(struct device *dev, size_type size);
typedef struct { int x, y; } point;
struct unknown;
extern volatile long sink;
END

object one -std=gnu2x <<'END'
#include "types.h"
KEEP int pointers(struct device *dev, char *buf, size_type size) { sink += dev->id; return buf[size]; }
KEEP int same(struct device *dev, int n) { sink += n; return dev->id; }
struct local { int x; };
KEEP int local_types(struct local *l) { sink++; return l->x; }
KEEP void nothing(void) { sink++; }
KEEP int varargs(const char *format, ...) { va_list l; va_start(l, format); int i = va_arg(l, int) + *format; va_end(l); return i; }
KEEP void call(callback done, int (*plain)(const char *, int), void (*bare)(void)) { sink += done(0, 1); sink += plain("", 2); bare(); }
KEEP int rows(int (*table)[4][3], int *list) { return (*table)[1][2] + list[0]; }
KEEP void *qualified(const volatile int *a, char *restrict b, struct device *const c, const void *d) { sink += *a + *b + c->id; return (void *)d; }
KEEP int values(struct pair p, int last) { sink += p.one; return p.other + last; }
KEEP int by_frame(struct large l, int last) { return l.part[3] + last; }
KEEP int by_packed(struct packed p, int last) { return p.l + last; }
KEEP double floats(double d) { sink++; return d * 2; }
struct inner { int i; };
struct deep { struct inner *in; };
KEEP int twofold(struct deep *d) { sink++; return d->in->i; }
KEEP int unnamed(int) { sink++; return 1; }
static __attribute__((noinline)) int constant(struct device *dev, int n) { sink += n; return dev->id + n; }
KEEP struct pair result(union any *u, bool b) { struct pair p = { u->number, b }; sink++; return p; }
KEEP int hidden(struct unknown *u) { return (long)u & 7; }
KEEP long many(int a, int b, int c, int d, int e, int f, int g, struct pair h) { return a + b + c + d + e + f + g + h.one + sink; }
int one(struct device *dev) { return constant(dev, 3) + constant(dev + 1, 3); }
int main(void) { return 0; }
END

object two <<'END'
#include "types.h"
KEEP void pointers(enum color color, enum wide *wide, point *at, point byval) { sink += color + *wide + at->x + byval.y; }
KEEP int same(struct device *dev, int n) { sink -= n; return dev->id; }
struct local { char x; };
KEEP int local_types(struct local *l) { sink++; return l->x; }
KEEP long nothing(bool yes, signed char c, unsigned short s, long long l, __int128 w, char last) { return yes + c + s + l + (long)w + last + sink; }
KEEP int varargs(int n) { return n + sink; }
KEEP void call(int n) { sink += n; }
KEEP int rows(int n) { return n + sink; }
KEEP int qualified(int n) { return n + sink; }
KEEP int values(struct device d) { return d.id + sink; }
KEEP int by_frame(int n) { return n + sink; }
KEEP int by_packed(int n) { return n + sink; }
KEEP int floats(int n) { return n + sink; }
struct inner { unsigned int i; };
struct deep { struct inner *in; };
KEEP int twofold(struct deep *d) { sink--; return d->in->i; }
KEEP int unnamed(int n) { return n + sink; }
static __attribute__((noinline)) int constant(struct device *dev, int n) { sink -= n; return dev->id + n; }
KEEP int result(int n) { return n + sink; }
KEEP int hidden(int n) { return n + sink; }
KEEP int many(int n) { return n + sink; }
int two(struct device *dev) { return constant(dev, 4) + constant(dev + 1, 4); }
volatile long sink;
END

"$CC" one.o two.o -o prog
prune prog
encode prog
cp prog.btf before.btf
succeeds 'a program' "$program" -o out.btf prog.btf prog
line=$out
check 'what is read stays' cmp before.btf prog.btf
check 'all that was there is there, first' perl "$here/kept.pl" prog.btf out.btf
check 'libbpf takes it' bpftool btf dump file out.btf
check '... also as C' bpftool btf dump file out.btf format c

## Prototypes

bpftool btf dump file prog.btf >prog.types
functions out.btf >out.functions
has() { # ALIAS PROTOTYPE WHAT
	is "$(sed -n "s/^[a-z]* $1: //p" out.functions)" "$2" "$3"
}
device='struct device {id,parent,ready:3,more:5}'
line_of() { # UNIT FUNCTION
	grep -nE "^(KEEP|static) .*\<$2\(.*\{" "$1.c" | head -n 1 | cut -d : -f 1
}
alias() { # UNIT FUNCTION
	echo "$2.$1_c_$(line_of "$1" "$2")"
}
of() { # UNIT FUNCTION PROTOTYPE WHAT
	has "$(alias "$1" "$2")" "$3" "$4"
}
of one pointers "int ($device *dev, char *buf, size_type size)" 'pointers, bit-fields and a typedef'
of two pointers 'void (enum color {RED,GREEN,BLUE} color, enum wide {NONE,TOP} *wide, point *at, point byval)' \
	'another prototype of that name: enums, a type without a tag'
of one same "int ($device *dev, int n)" 'the same prototype'
of two same "int ($device *dev, int n)" '... in both'
of one local_types 'int (struct local {x} *l)' 'a structure of the unit'
of two local_types 'int (struct local {x} *l)' '... and one of its name'
size_of_local() { # UNIT: of what the pointer leads to
	bpftool -j btf dump file out.btf | perl -MJSON::PP -e '
		my %t = map { $_->{id} => $_ } @{decode_json(join "", <STDIN>)->{types}};
		for (values %t) {
			next unless $_->{kind} eq "FUNC" && $_->{name} eq $ARGV[0];
			my $at = $t{$_->{type_id}}{params}[0]{type_id};
			print $t{$t{$at}{type_id}}{size}, "\n"; }' "$(alias "$1" local_types)"
}
is "$(size_of_local one) $(size_of_local two)" '4 1' '... are told apart by their members'
of one nothing 'void ()' 'no parameter, nothing returned'
of two nothing 'long int (_Bool yes, signed char c, short unsigned int s, long long int l, __int128 w, char last)' \
	'integers of all sizes'
of one varargs 'int (char const *format, ...)' 'a variable number of arguments'
of one call 'void (callback done, int (char const *, int) *plain, void () *bare)' 'pointers to functions'
of one rows "int (int $(if grep -q 'nr_elems=12$' prog.types; then echo '[12]'; else echo '[3] [4]'; fi) *table, int *list)" \
	'arrays, as pahole has them'
of one qualified "void * (int const volatile *a, char * restrict b, $device * const c, void const *d)" \
	'const, volatile and restrict'
of one values 'int (struct pair {one,other} p, int last)' 'a structure by value'
of one by_frame 'int (struct large {part} l, int last)' 'one in memory'
of one result 'struct pair {one,other} (union any {number,place} *u, _Bool b)' 'a structure returned, a union'
of one hidden 'int (fwd unknown *u)' 'a structure that is declared only'
of one many 'long int (int a, int b, int c, int d, int e, int f, int g, struct pair {one,other} h)' \
	'more arguments than registers'
is "$(grep -F "$(alias one same):" out.functions | cut -d ' ' -f 1)" static 'a function is static'
protos() {
	bpftool -j btf dump file out.btf | perl -MJSON::PP -ne '
		for (@{decode_json($_)->{types}}) { print "$_->{type_id}\n" if $_->{kind} eq "FUNC" && $_->{name} =~ /^same\./ }'
}
is "$(protos | sort -u | wc -l)" 1 'equal prototypes are one'

## What is left out

run "$program" -v -o verbose.btf prog.btf prog
check 'the same result, whatever is said' cmp out.btf verbose.btf
left_out() { # ALIAS WHY WHAT
	like "$out" "^prog: $1: left out: $2" "$3: it is said"
	has "$1" '' "$3: left out"
}
left_out "$(alias one floats)" 'with arguments optimised away or moved' 'a floating-point argument'
left_out "$(alias one by_packed)" 'with arguments optimised away' 'a packed structure by value'
left_out "$(alias one twofold)" 'with a type that can be several of BTF: deep' 'a type of two, alike'
left_out "$(alias two twofold)" 'with a type that can be several of BTF: deep' '... in both units'
left_out "$(alias one unnamed)" 'with a parameter that has no name' 'a parameter without a name'
for unit in one two; do
	clone=$(nm prog | sed -n "s/.* \(constant\.[a-z0-9.]*\.${unit}_c_[0-9]*\)$/\1/p")
	[ -n "$clone" ]
	ok $? 'the compiler cloned a function'
	left_out "$clone" 'a clone or a part' 'a clone'
done
count=$(grep -cE '_c_[0-9]+:' out.functions)
all=$(sed 's/.* bytes; left out: //' <<<"$line" | tr , '\n' | awk -v count="$count" '{ count += $1 } END { print count }')
check 'some are left out' test "$all" -gt "$count"
like "$line" "^prog: $count of $all functions added by alias, $(($(stat -c %s out.btf) - $(stat -c %s prog.btf))) bytes; left out: " \
	'functions and bytes are told'
is "$(wc -l <<<"$line")" 1 'in one line'

objcopy -R .debug_loclists -R .debug_loc prog noplaces
run "$program" -o noplaces.btf prog.btf noplaces
is "$(prototype noplaces.btf "$(alias one call)")" '' 'an argument whose place is not known'

"$CC" -O0 -g -fplugin="$plugin" -fplugin-arg-kas_alias_plugin-separator=. \
	-fplugin-arg-kas_alias_plugin-srctree="$PWD" -std=gnu2x one.c two.c -o plain
prune plain
encode plain
run "$program" -o plain.out.btf plain.btf plain
is "$(prototype plain.out.btf "$(alias one same)")" '' 'an argument of which only a place in the frame is known'
of_plain=$(prototype plain.out.btf "$(alias one nothing)")
is "$of_plain" 'void ()' '... but a function without any is there'

# Entered in registers that are others than the debug information has it.
object swapped_one <<'END'
#include "types.h"
KEEP long moved(long a, long b) { return a - b + sink; }
int main(void) { return moved(1, 2); }
END
object swapped_two <<'END'
volatile long sink;
static __attribute__((noipa, used)) long moved(long a, long b) { return a * b + sink; }
END
"$CC" -S -O2 -g swapped_one.c -fplugin="$plugin" -fplugin-arg-kas_alias_plugin-separator=. \
	-fplugin-arg-kas_alias_plugin-srctree="$PWD" -o moved.s
# DW_OP_reg5 (rdi) is DW_OP_reg3 (rbx) now, DW_OP_reg4 (rsi) DW_OP_reg6.
sed -i 's/^\(\s*\.byte\s*\)0x55$/\10x53/' moved.s
"$CC" moved.s swapped_two.o -o moved
prune moved
encode moved
run "$program" -v -o moved.out.btf moved.btf moved
like "$out" 'moved.swapped_one_c_2: left out: with arguments optimised away or moved' \
	'an argument in another register'
is "$(prototype moved.out.btf moved.swapped_two_c_2)" 'long int (long int a, long int b)' \
	'... of one of two functions'

## Nothing to do

succeeds 'a second time' "$program" -o again.btf out.btf prog
check '... gives the same' cmp out.btf again.btf
cp prog bare
"$kas" prune --separator=. --names /dev/stdin -o bare bare </dev/null 2>/dev/null ||
	objcopy --wildcard --strip-symbol='*_c_[0-9]*' prog bare
succeeds 'an image without aliases' "$program" -o same.btf prog.btf bare
is "$out" '' '... of which nothing is said'
check '... its BTF stays' cmp prog.btf same.btf
cp prog.btf inplace.btf
succeeds 'BTF that is replaced' "$program" -o inplace.btf inplace.btf prog
check '... is the same' cmp out.btf inplace.btf

## What an assembler tells of its functions is not what they take

cat >as.s <<'END'
	.text
	.type shout, @function
shout:	mov %edi, %eax
	ret
	.size shout, . - shout
	.file "as.s"
END
"$CC" -g -c as.s -o as.o && "$kas" mark --separator=. --path as.s --source as.s -o as.o as.o || exit
object shout <<'END'
static __attribute__((noipa, used)) int shout(int n) { return n + 1; }
int main(void) { return 0; }
END
"$CC" shout.o as.o -o shout
prune shout
check 'an assembler that tells of functions' \
	test "$(readelf --debug-dump=info as.o | grep -c DW_TAG_subprogram)" -gt 0
encode shout
succeeds '... and a function of its name in C' "$program" -o shout.out shout.btf shout
is "$(functions shout.out | grep -F shout.)" 'static shout.shout_c_1: int (int n)' '... only the one in C is added'

## Attributes that a person gives the target of a pointer, of GCC 16 and later

if echo '_Static_assert(__has_attribute(btf_type_tag), "");' | "$CC" -S -x c -o /dev/null - 2>/dev/null; then
	cat >tags.h <<'END'
#define TAG(name) __attribute__((btf_type_tag(name)))
#define KEEP __attribute__((noipa, used)) static
struct device { int id; };
END
	object tags_one <<'END'
#include "tags.h"
KEEP int copy(struct device TAG("user") *to, struct device *from) { return to->id + from->id; }
KEEP int twice(char TAG("rcu") TAG("user") *text) { return *text; }
KEEP int other(char TAG("percpu") *text) { return *text; }
int tagged(struct device TAG("user") *d, char TAG("rcu") TAG("user") *t, char *p) { return copy(d, 0) + twice(t) + *p; }
int main(void) { return 0; }
END
	object tags_two <<'END'
#include "tags.h"
KEEP int copy(struct device *to, struct device TAG("user") *from) { return to->id - from->id; }
KEEP int twice(char *text) { return *text + 1; }
KEEP int other(char *text) { return *text + 1; }
END
	"$CC" tags_one.o tags_two.o -o tags
	prune tags
	encode tags
	succeeds 'attributes of types' "$program" -o tags.out tags.btf tags
	is "$(prototype tags.out copy.tags_one_c_2)" \
		'int (struct device {id} user *to, struct device {id} *from)' '... are those of the function'
	is "$(prototype tags.out copy.tags_two_c_2)" \
		'int (struct device {id} *to, struct device {id} user *from)' '... and of the other'
	is "$(prototype tags.out twice.tags_one_c_3)" 'int (char rcu user *text)' '... two of one'
	is "$(prototype tags.out other.tags_two_c_4)" 'int (char *text)' '... none'
	is "$(prototype tags.out other.tags_one_c_4)" 'int (char percpu *text)' '... one of a parameter only'
else
	echo "# $CC has no btf_type_tag: no attributes of types"
fi

## Split BTF, of an object that is not linked for good, as a module is

object module_one <<'END'
#include "types.h"
struct own { struct device dev; int state; };
KEEP int probe(struct device *dev, struct own *own) { sink++; return dev->id + own->state; }
END
object module_two <<'END'
#include "types.h"
KEEP int probe(struct device *dev, callback done, struct pair *pair) { return done(dev, pair->one); }
KEEP int alone(struct device *dev) { return dev->id + sink; }
END
ld -r module_one.o module_two.o -o module.ko
prune module.ko
encode module.ko prog.btf
succeeds 'split BTF' "$program" --base prog.btf -o split.btf module.ko.btf module.ko
check '... all that was there is there' perl "$here/kept.pl" module.ko.btf split.btf
is "$(prototype split.btf probe.module_one_c_3 prog.btf)" \
	"int ($device *dev, struct own {dev,state} *own)" '... types of the base, and its own'
is "$(prototype split.btf probe.module_two_c_2 prog.btf)" \
	"int ($device *dev, callback done, struct pair {one,other} *pair)" '... types of the base alone'
is "$(functions split.btf prog.btf | grep -c ' alone')" "$(functions module.ko.btf prog.btf | grep -c ' alone')" \
	'... nothing for a function that has no alias'
cp prog elfbase
objcopy --add-section .BTF=prog.btf elfbase
succeeds 'a base in an ELF file' "$program" --base elfbase -o elf.btf module.ko.btf module.ko
check '... gives the same' cmp split.btf elf.btf
done_testing
