// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Object files; see object.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../kas_alias/diag.h"
#include "object.h"

void object_check(const char *path)
{
	/* Does not wait for whoever may write to a pipe. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	GElf_Ehdr header;
	Elf *elf;

	if (fd < 0 || fstat(fd, &status))
		fatal(path, "cannot read: %s", strerror(errno));
	if (!S_ISREG(status.st_mode))
		fatal(path, "cannot read: not a regular file");
	elf_version(EV_CURRENT);
	elf = elf_begin(fd, ELF_C_READ, NULL);
	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &header) ||
	    header.e_type != ET_REL)
		fatal(path, "cannot read: not an object file");
	elf_end(elf);
	close(fd);
}
