/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an image is called where it is loaded.
 */
#ifndef KAS_ALIAS_MODULE_H
#define KAS_ALIAS_MODULE_H

#include <stdbool.h>

#include "image.h"

/* image_is_module(), image_is_vmlinux() - is it a module, or the kernel itself? */
bool image_is_module(const struct image *image);
bool image_is_vmlinux(const struct image *image);

/*
 * image_name() - "rtc_core" of rtc-core.ko, "vmlinux", or the name of the file; the
 * caller frees it
 */
char *image_name(const struct image *image);

#endif
