#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Units of C++: what is local there gets aliases as in C. What the language lets
# several units define is weak, in a group of its own, and gets none.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"
COMPILER=$(cxx_of "$CC")
check "$COMPILER is there" command -v "$COMPILER" || done_testing

cat >h.hh <<'END'
inline int shared_inline(int x)
{
	static int calls;

	if (x > 10)
		throw x;
	return calls += x;
}

template <class T> __attribute__((noinline)) T shared_template(T x)
{
	static T sum;

	return sum += x;
}

static __attribute__((noinline)) int header_static(int x)
{
	return x * 3;
}
END
cat >a.cc <<'END'
#include "h.hh"
extern int external(int);

namespace {
struct base {
	virtual ~base() { external(1); }
	virtual int f(int x) { return external(x); }
};
struct other {
	virtual int g(int x) { return external(x + 1); }
};
struct both : virtual base, virtual other {
	both();
	int g(int x) override { return external(x + 2); }
};
both::both()
{
	external(3);
}
struct made {
	made() { external(4); }
	~made() { external(5); }
} object;
template <class T> __attribute__((noipa)) T local_template(T x)
{
	static T calls;

	return x + calls++;
}
}

static __attribute__((noipa)) int overloaded(int x) { return x; }
static __attribute__((noipa)) int overloaded(long x) { return x + 1; }

int entry(int x)
{
	static made inside;
	both b;
	other *o = &b;
	auto lambda = [](int y) __attribute__((noipa)) { return y + 1; };

	return o->g(x) + local_template(x) + (int)local_template(2L) + lambda(x) +
	       overloaded(1) + overloaded(1L) + shared_inline(x) +
	       shared_template(x) + header_static(x);
}
END
sed 's/entry/main_entry/; s/^extern.*/extern int external(int);/' a.cc >b.cc

for flags in -O0 -O1 -O2 -O3 -Os '-O2 -g' '-O2 -ffunction-sections -fdata-sections' \
	'-O2 -fno-toplevel-reorder' '-O2 -fPIC' '-O2 -fno-exceptions -fno-rtti -Dthrow=' \
	'-O2 -fsanitize=address' '-O2 -fprofile-generate' '-O2 -flto -ffat-lto-objects'; do
	# shellcheck disable=SC2086
	check "$flags: compiles" compile -w $flags -c a.cc -o one.o -- level=all || continue
	check "$flags: each local symbol has one" each_has_one one.o
done

# Members in their class and templates open, to debug information, where they are
# named, other functions with their body.
compile -O2 -c a.cc b.cc
is "$(aliases a.o | grep -v '^_Z[TZG]' | c++filt | sort -u)" \
'(anonymous namespace)::base::f(int)@a_cc_7
(anonymous namespace)::base::~base()@a_cc_6
(anonymous namespace)::both::g(int)@a_cc_14
(anonymous namespace)::both::~both()@a_cc_12
(anonymous namespace)::made::~made()@a_cc_22
(anonymous namespace)::object@a_cc_23
_GLOBAL__sub_I__Z5entryi@a_cc_0
entry(int) [clone .cold]@a_cc_36
header_static(int)@h_hh_a_cc_18
int (anonymous namespace)::local_template<int>(int)@a_cc_24
long (anonymous namespace)::local_template<long>(long)@a_cc_24
overloaded(int)@a_cc_32
overloaded(long)@a_cc_33' 'names in a C++ unit'

link both.o a.o b.o
check 'two units: census, prune, verify' census_prune_verify both.o
is "$(aliases both.o | c++filt -i | grep -c overloaded)" 4 'two units: aliases'
is "$(aliases both.o | grep -c 'shared_')" 0 'two units: none of what is weak'
is "$(aliases both.o | sort | uniq -d)" '' 'two units: no two are equal'

# "-x c++" given to the driver for C, and a unit of C beside one of C++.
echo 'static __attribute__((used)) int overloaded(int x) { return x; }' >c.c
COMPILER=$CC
compile -O2 -x c++ -c c.c -o c.o
compile -O2 -c c.c -o d.o
is "$(aliases c.o)" '_ZL10overloadedi@c_c_1' 'gcc -x c++'
link both.o a.o c.o d.o
check 'C beside C++: census, prune, verify' census_prune_verify both.o

done_testing
