// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The tag builder, plugin/kas_alias_tag.h.
 */
#include <unistd.h>

#include "kas_alias_tag.h"
#include "tap.h"

static void test_normalise(void)
{
	is_owned(kas_normalise("/src", "a.c"), "/src/a.c", "a relative path");
	is_owned(kas_normalise("/src", "/a.c"), "/a.c", "an absolute path");
	is_owned(kas_normalise("/src/", "./x//y/"), "/src/x/y", "'.' and '//'");
	is_owned(kas_normalise("/src/x", "../y/a.c"), "/src/y/a.c", "'..'");
	is_owned(kas_normalise("/", "../../a.c"), "/a.c", "'..' above the root");
	is_owned(kas_normalise("/src", "..a/b..c/..."), "/src/..a/b..c/...",
		 "dots in names");
	is_owned(kas_normalise("/src", ""), "/src", "the directory itself");
	is_owned(kas_normalise("/src", "../.."), "", "the root is empty");
}

/* Check kas_tag_path() of a file that no prefix map changed. */
static void path_is(const struct kas_trees *trees, const char *name,
		    const char *want, const char *what)
{
	struct kas_file file = { name, name };
	struct kas_roots roots;

	kas_roots_init(&roots, trees);
	is_owned(kas_tag_path(&roots, &file), want, what);
	kas_roots_free(&roots);
}

static void test_path_in_source(void)
{
	struct kas_trees trees = { "/k", "/k", NULL, NULL, NULL };

	path_is(&trees, "drivers/rtc/sysfs.c", "drivers_rtc_sysfs_c", "relative");
	path_is(&trees, "/k/drivers/rtc/sysfs.c", "drivers_rtc_sysfs_c",
		"absolute");
	path_is(&trees, "./lib/../mm/slab.c", "mm_slab_c", "with detours");
	path_is(&trees, "irq-gic+v2.c", "irq_gic_v2_c", "punctuation");
	path_is(&trees, "\303\244 $(x)`.c", "_____x___c",
		"bytes above 127, blanks and what a shell takes");
	path_is(&trees, "/usr/include/x.h", "x_h", "outside of all trees");
	path_is(&trees, "../secret/x.c", "x_c", "outside, relative");
	path_is(&trees, "/kernel/x.c", "x_c", "a sibling with the same start");

	trees.srctree = NULL;
	path_is(&trees, "a/b.c", "a_b_c", "no srctree: the working directory");
	trees.srctree = ".";
	path_is(&trees, "/k/a/b.c", "a_b_c", "srctree '.'");
	trees.srctree = "/";
	path_is(&trees, "a/b.c", "k_a_b_c", "srctree '/'");
}

static void test_path_beside(void)
{
	struct kas_trees far = { "/w", "/w", "/w/out/of/the/way/p", NULL, NULL };
	struct kas_trees trees = { "/w/p/src", "/w/p/src", "/w/out/p", NULL, NULL };

	path_is(&trees, "../x/util.c", "x_util_c", "beside, relative");
	path_is(&trees, "/w/p/y/util.c", "y_util_c", "beside, absolute");
	path_is(&trees, "../util.c", "util_c", "beside, not deeper");
	path_is(&trees, "..", "__", "the directory above");
	path_is(&trees, ".", "_", "the tree itself");
	path_is(&trees, "/w/out/x/util.c", "x_util_c", "beside the object tree");
	path_is(&trees, "../../z/util.c", "util_c", "further out");
	path_is(&trees, "/w/p/src2/x.c", "src2_x_c",
		"a sibling with the same start");
	path_is(&trees, "/w/px/util.c", "util_c", "no sibling");
	path_is(&far, "/x", "x", "a path that is shorter than a tree's");

	/* A compiler that distcc runs in a directory of its own. */
	trees.cwd = "/tmp/distcc";
	path_is(&trees, "../x/util.c", "x_util_c",
		"beside, relative to no working directory");

	/* What nobody is to read in a tag. */
	trees.objtree = NULL;
	trees.srctree = trees.cwd = "/home/alice";
	path_is(&trees, "/home/bob/util.c", "util_c", "another user's");
	path_is(&trees, "../bob/util.c", "util_c", "another user's, relative");
	trees.srctree = trees.cwd = "/export/home/alice";
	path_is(&trees, "/export/home/bob/util.c", "util_c", "... elsewhere");
	trees.srctree = trees.cwd = "/at_home/alice";
	path_is(&trees, "/at_home/x/util.c", "x_util_c", "... not of that name");
	trees.srctree = trees.cwd = "/src";
	path_is(&trees, "/x/util.c", "util_c", "an absolute path");
	trees.srctree = trees.cwd = "/";
	path_is(&trees, "/x/util.c", "x_util_c", "all is in the tree");
}

static void test_path_in_object(void)
{
	struct kas_trees trees = { "/out", "/k", "/out", NULL, NULL };

	path_is(&trees, "/k/mm/slab.c", "mm_slab_c", "source, built with O=");
	path_is(&trees, "../k/mm/slab.c", "mm_slab_c", "source, relative");
	path_is(&trees, "lib/crc32table.h", "lib_crc32table_h", "generated");
	path_is(&trees, "/out/lib/crc32table.h", "lib_crc32table_h",
		"generated, absolute");

	trees.cwd = trees.objtree = "/k/build";
	path_is(&trees, "lib/crc32table.h", "lib_crc32table_h",
		"object tree inside of the source tree");
	trees.srctree = "..";
	path_is(&trees, "../mm/slab.c", "mm_slab_c", "srctree '..'");
}

