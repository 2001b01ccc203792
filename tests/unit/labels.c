// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The symbols of assembler text, plugin/kas_alias_labels.h.
 */
#include "kas_alias_labels.h"
#include "tap.h"

/* Append " KIND:name" to the string that @data points to. */
static void note(enum kas_label_kind kind, const char *name, size_t length,
		 void *data)
{
	static const char letters[] = "LGW";
	char *text = (char *)data;

	sprintf(text + strlen(text), " %c:%.*s", letters[kind], (int)length, name);
}

static void labels_are(const char *text, const char *want, const char *what)
{
	char got[256] = "";

	kas_labels_scan(text, note, got);
	is(got, want, what);
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
	return done_testing();
}
