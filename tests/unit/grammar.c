// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The alias grammar, scripts/kas_alias/grammar.h.
 */
#include "grammar.h"
#include "tap.h"

static void base_is(const char *name, const char *want, const char *what)
{
	char base[64];

	strcpy(base, name);
	is_number(kas_drop_lto_suffixes(base), strlen(want), what);
	is(base, want, what);
	ok(!kas_find_lto_suffix(name) == !strcmp(name, want), what);
}

static void test_lto_suffixes(void)
{
	base_is("dup", "dup", "dup");
	base_is("", "", "the empty name");
	base_is("dup.lto_priv.0", "dup", "dup.lto_priv.0");
	base_is("dup.lto_priv.123", "dup", "more digits");
	base_is("dup.lto_priv.0.lto_priv.0", "dup", "optimised twice");
	base_is("dup.lto_priv.", "dup.lto_priv.", "no digits, no suffix");
	base_is("dup.lto_priv.0.cold", "dup.cold", "what was split off later");
	base_is("f.lto_priv.1.constprop.0.lto_priv.22.cold", "f.constprop.0.cold",
		"once more optimised, and split");
	base_is("dup.lto_priv.0x", "dup.lto_priv.0x", "a number and more");
	base_is("dup.lto_priv.x.lto_priv.1", "dup.lto_priv.x", "the second is one");
	base_is(".lto_priv.0", ".lto_priv.0", "a suffix alone is a name");
	base_is("counter.3", "counter.3", "other suffixes stay");
	base_is("f.constprop.0", "f.constprop.0", "clones keep theirs");
	base_is("xlto_priv.0", "xlto_priv.0", "the dot is part of it");
}

static void test_find_tag(void)
{
	is(kas_find_tag("name_show@drivers_rtc_sysfs_c_26", '@'),
	   "drivers_rtc_sysfs_c_26", "tag after '@'");
	is(kas_find_tag("name_show.drivers_rtc_sysfs_c_26", '.'),
	   "drivers_rtc_sysfs_c_26", "tag after '.'");
	is(kas_find_tag("counter.3.a_c_7", '.'), "a_c_7",
	   "the last separator counts");
	is(kas_find_tag("f@GLIBC_2@a_c_7", '@'), "a_c_7",
	   "the last '@' counts");
	is(kas_find_tag("f@a_c", '@'), "a_c", "a tag without a line");
	is(kas_find_tag("name_show", '@'), NULL, "no separator");
	is(kas_find_tag("f.constprop.0", '.'), NULL, "a number is no tag");
	is(kas_find_tag("f.cold", '.'), NULL, "no '_', no tag");
	is(kas_find_tag("f@a_c_7", '.'), NULL, "the other separator");
	is(kas_find_tag("e843419@00ed_00000b0c_3b08", '@'), NULL,
	   "a stub of the linker for AArch64");
	is(kas_find_tag("e843419@a_c_3", '@'), "a_c_3",
	   "what only is called like one");
	is(kas_find_tag("e843419@00ed_00000b0c_3b08_c_1", '@'), "00ed_00000b0c_3b08_c_1",
	   "... and where its path begins like one");
	is(kas_find_tag("@a_c_7", '@'), NULL, "no symbol before it");
	is(kas_find_tag("f@", '@'), NULL, "nothing after it");
	is(kas_find_tag("f@a_c-7", '@'), NULL, "a byte that no tag has");
	is(kas_find_tag("f@a_\303\244_7", '@'), NULL, "a byte above 127");
}

static void test_separator(void)
{
	/* Of its own size, so that a sanitizer sees what is read behind it. */
	char *name = strdup("f@a_c_7");

	ok(kas_parse_separator("@") == '@', "'@' is a separator");
	ok(kas_parse_separator(".") == '.', "'.' is a separator");
	ok(!kas_parse_separator(""), "nothing is none");
	ok(!kas_parse_separator("=xyz"), "a word is none");
	ok(!kas_parse_separator("@."), "two are none");
	ok(!kas_parse_separator("_"), "another byte is none");
	is(kas_find_tag(name, '\0'), NULL, "without a separator there is no tag");
	ok(!kas_is_alias_of(name, '\0', "f"), "... and no alias");
	free(name);
}

