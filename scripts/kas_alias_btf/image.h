/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vmlinux or a module: its aliases of functions, and the debug information of these.
 */
#ifndef KAS_ALIAS_BTF_IMAGE_H
#define KAS_ALIAS_BTF_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <elfutils/libdwfl.h>

#include "dwarf.h"

/* An alias of a function. */
struct function {
	char *alias, *name;	/* of its symbols; the name without .lto_priv.N */
	uint64_t address;
	bool is_only;		/* no other function of the image has its name */
	unsigned int dies;	/* how many entries begin at its address */
	Dwarf_Die die;		/* the last of them */
};

struct image {
	const char *path;	/* the caller's */
	uint16_t machine;	/* EM_* */
	struct function *functions;	/* by their alias */
	size_t count;
	Dwfl *dwfl;
	Dwfl_Module *module;
	Elf *elf;
};

/*
 * image_open() - read the symbols of an ELF file; @image and @path must live until
 * image_close(). A file that has none ends in fatal().
 */
void image_open(struct image *image, const char *path, char separator);
void image_close(struct image *image);

/*
 * image_find_dies() - find the entries of debug information for its functions, by their
 * address. An image without any ends in fatal().
 */
void image_find_dies(struct image *image);

#endif
