// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The alias grammar, scripts/kas_alias/grammar.h.
 */
#include "grammar.h"
#include "tap.h"

static void test_level_parse(void)
{
	enum kas_level level = KAS_LEVEL_ALL;

	ok(kas_level_parse("functions", &level) && level == KAS_LEVEL_FUNCTIONS,
	   "level functions");
	ok(kas_level_parse("data", &level) && level == KAS_LEVEL_DATA,
	   "level data");
	ok(kas_level_parse("all", &level) && level == KAS_LEVEL_ALL,
	   "level all");
	ok(!kas_level_parse("most", &level), "no level: most");
	ok(!kas_level_parse("", &level), "no level: the empty word");
	ok(!kas_level_parse("Data", &level), "no level: Data");
	ok(!kas_level_parse("dat", &level), "no level: dat");
	ok(level == KAS_LEVEL_ALL, "a bad word leaves the level alone");
}

/* The name's lowest level, of an object of 4 bytes. */
static enum kas_level level_of(const char *name)
{
	if (kas_level_covers(KAS_LEVEL_FUNCTIONS, name, KAS_OBJECT, 4))
		return KAS_LEVEL_FUNCTIONS;
	if (kas_level_covers(KAS_LEVEL_DATA, name, KAS_OBJECT, 4))
		return KAS_LEVEL_DATA;
	return KAS_LEVEL_ALL;
}

static void test_level_covers(void)
{
	static const char * const made[] = {
		"__func__.3", "__FUNCTION__.0",
		"__PRETTY_FUNCTION__.12", "CSWTCH.45", "__key.0",
		"__already_done.7", "__compound_literal.0", "__print_once.2",
		"_rs.1", "__warned.0", "__UNIQUE_ID_license1",
		"__param_str_debug", "__initcall__kmod_x",
	};
	static const char * const written[] = {
		"counter.3", "counter", "dev_attr_name", "__keyring.1",
		"__func__x.1", "CSWTCHES", "_rsa.0", "my__func__.3",
		/* without a number, somebody gave them this name */
		"__func__", "__key", "_rs", "__key.x",
	};
	size_t i;

	for (i = 0; i < sizeof(made) / sizeof(*made); i++)
		is_number(level_of(made[i]), KAS_LEVEL_ALL, made[i]);
	for (i = 0; i < sizeof(written) / sizeof(*written); i++)
		is_number(level_of(written[i]), KAS_LEVEL_DATA, written[i]);

	ok(!kas_level_covers(KAS_LEVEL_DATA, "empty", KAS_OBJECT, 0),
	   "zero-sized data is not of level data");
	ok(kas_level_covers(KAS_LEVEL_ALL, "empty", KAS_OBJECT, 0),
	   "zero-sized data is of level all");
	ok(!kas_level_covers(KAS_LEVEL_DATA, "__kvm_nvhe___func__.1", KAS_OBJECT, 8),
	   "macro-made data is of level all with a prefix, too");
	ok(kas_level_covers(KAS_LEVEL_DATA, "__kvm_nvhe_hyp_lock", KAS_OBJECT, 8),
	   "written data is of level data with a prefix, too");
	ok(kas_level_covers(KAS_LEVEL_FUNCTIONS, "f", KAS_FUNCTION, 0),
	   "a function of size 0 is of level functions");
	ok(kas_level_covers(KAS_LEVEL_FUNCTIONS, "__func__", KAS_FUNCTION, 8),
	   "a function is of level functions whatever it is called");
}

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

static void test_derived(void)
{
	is(kas_is_derived("__pfx_name_show"), "name_show", "__pfx_");
	is(kas_is_derived("__cfi_name_show"), "name_show", "__cfi_");
	is(kas_is_derived("__kcfi_typeid_f"), "f", "__kcfi_typeid_");
	is(kas_is_derived("__ksymtab_f"), "f", "__ksymtab_");
	is(kas_is_derived("__kstrtab_f"), "f", "__kstrtab_");
	is(kas_is_derived("__kstrtabns_f"), "f", "__kstrtabns_");
	is(kas_is_derived("__crc_f"), "f", "__crc_");
	is(kas_is_derived("__export_symbol_f"), "f", "__export_symbol_");
	is(kas_is_derived("name_show"), NULL, "an ordinary name");
	is(kas_is_derived("x__pfx_f"), NULL, "a prefix is at the start");
	is(kas_is_derived("__pfx"), NULL, "less than a prefix");
}

static void test_counted(void)
{
	ok(kas_is_counted("name_show"), "a name is counted");
	ok(kas_is_counted("counter.3"), "a name with a number is counted");
	ok(kas_is_counted("$y"), "a '$' does not make a mapping symbol");
	ok(!kas_is_counted(""), "the empty name is not");
	ok(!kas_is_counted(".LC0"), "a label of the compiler's is not");
	ok(!kas_is_counted("$x"), "a mapping symbol is not");
	ok(!kas_is_counted("$d.12"), "a numbered mapping symbol is not");
	ok(!kas_is_counted("__pfx_f"), "a derived name is not");
	ok(!kas_is_counted("__pi_$x"), "a mapping symbol with a prefix is not");
	ok(!kas_is_counted("__efistub_$d.1"), "... of the EFI stub");
	ok(!kas_is_counted("__kvm_nvhe_.L3"), "a label with a prefix is not");
	ok(kas_is_counted("__pi_memcpy"), "a name with a prefix is counted");
	ok(kas_is_counted("x__pi_$x"), "a prefix is at the start");
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
	is(kas_find_tag("@a_c_7", '@'), NULL, "no symbol before it");
	is(kas_find_tag("f@", '@'), NULL, "nothing after it");
	is(kas_find_tag("f@a_c-7", '@'), NULL, "a byte that no tag has");
	is(kas_find_tag("f@a_\303\244_7", '@'), NULL, "a byte above 127");
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
 * that a sanitizer sees a byte too many. Returns NULL when it refuses.
 */
static char *join(const char *symbol, const char *tag, size_t max)
{
	char *alias = (char *)malloc(max + 1);

	if (kas_join(alias, symbol, strlen(symbol), '@', tag, max))
		return alias;
	free(alias);
	return NULL;
}

static void test_join(void)
{
	static const char tag[] = "drivers_rtc_sysfs_c_26";
	char unchanged[] = "unchanged";
	char alias[64];

	is_owned(join("name_show", tag, KAS_MAX_LENGTH), ALIAS, "below the limit");
	is_owned(join("name_show", tag, ALIAS_LENGTH), ALIAS, "at the limit");
	is_owned(join("name_show", tag, ALIAS_LENGTH - 1),
		 "name_show@" DIGITS "_" "c_26", "one above the limit");
	is_owned(join("name_show", tag, 28), "name_show@" DIGITS "_" "6",
		 "the last byte of the tag stays");
	is_owned(join("name_show", tag, 27), NULL, "no room for the hash");
	is_owned(join("name_show", tag, 1), NULL, "no room for anything");
	is_owned(join("name_show", "a_c_1", 14), NULL,
		 "a short tag over a short limit is not cut");

	ok(!kas_join(unchanged, "name_show", 9, '@', tag, 9) &&
	   !strcmp(unchanged, "unchanged"), "nothing is written on refusal");
	ok(kas_join(alias, "dup.lto_priv.0", 3, '.', "a_c_12", 63),
	   "join part of a symbol");
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

int main(void)
{
	test_level_parse();
	test_level_covers();
	test_lto_suffixes();
	test_derived();
	test_counted();
	test_find_tag();
	test_is_alias_of();
	test_hash();
	test_join();
	test_join_long();
	return done_testing();
}