static void test_is_alias_of(void)
{
	ok(kas_is_alias_of("f@a_c_1", '@', "f"), "alias of f");
	ok(kas_is_alias_of("f.cold@a_c_1", '@', "f.cold"), "alias of f.cold");
	ok(!kas_is_alias_of("f.cold@a_c_1", '@', "f"), "f.cold's is not f's");
	ok(!kas_is_alias_of("f@a_c_1", '@', "g"), "f's is not g's");
	ok(!kas_is_alias_of("f@a_c_1", '@', "ff"), "f's is not ff's");
	ok(!kas_is_alias_of("ff@a_c_1", '@', "f"), "ff's is not f's");
	ok(!kas_is_alias_of("f@a_c_1", '.', "f"), "not by another separator");
	ok(!kas_is_alias_of("f", '@', "f"), "a name is no alias of itself");
	ok(kas_is_alias_of("f.part.0.a_c_1", '.', "f.part.0"),
	   "alias of f.part.0, separator '.'");
	ok(!kas_is_alias_of("f.part.0.a_c_1", '.', "f"),
	   "and not of f");
}

/* Vectors of the authors of FNV (draft-eastlake-fnv, appendix). */
static void test_hash(void)
{
	is_number(kas_hash(KAS_HASH_SEED, "", 0), 0xcbf29ce484222325ULL,
		  "hash of nothing");
	is_number(kas_hash(KAS_HASH_SEED, "a", 1), 0xaf63dc4c8601ec8cULL,
		  "hash of a");
	is_number(kas_hash(KAS_HASH_SEED, "foobar", 6), 0x85944171f73967e8ULL,
		  "hash of foobar");
	is_number(kas_hash(kas_hash(KAS_HASH_SEED, "foo", 3), "bar", 3),
		  0x85944171f73967e8ULL, "hash in two parts");
	ok(kas_hash(KAS_HASH_SEED, "\377", 1) != kas_hash(KAS_HASH_SEED, "\177", 1),
	   "all eight bits of a byte count");
}

#define ALIAS "name_show@drivers_rtc_sysfs_c_26"	/* 32 bytes */
#define ALIAS_LENGTH (sizeof(ALIAS) - 1)
#define DIGITS "0429b621f1b17a93"			/* its FNV-1a hash */

/*
 * kas_join() at the limit @max, into memory of just the size it asks for, so
 * that a sanitizer sees a byte too many.
 */
static char *join(const char *symbol, const char *tag, size_t max)
{
	char *alias = (char *)malloc(max + 1);

	kas_join(alias, symbol, strlen(symbol), '@', tag, max);
	return alias;
}

static void test_join(void)
{
	static const char tag[] = "drivers_rtc_sysfs_c_26";
	char alias[64];

	is_owned(join("name_show", tag, KAS_MAX_LENGTH), ALIAS, "below the limit");
	is_owned(join("name_show", tag, ALIAS_LENGTH), ALIAS, "at the limit");
	is_owned(join("name_show", tag, ALIAS_LENGTH - 1),
		 "name_show@" DIGITS "_" "c_26", "one above the limit");
	is_owned(join("name_show", tag, 28), "name_show@" DIGITS "_" "6",
		 "the last byte of the tag stays");
	is_owned(join("name_show", tag, 27), "name_sho@" DIGITS "_" "6",
		 "no room for the hash: the symbol is cut");
	kas_join(alias, "dup.lto_priv.0", 3, '.', "a_c_12", 63);
	is(alias, "dup.a_c_12", "... with the separator '.'");
}

/* What is shortened is still an alias, and differs where the whole did. */
static void test_join_long(void)
{
	char symbol[512], tag[1024], *one, *two;

	memset(symbol, 's', 400);
	symbol[400] = '\0';
	memset(tag, 't', 999);
	strcpy(tag + 999, "_c_4294967295");
	one = join(symbol, tag, KAS_MAX_LENGTH);
	tag[0] = 'u';
	two = join(symbol, tag, KAS_MAX_LENGTH);

	ok(one && two, "symbol of 400 bytes, tag of 1012");
	if (one && two) {
		is_number(strlen(one), KAS_MAX_LENGTH, "filled up to the limit");
		ok(kas_is_alias_of(one, '@', symbol), "still its symbol's alias");
		is(one + KAS_MAX_LENGTH - 13, "_c_4294967295", "line is kept");
		ok(strcmp(one, two), "tags that differ in what is cut");
	}
	free(one);
	free(two);
}

