/* SPDX-License-Identifier: GPL-2.0-or-later */
#define used __attribute__((used))

static used int initialised = 1;
static used int zeroed;
static used const char text[] = "text";
static used const char *
pointer = text;
static used int first = 1, second[2],
		third = 3;
static used struct {
	int member;
} anonymous = { 4 };

static int tentative;
static int tentative;
static int tentative = 7;
int *entry(void) { return &tentative; }

static void declared_first(void);
static used void (*table[])(void) = {
	declared_first,
};
static void declared_first(void) { }

static int never_used;
static const int folded = 5;
int five(void) { return folded; }

int exported = 1;
extern int elsewhere;
