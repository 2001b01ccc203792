/* SPDX-License-Identifier: GPL-2.0-or-later */
#define NAMED(c_name, elf_name) \
	static __attribute__((used)) int c_name __asm__(elf_name) = 1

NAMED(dollar, "$foo");
NAMED(dot, ".dot");
NAMED(dots, ".two.dots.7");
NAMED(digit, "\"1digit\"");
NAMED(number, "\"42\"");
NAMED(quote, "\"a\\\"quote\"");
NAMED(backslash, "\"a\\\\backslash\"");
NAMED(at, "\"at@sign\"");
NAMED(alias, "\"like@an_alias_3\"");
NAMED(minus, "\"-\"");
NAMED(parens, "\"(x)\"");
NAMED(comment, "\"a;b#c/*d\"");
NAMED(letters, "\"\303\251t\303\251\"");
static __attribute__((used)) int naïve = 1;

/* What no table of symbols is asked for. */
NAMED(local_label, ".Llabel");