/* A symbol that leaves no room for any tag. */
static void test_join_cut(void)
{
	static const char symbol[] = "a_symbol_of_forty_bytes_without_its_tail";
	char *one = join(symbol, "a_c_1", KAS_LEAST_MAX_LENGTH);
	char *two = join(symbol, "a_c_1", 40);

	is_number(strlen(one), KAS_LEAST_MAX_LENGTH, "cut to the least limit");
	ok(!strncmp(one, "a_symbol_of_f@", 14), "the symbol's begin is left");
	is_number(strlen(two), 40, "cut to the symbol's own length");
	ok(kas_is_cut(one, 13), "a cut alias");
	ok(kas_is_cut_alias_of(one, 13, symbol, strlen(symbol)), "of its symbol");
	ok(!kas_is_cut_alias_of(one, 13, "a_symbol_of_f", 13),
	   "not of one that there was room for");
	ok(!kas_is_cut_alias_of(one, 13, "another_of_forty_bytes", 22),
	   "not of another");
	ok(!kas_is_cut(ALIAS, 9), "a whole alias is not cut");
	free(one);
	free(two);
}

static void unit_is(const char *tag, const char *unit, bool want)
{
	char what[256];

	snprintf(what, sizeof(what), "%s is %sof the unit %s", tag,
		 want ? "" : "not ", unit);
	ok(kas_tag_is_of_unit(tag, unit) == want, what);
}

static void test_unit(void)
{
	unit_is("a_c_12", "a_c_0", true);
	unit_is("a_c_0", "a_c_0", true);
	unit_is("a_h_a_c_12", "a_c_0", true);
	unit_is("LIB_1", "a_c_0", false);
	unit_is("LIB_a_c", "a_c_0", true);
	unit_is("ba_c_12", "a_c_0", false);
	unit_is("c_12", "a_c_0", false);
	unit_is("fast_path", "a_c_0", false);
	/* Tags without lines. */
	unit_is("a_c", "a_c", true);
	unit_is("a_h_a_c", "a_c", true);
	unit_is("LIB_1", "a_c", false);
	unit_is("a_12", "a_12", true);
	/* Shortened. */
	unit_is("0123456789abcdef_drivers_a_c_12", "a_c_0", true);
	unit_is("0123456789abcdef_rs_a_c_12", "drivers_a_c_0", true);
	unit_is("0123456789abcdef_12", "drivers_a_c_0", true);
	unit_is("0123456789abcdef_3", "drivers_a_c_0", true);
	unit_is("0123456789abcdef_LIB_1", "drivers_a_c_0", false);
	unit_is("0123456789abcdef_ba_c_12", "a_c_0", false);
	unit_is("0123456789abcdef_a_h_a_c_12", "a_c_0", true);
	unit_is("0123456789abcdef__", "__", true);
	unit_is("0123456789abcdex_rs_a_c_12", "drivers_a_c_0", false);
}

static void path_is(const char *path, const char *want)
{
	char tag[64];

	kas_sanitise_path(tag, path);
	is(tag, want, path);
}

static void test_path(void)
{
	path_is("drivers/rtc/sysfs.c", "drivers_rtc_sysfs_c");
	path_is("arch/x86/entry-64.S", "arch_x86_entry_64_S");
	path_is("x/y/../../z/k.c", "z_k_c");
	path_is("./t//./a.c", "t_a_c");
	path_is("../../a.c", "a_c");
	path_is("x/..a/b..c/...", "x___a_b__c____");
	path_is("/x/a.c/", "x_a_c");
	path_is("x/..", "");
	path_is("", "");
}

int main(void)
{
	test_lto_suffixes();
	test_find_tag();
	test_separator();
	test_is_alias_of();
	test_hash();
	test_join();
	test_join_long();
	test_join_cut();
	test_unit();
	test_path();
	return done_testing();
}