/* What a compiler sees that distcc runs in a directory of its own. */
static void test_path_elsewhere(void)
{
	struct kas_trees trees = { "/tmp/distcc", "/k", "/out", NULL, NULL };

	path_is(&trees, "drivers/rtc/sysfs.c", "drivers_rtc_sysfs_c",
		"relative, but not to the working directory");
}

static void test_path_in_module(void)
{
	struct kas_trees trees = { "/k", "/k", "/k", "/home/me/v2", "hello" };

	path_is(&trees, "/home/me/v2/hello.c", "hello_hello_c", "a module's");
	path_is(&trees, "/home/me/v2/sub/x.c", "hello_sub_x_c",
		"in a directory of it");
	path_is(&trees, "include/linux/list.h", "include_linux_list_h",
		"the kernel's");

	trees.moddir = "/k/drivers/hello";
	path_is(&trees, "drivers/hello/hello.c", "hello_hello_c",
		"a module's directory inside of the source tree");
	trees.moddir = NULL;
	path_is(&trees, "a/x.c", "hello_a_x_c", "no moddir: all is the module's");
}

/* A tree that the compiler knows by a symbolic link, and the other way round. */
static void test_path_symlink(void)
{
	char real[] = "/tmp/kas_alias_tag_XXXXXX", link[64], file[80];
	struct kas_trees trees = { "/", link, NULL, NULL, NULL };

	if (!mkdtemp(real)) {
		ok(false, "mkdtemp()");
		return;
	}
	snprintf(link, sizeof(link), "%s.link", real);
	ok(!symlink(real, link), "symlink()");

	snprintf(file, sizeof(file), "%s/a/b.c", real);
	path_is(&trees, file, "a_b_c", "srctree a link, file by its real name");
	snprintf(file, sizeof(file), "%s/a/b.c", link);
	path_is(&trees, file, "a_b_c", "both by the link");

	unlink(link);
	rmdir(real);
}

static void test_path_mapped(void)
{
	struct kas_trees trees = { "/k/out", "/k", "/k/out", NULL, NULL };
	struct kas_file relative = { "/k/mm/slab.c", "mm/slab.c" };
	struct kas_file dotted = { "/k/mm/slab.c", "./mm/slab.c" };
	struct kas_file outside = { "/home/me/x.c", "/usr/src/x.c" };
	struct kas_file module = { "/home/me/v2/sub/x.c", "sub/x.c" };
	struct kas_file header = { "/home/me/v2/./include/x.h", "./include/x.h" };
	struct kas_roots roots;

	kas_roots_init(&roots, &trees);
	is_owned(kas_tag_path(&roots, &relative), "mm_slab_c",
		 "-ffile-prefix-map=/k/=");
	is_owned(kas_tag_path(&roots, &dotted), "mm_slab_c",
		 "-ffile-prefix-map=/k=.");
	is_owned(kas_tag_path(&roots, &outside), "x_c",
		 "mapped, but into no tree");
	kas_roots_free(&roots);

	/* make MO=/results M=/home/me/v2, Linux 7.2 */
	trees = (struct kas_trees){ "/results", "/k", "/k/out", "/home/me/v2", "hello" };
	kas_roots_init(&roots, &trees);
	is_owned(kas_tag_path(&roots, &module), "hello_sub_x_c",
		 "a module's directory is mapped away");
	is_owned(kas_tag_path(&roots, &header), "hello_include_x_h",
		 "... before a dot, too");
	is_owned(kas_tag_path(&roots, &relative), "mm_slab_c",
		 "... and the kernel's");
	kas_roots_free(&roots);
}

static void test_path_long(void)
{
	struct kas_trees trees = { "/k", "/k", NULL, NULL, NULL };
	char name[4097], want[4097];

	memset(name, 'd', sizeof(name) - 1);
	memset(want, 'd', sizeof(want) - 1);
	memcpy(name + 200, "/", 1);
	memcpy(want + 200, "_", 1);
	strcpy(name + 4094, ".c");
	strcpy(want + 4094, "_c");
	path_is(&trees, name, want, "a path of 4096 bytes");
}

static void test_tag(void)
{
	static const unsigned int line = 26, zero = 0, last = 4294967295u;

	is_owned(kas_tag("drivers_rtc_sysfs_c", NULL, &line),
		 "drivers_rtc_sysfs_c_26", "path and line");
	is_owned(kas_tag("fs_binfmt_elf_c", "fs_compat_binfmt_elf_c", &line),
		 "fs_binfmt_elf_c_fs_compat_binfmt_elf_c_26", "with includer");
	is_owned(kas_tag("fs_binfmt_elf_c", NULL, NULL), "fs_binfmt_elf_c",
		 "without a line");
	is_owned(kas_tag("a_h", "a_c", NULL), "a_h_a_c",
		 "with includer, without a line");
	is_owned(kas_tag("inc_c_use_c", "use_c", &line), "inc_c_use_c_26",
		 "the path ends in the includer");
	is_owned(kas_tag("inc_reuse_c", "use_c", &line),
		 "inc_reuse_c_use_c_26", "... but only in whole words");
	is_owned(kas_tag("use_c", "use_c", &line), "use_c_26",
		 "the path is the includer");
	is_owned(kas_tag("c", "use_c", &line), "c_use_c_26",
		 "the includer ends in the path");
	is_owned(kas_tag("a_c", NULL, &zero), "a_c_0", "line 0");
	is_owned(kas_tag("a_c", "b_c", &last), "a_c_b_c_4294967295",
		 "a line of ten digits");
}

int main(void)
{
	test_normalise();
	test_path_in_source();
	test_path_beside();
	test_path_in_object();
	test_path_elsewhere();
	test_path_in_module();
	test_path_symlink();
	test_path_mapped();
	test_path_long();
	test_tag();
	return done_testing();
}
