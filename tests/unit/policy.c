// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which symbols have an alias, scripts/kas_alias/policy.h.
 */
#include "policy.h"
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

static void test_kind(void)
{
	ok(kas_kind(KAS_TYPE_FUNCTION, true) == KAS_FUNCTION, "a function");
	ok(kas_kind(KAS_TYPE_FUNCTION, false) == KAS_FUNCTION,
	   "a function among data");
	ok(kas_kind(KAS_TYPE_OBJECT, false) == KAS_OBJECT, "an object");
	ok(kas_kind(KAS_TYPE_OBJECT, true) == KAS_OBJECT, "an object among code");
	ok(kas_kind(KAS_TYPE_NONE, true) == KAS_FUNCTION, "a label in code");
	ok(kas_kind(KAS_TYPE_NONE, false) == KAS_OBJECT, "a label in data");
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
	ok(kas_is_counted("__crc_update"), "a name like that of an export is");
	ok(!kas_is_counted("__pi_$x"), "a mapping symbol with a prefix is not");
	ok(!kas_is_counted("__efistub_$d.1"), "... of the EFI stub");
	ok(!kas_is_counted("__kvm_nvhe_.L3"), "a label with a prefix is not");
	ok(kas_is_counted("__pi_memcpy"), "a name with a prefix is counted");
	ok(kas_is_counted("x__pi_$x"), "a prefix is at the start");
}

static void test_export(void)
{
	ok(kas_is_export("__ksymtab_f", "___ksymtab+f"), "__ksymtab_, 6.1");
	ok(kas_is_export("__ksymtab_f", "__ksymtab_gpl"), "__ksymtab_, linked");
	ok(kas_is_export("__kstrtab_f", "__ksymtab_strings"), "__kstrtab_");
	ok(kas_is_export("__kstrtabns_f", "__ksymtab_strings"), "__kstrtabns_");
	ok(kas_is_export("__crc_f", "___kcrctab_gpl+f"), "__crc_");
	ok(kas_is_export("__flags_f", "___kflagstab+f"), "__flags_");
	ok(kas_is_export("__export_symbol_f", ".export_symbol"), "__export_symbol_");
	ok(!kas_is_export("__crc_update", ".text"), "a function called so");
	ok(!kas_is_export("table", "__ksymtab"), "another name there");
	ok(kas_is_export("__crc_f", NULL), "by the name, if that is all");
	ok(!kas_is_export("crc_f", NULL), "another name");
}

static void test_padded(void)
{
	is(kas_find_padded("__pfx_name_show"), "name_show", "__pfx_");
	is(kas_find_padded("__cfi_name_show"), "name_show", "__cfi_");
	is(kas_find_padded("name_show"), NULL, "an ordinary name");
	is(kas_find_padded("x__pfx_f"), NULL, "a prefix is at the start");
	is(kas_find_padded("__pfx"), NULL, "less than a prefix");
}

int main(void)
{
	test_level_parse();
	test_level_covers();
	test_kind();
	test_counted();
	test_export();
	test_padded();
	return done_testing();
}
