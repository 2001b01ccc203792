// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What an image is called; see module.h.
 */
#include <string.h>

#include "../diag.h"
#include "module.h"

static bool has_section(const struct image *image, const char *name)
{
	uint32_t i;

	for (i = 1; i < image->section_count; i++)
		if (!strcmp(image->sections[i].name, name))
			return true;
	return false;
}

bool image_is_module(const struct image *image)
{
	return image->is_relocatable && has_section(image, ".modinfo");
}

bool image_is_vmlinux(const struct image *image)
{
	return !image->is_relocatable && has_section(image, "__ksymtab");
}

/* What a module says of itself, "name=hello" among it, or NULL. */
static const char *modinfo_name(const struct image *image)
{
	uint32_t i;

	for (i = 1; i < image->section_count; i++) {
		const struct section *section = &image->sections[i];
		const char *at = (const char *)image->bytes + section->offset;
		const char *end = at + section->size;

		if (strcmp(section->name, ".modinfo") || !image_has_bytes(section))
			continue;
		for (; at < end; at += strnlen(at, end - at) + 1)
			if (end - at > 5 && !memcmp(at, "name=", 5) &&
			    memchr(at, 0, end - at))
				return at + 5;
	}
	return NULL;
}

/* rtc-core.ko is the module rtc_core. */
static char *module_name(const struct image *image, const char *file)
{
	const char *name = modinfo_name(image);
	char *result, *c;

	if (name)
		return xstrdup(name);
	result = xstrndup(file, strcspn(file, "."));
	for (c = result; *c; c++)
		if (*c == '-')
			*c = '_';
	return result;
}

char *image_name(const struct image *image)
{
	const char *slash = strrchr(image->path, '/');
	const char *file = slash ? slash + 1 : image->path;

	if (image_is_module(image))
		return module_name(image, file);
	if (image_is_vmlinux(image))
		file = "vmlinux";
	return xstrdup(file);
}
