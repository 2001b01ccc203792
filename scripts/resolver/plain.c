// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a line of a log says; see plain.h.
 */
#include "../kas_alias/diag.h"
#include "plain.h"

#define ESCAPE '\033'

/* A control sequence (ECMA-48, 5.4): "ESC [", parameters, one last byte */
static const char *skip_sequence(const char *c, const char *end)
{
	if (end - c < 2 || c[1] != '[')
		return c + 1;
	for (c += 2; c < end && *c >= ' ' && *c < '@'; )
		c++;
	return c < end ? c + 1 : c;
}

const char *plain_line(struct plain *plain, const char *line, size_t length)
{
	const char *c = line, *end = line + length;
	char *to;

	if (length >= plain->room) {
		plain->room = length * 2 + 1;
		plain->text = xrealloc(plain->text, plain->room, 1);
	}
	for (to = plain->text; c < end; ) {
		if (*c == ESCAPE) {
			c = skip_sequence(c, end);
			continue;
		}
		*to++ = *c ? *c : ' ';
		c++;
	}
	*to = '\0';
	return plain->text;
}
