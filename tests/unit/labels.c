// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of assembler text, plugin/kas_alias_labels.h.
 */
#include "kas_alias_labels.h"
#include "tap.h"

/* Append " KIND:name" or " KIND:name=base" to the string that @data points to. */
static void note(const struct kas_label *label, void *data)
{
	static const char letters[] = "LNCPGW";
	char *text = (char *)data;

	text += strlen(text);
	text += sprintf(text, " %c:%.*s", letters[label->kind],
			(int)label->length, label->name);
	if (label->base)
		sprintf(text, "=%.*s", (int)label->base_length, label->base);
}

static void labels_are(const char *text, const char *want, const char *what)
{
	char got[256] = "";

	kas_labels_scan(text, note, got);
	is(got, want, what);
}

static const char *const names[] = { NULL, "f", "g", NULL };
static const struct kas_operands known = { names, 4 }, none = { NULL, 0 };

/* With ^ for a byte that no name can hold. */
static void literal_with(const struct kas_operands *operands, const char *format,
			 int dialect, const char *want, const char *what)
{
	char got[256], *c;

	kas_labels_literal(got, format, operands, dialect);
	for (c = got; *c; c++)
		if (*c == '\1')
			*c = '^';
	is(got, want, what);
}

static void literal_is(const char *format, int dialect, const char *want,
		       const char *what)
{
	literal_with(&none, format, dialect, want, what);
}

static void labels_of_statement(const char *format, const char *want,
				const char *what)
{
	char text[256];

	kas_labels_literal(text, format, &known, 0);
	labels_are(text, want, what);
}

static void test_equated(void)
{
	labels_are(".set f, g", " L:f=g", ".set");
	labels_are(".equ f,g;.equiv h , g\n.eqv i, g", " L:f=g L:h=g L:i=g",
		   ".equ, .equiv, .eqv");
	labels_are("f = g\nh=g;i == g", " L:f=g L:h=g L:i=g", "= and ==");
	labels_are("f = g + 4\nf = g-0x1b+ 2", " L:f=g L:f=g", "with an offset");
	labels_are("f = .\n.set g, . - 4", " L:f L:g", "here");
	labels_are("f = 1b\n.set g, 12f + 1", " L:f L:g", "a numbered label");
	labels_are("f = 1\n.set g, 0x1f\nh == -1\ni = (1 << 2)",
		   " N:f N:g N:h N:i", "numbers");
	labels_are("f = . - g\nf = g - h\nf = g - 1b\nf = g * 2\nf = ~g",
		   " N:f N:f N:f N:f N:f", "expressions that may be a number");
	labels_are("f = g # a comment\nh = g;i:", " L:f=g L:h=g L:i",
		   "up to the statement's end");
	labels_are(". = 4\n.set ., 8\n. = . + 4", "", "the place itself");
	labels_are(".set noreorder\n.set\n.set f\n.equ ,", "",
		   "nothing is equated");
	labels_are("f = \n.set g,", " N:f N:g", "to nothing");
	labels_are("mov f, g == h\n.if f == g\ncmp $f=g", "", "no assignment");
}

static void test_data(void)
{
	labels_are(".lcomm f, 4", " L:f", ".lcomm");
	labels_are(".comm f,4,4; .local g\n.comm g, 4", " C:f P:g C:g",
		   ".comm and .local");
	labels_are(".comm", "", ".comm of nothing");
}

static void test_quotes(void)
{
	labels_are("\"a b\": ret", " L:a b", "a name in quotes");
	labels_are("\"1\":\"2\" :", " L:1 L:2", "a number in quotes");
	labels_are("\"a\\\"b\\\\\":", " L:a\\\"b\\\\", "with backslashes");
	labels_are(".globl \"a b\", c; .set \"d e\", \"a b\"",
		   " G:a b G:c L:d e=a b", "in directives");
	labels_are("\"a:\nb:\"c:", " L:b", "quotes without an end");
	labels_are("\"\":\n\"a", "", "nothing in quotes");
	labels_are("\".globl\" f", "", "a directive in quotes is none");
	labels_are(".ascii \"f: \"\n\"\\", "", "strings are no labels");
}

static void test_statements(void)
{
	literal_is("f: mov %%eax, %0", 0, "f: mov %eax, ^", "%% and an operand");
	literal_is("%=f: %c12g %a1 %P0:", 0, "^f: ^g ^ ^:", "numbered, modified");
	literal_is("%{a%|b%}", 0, "{a|b}", "literal braces");
	literal_is("a{b|c|d}e{f}", 0, "abef", "the first dialect");
	literal_is("a{b|c|d}e{f}", 1, "ace", "the second dialect");
	literal_is("a{b%%|%0}|}", 1, "a^|}", "operands in dialects");
	literal_is("{a|b}%{%|", -1, "{a|b}^^", "no dialects");
	literal_is("a{b|c", 1, "ac", "braces without an end");
	literal_is("a%", 0, "a^", "a percent sign without an end");
	literal_is("", 0, "", "nothing");
	literal_with(&known, "%1: %c2 %cc1%3 %4%0", 0, "f: g f^ ^^",
		     "operands that are symbols");
	literal_with(&known, "{%1|%2}%=%", 1, "g^^", "and in dialects");

	labels_of_statement("f: %0 %%: g:", " L:f", "a label");
	labels_of_statement(".globl %cc1\n%cc1: %2: x%1:", " G:f L:f L:g L:xf",
			    "labels that an operand names");
	labels_of_statement("f%=:\n%=f:\n%0:\n.Lf%0: nop; %0f:", "",
			    "a name that an operand is part of");
	labels_of_statement("\"f%=\":\n\"%%\":", " L:%",
			    "the same in quotes");
	labels_of_statement(".globl f%0, %1g, h\n.set f%=, g\n.set f, g%=", " N:f",
			    "the same in directives");
	labels_of_statement("{f|g}: ret\n{|h}{i:|}", " L:f L:i", "dialects");
}

int main(void)
{
	labels_are("", "", "no text");
	labels_are("f:", " L:f", "a label alone");
	labels_are("f: ret", " L:f", "a label before an instruction");
	labels_are("\tf :\tret", " L:f", "with blanks around");
	labels_are("f: g:ret\nh:", " L:f L:g L:h", "several, in a line and not");
	labels_are("nop; f: ret ;g:", " L:f L:g", "after a ';'");
	labels_are("f$1._2: ret", " L:f$1._2", "all that a name can hold");
	labels_are("1: jmp 1b\n12:", "", "numbers are no symbols");
	labels_are("ret\njmp f\n.byte 1, 2", "", "no labels");
	labels_are("mov f, %es:4", "", "a ':' in an operand");
	labels_are(".globl f", " G:f", ".globl");
	labels_are(".global f, g , h\n.weak w", " G:f G:g G:h W:w",
		   ".global and .weak, with lists");
	labels_are(".globl f; f: ret", " G:f L:f", "made global, then defined");
	labels_are(".globl", "", ".globl of nothing");
	labels_are(".globlx f\n.weakref a, b", "", "other directives");
	labels_are(".Llocal: ret", " L:.Llocal", "a local label is for the caller");
	labels_are("\r\nf:\r\n", " L:f", "lines that end in CR LF");
	test_equated();
	test_data();
	test_quotes();
	test_statements();
	return done_testing();
}
