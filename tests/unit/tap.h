/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Checks that speak TAP, for the test programs in C of this directory. Each is
 * compiled as C and as C++.
 */
#ifndef KAS_ALIAS_TESTS_TAP_H
#define KAS_ALIAS_TESTS_TAP_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned int tap_count, tap_failures;

/* One check: @good, described by @what. */
static inline void ok(bool good, const char *what)
{
	printf("%sok %u - %s\n", good ? "" : "not ", ++tap_count, what);
	if (!good)
		tap_failures++;
}

/* One check: the string @got, NULL included, is @want. */
static inline void is(const char *got, const char *want, const char *what)
{
	bool same = got && want ? !strcmp(got, want) : got == want;

	ok(same, what);
	if (!same)
		printf("#      got: %s\n# expected: %s\n", got ? got : "(null)",
		       want ? want : "(null)");
}

/* As is(), for a string that the caller would have to free. */
static inline void is_owned(char *got, const char *want, const char *what)
{
	is(got, want, what);
	free(got);
}

/* One check: the number @got is @want. */
static inline void is_number(unsigned long long got, unsigned long long want,
			     const char *what)
{
	ok(got == want, what);
	if (got != want)
		printf("#      got: %llu\n# expected: %llu\n", got, want);
}

/* To be returned from main(). */
static inline int done_testing(void)
{
	printf("1..%u\n", tap_count);
	return tap_failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
