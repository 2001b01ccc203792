/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a line of a log says, without what a terminal or a serial port put in.
 */
#ifndef KAS_RESOLVER_PLAIN_H
#define KAS_RESOLVER_PLAIN_H

#include <stddef.h>

/* All zero is an empty one; .text is for free(). */
struct plain {
	char *text;
	size_t room;
};

/*
 * plain_line() - the same line as a string: without colours, as dmesg and grep write
 * them, and with a blank for each NUL, which a serial port or pstore leaves
 * @line: @length bytes, whatever these are
 * What it returns is good until the next call.
 */
const char *plain_line(struct plain *plain, const char *line, size_t length);

#endif
