// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input files, mapped into memory; see mapped.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diag.h"
#include "mapped.h"
#include "output.h"

/* A signal handler reads the list: each change of it is one store. */
static struct mapped *all;

static void say(const char *text)
{
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		return;		/* to whom could that be told? */
}

static void on_bus_error(int number, siginfo_t *info, void *context)
{
	const struct mapped *mapped;
	const unsigned char *at = info->si_addr;

	(void)context;
	for (mapped = all; mapped; mapped = mapped->next) {
		if (at < mapped->bytes || at >= mapped->bytes + mapped->size)
			continue;
		say(mapped->path);
		say(": error: cannot read: it became shorter, or the disk failed, while it was read\n");
		output_abandon();
		_exit(EXIT_TROUBLE);
	}
	signal(number, SIG_DFL);
	raise(number);
}

static void watch(struct mapped *mapped)
{
	struct sigaction action = {
		.sa_sigaction = on_bus_error,
		.sa_flags = SA_SIGINFO,
	};

	if (!all)
		sigaction(SIGBUS, &action, NULL);
	mapped->next = all;
	all = mapped;
}

void mapped_open(struct mapped *mapped, const char *path, const char *hint)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0 && errno == ENOENT && hint)
		fatal(path, "cannot open: %s: %s", strerror(errno), hint);
	if (fd < 0 || fstat(fd, &mapped->status))
		fatal(path, "cannot open: %s", strerror(errno));
	if (!S_ISREG(mapped->status.st_mode))
		fatal(path, "cannot read: not a regular file");
	mapped->path = path;
	/* NULL + 0, as a reader would have it, is not defined. */
	mapped->bytes = (unsigned char *)"";
	mapped->size = mapped->status.st_size;
	if (mapped->size) {
		mapped->bytes = mmap(NULL, mapped->size, PROT_READ | PROT_WRITE,
				     MAP_PRIVATE, fd, 0);
		if (mapped->bytes == MAP_FAILED)
			fatal(path, "cannot read: %s", strerror(errno));
	}
	/* All of it is in memory: many files can be mapped, few can be open. */
	close(fd);
	watch(mapped);
}

void mapped_close(struct mapped *mapped)
{
	struct mapped **link = &all;

	while (*link != mapped)
		link = &(*link)->next;
	*link = mapped->next;
	if (mapped->size)
		munmap(mapped->bytes, mapped->size);
}
