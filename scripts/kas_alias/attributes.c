// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Owner, permissions and extended attributes of a file that replaces another;
 * see attributes.h.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "attributes.h"
#include "diag.h"
#include "mapped.h"

#define ID_BITS (S_ISUID | S_ISGID)
#define ACL "system.posix_acl_access"

/* What the kernel derives from the content, which is another one now. */
static bool is_of_content(const char *name)
{
	return !strcmp(name, "security.ima") || !strcmp(name, "security.evm");
}

/* The value of an attribute; the caller frees it. NULL: it cannot be read. */
static char *get_value(const char *old, const char *name, ssize_t *size)
{
	char *value;

	*size = getxattr(old, name, NULL, 0);
	if (*size < 0)
		return NULL;
	value = xcalloc(*size, 1);
	*size = getxattr(old, name, value, *size);
	if (*size >= 0)
		return value;
	free(value);
	return NULL;
}

static bool has_value(int fd, const char *name, const char *value, ssize_t size)
{
	char *now = xcalloc(size, 1);
	bool equal = fgetxattr(fd, name, now, size) == size &&
		     !memcmp(now, value, size);

	free(now);
	return equal;
}

static void copy_one(int fd, const char *path, const char *old, const char *name)
{
	ssize_t size;
	char *value = get_value(old, name, &size);

	if (!value || (!has_value(fd, name, value, size) &&
		       fsetxattr(fd, name, value, size, 0)))
		warning(path, "the extended attribute %s is lost: %s", name,
			strerror(errno));
	free(value);
}

/* The names, each ended by NUL; the caller frees them. NULL: none can be read. */
static char *list_names(const char *old, ssize_t *length)
{
	char *names;

	*length = listxattr(old, NULL, 0);
	if (*length <= 0)
		return NULL;
	names = xcalloc(*length, 1);
	*length = listxattr(old, names, *length);
	return names;
}

static void copy_extended(int fd, const char *path, const char *old)
{
	ssize_t length;
	char *names = list_names(old, &length), *name;

	if (length < 0 && errno != ENOTSUP)
		warning(path, "the extended attributes are lost: %s",
			strerror(errno));
	for (name = names; length > 0 && name < names + length;
	     name += strlen(name) + 1)
		if (!is_of_content(name))
			copy_one(fd, path, old, name);
	free(names);
}

/* The permissions of a new file that is no copy of another. */
static mode_t new_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

static void copy_owner(int fd, const char *path, const struct stat *old)
{
	struct stat now;

	if (!fstat(fd, &now) && now.st_uid == old->st_uid &&
	    now.st_gid == old->st_gid)
		return;
	/* A group that one is a member of can be set without the owner. */
	if (fchown(fd, old->st_uid, old->st_gid) &&
	    fchown(fd, -1, old->st_gid))
		warning(path, "owner %u and group %u are lost: %s", old->st_uid,
			old->st_gid, strerror(errno));
}

/* Is the file owned as the one is that has these bits? */
static mode_t allowed_bits(int fd, const char *path, const struct stat *model)
{
	mode_t mode = model->st_mode & 07777, lost = 0;
	struct stat now;

	if (fstat(fd, &now) || now.st_uid != model->st_uid)
		lost |= mode & S_ISUID;
	if (fstat(fd, &now) || now.st_gid != model->st_gid)
		lost |= mode & S_ISGID;
	if (lost)
		warning(path, "dropped the %s bit: the new file has another owner",
			lost == ID_BITS ? "set-user-ID and set-group-ID" :
			lost == S_ISUID ? "set-user-ID" : "set-group-ID");
	return mode & ~lost;
}

/*
 * With an access control list the group's permissions are the most that it gives to
 * anybody (acl(5), "mask"): without it they would give that to the group.
 */
static mode_t copy_acl(int fd, const char *path, const char *model)
{
	ssize_t size;
	char *value = get_value(model, ACL, &size);
	mode_t lost = 0;

	if (value && fsetxattr(fd, ACL, value, size, 0)) {
		warning(path, "the access control list is lost, and the group's permissions with it: %s",
			strerror(errno));
		lost = S_IRWXG;
	}
	free(value);
	return lost;
}

int attributes_keep(int fd, const char *path, const char *old,
		    const struct mapped *model)
{
	const struct stat *from = model ? &model->status : NULL;
	struct stat status;
	mode_t mode;

	if (old && stat(old, &status)) {
		if (errno != ENOENT)
			return -1;
		old = NULL;
	}
	if (old) {
		copy_owner(fd, path, &status);
		copy_extended(fd, path, old);
		if (!from)
			from = &status;
	}
	mode = from ? allowed_bits(fd, path, from) : new_mode();
	if (model && !old)
		mode &= ~copy_acl(fd, path, model->path);
	return fchmod(fd, mode);
}
