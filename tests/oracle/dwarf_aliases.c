// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * dwarf_aliases - do the aliases of an image agree with its debug info?
 *
 *	dwarf_aliases SRCTREE OBJTREE FILE...
 *
 * For every symbol "name@tag" makes the tag anew from what DWARF says of the
 * address: for code, the first row of the line table there (a body without
 * prologue has further ones for its first statement); for data, DW_AT_decl_file
 * and DW_AT_decl_line of the variable; and the name of the compilation unit as
 * includer. Three kinds of symbols have another line by design; what they have
 * is checked by other means:
 *
 *	NAME.cold	the line of its function, not one from the middle of it
 *	clones		GCC does not copy function_start_locus to some clones
 *			(tree-inline.cc, initialize_cfun), nor to the thunk that
 *			is left of a function whose body another one has; so
 *			their row has the declarator's line, while the alias has
 *			that of the "{" after it
 *	folded		two functions with one body, or attribute alias: DWARF
 *			tells of the other function there
 *
 * An alias that was not the only one of its name has an image's name before its
 * tag. Prints each disagreement, then a line of counts. Exits with 1 if there was
 * one, 2 on bad input.
 *
 * Written apart from the plugin on purpose: it shares no code with it.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where a variable was written, by its address. */
struct variable {
	Dwarf_Addr address;
	const char *name, *file;
	int line;
	Dwarf_Die unit;
};

static struct {
	struct variable *at;
	size_t count, room;
} variables;

static struct {
	unsigned long functions, objects, agree, differ, unknown;
	unsigned long cold, clones, folded;	/* agree by design, see above */
	unsigned long told_apart;
} counts;

static const char *srctree, *objtree;

static void die(const char *path, const char *what, const char *why)
{
	fprintf(stderr, "%s: error: %s: %s\n", path, what, why);
	exit(2);
}

/* "/src/drivers/rtc/../x.c" below one of the trees -> "drivers_x_c" */
static bool tag_of_path(const char *directory, const char *file, char *tag)
{
	const char *trees[] = { objtree, srctree };
	char full[2 * PATH_MAX], real[PATH_MAX];
	size_t i;

	if (file[0] == '/')
		snprintf(full, sizeof(full), "%s", file);
	else
		snprintf(full, sizeof(full), "%s/%s", directory, file);
	if (!realpath(full, real))
		return false;
	for (i = 0; i < 2; i++) {
		size_t length = strlen(trees[i]);

		if (strncmp(real, trees[i], length) || real[length] != '/')
			continue;
		strcpy(tag, real + length + 1);
		for (; *tag; tag++)
			if (!isalnum((unsigned char)*tag))
				*tag = '_';
		return true;
	}
	return false;
}

static const char *string_attribute(Dwarf_Die *die, unsigned int name)
{
	Dwarf_Attribute attribute;

	return dwarf_formstring(dwarf_attr_integrate(die, name, &attribute));
}

static bool expected_alias(const char *symbol, size_t length, Dwarf_Die *unit,
			   const char *file, int line, char *alias)
{
	const char *directory = string_attribute(unit, DW_AT_comp_dir);
	char path[PATH_MAX], main_path[PATH_MAX];

	if (!directory || !file ||
	    !tag_of_path(directory, file, path) ||
	    !tag_of_path(directory, string_attribute(unit, DW_AT_name), main_path))
		return false;
	if (strcmp(path, main_path))
		sprintf(alias, "%.*s@%s_%s_%d", (int)length, symbol, path,
			main_path, line);
	else
		sprintf(alias, "%.*s@%s_%d", (int)length, symbol, path, line);
	return true;
}

static int note_variable(Dwarf_Die *die, Dwarf_Die *unit, Dwarf_Addr bias)
{
	Dwarf_Attribute attribute;
	struct variable *variable;
	Dwarf_Op *operations;
	size_t length;

	if (!dwarf_attr(die, DW_AT_location, &attribute) ||
	    dwarf_getlocation(&attribute, &operations, &length) ||
	    length != 1 || operations[0].atom != DW_OP_addr)
		return 0;
	if (variables.count == variables.room) {
		variables.room = variables.room ? 2 * variables.room : 4096;
		variables.at = realloc(variables.at,
				       variables.room * sizeof(*variables.at));
		if (!variables.at)
			abort();
	}
	variable = &variables.at[variables.count++];
	variable->address = operations[0].number + bias;
	variable->file = dwarf_decl_file(die);
	variable->name = dwarf_diename(die);
	variable->line = 0;
	variable->unit = *unit;
	return dwarf_decl_line(die, &variable->line);
}

static void note_variables(Dwarf_Die *parent, Dwarf_Die *unit, Dwarf_Addr bias)
{
	Dwarf_Die child;

	if (dwarf_child(parent, &child))
		return;
	do {
		if (dwarf_tag(&child) == DW_TAG_variable)
			note_variable(&child, unit, bias);
		note_variables(&child, unit, bias);
	} while (!dwarf_siblingof(&child, &child));
}

static int by_address(const void *a, const void *b)
{
	const struct variable *x = a, *y = b;

	return x->address < y->address ? -1 : x->address > y->address;
}

/* "counter.3" is "counter" to DWARF; several zero-sized ones share a place. */
static bool is_named(const struct variable *variable, const char *symbol,
		     size_t length)
{
	size_t base;

	if (!variable->name)
		return false;
	base = strlen(variable->name);
	return base <= length && !strncmp(variable->name, symbol, base) &&
	       (base == length || symbol[base] == '.');
}

static bool alias_of_object(const char *symbol, size_t length,
			    const char *alias, Dwarf_Addr address, char *expected)
{
	struct variable key = { .address = address };
	struct variable *found = bsearch(&key, variables.at, variables.count,
					 sizeof(key), by_address);
	bool known = false;

	if (!found)
		return false;
	while (found > variables.at && found[-1].address == address)
		found--;
	for (; found < variables.at + variables.count &&
	       found->address == address; found++) {
		if (!is_named(found, symbol, length) ||
		    !expected_alias(symbol, length, &found->unit, found->file,
				    found->line, expected))
			continue;
		known = true;
		if (!strcmp(expected, alias))
			return true;
	}
	return known;
}

/* The first row of the line table at an address. */
static Dwarf_Line *first_row(Dwarf_Die *unit, Dwarf_Addr address)
{
	size_t count, low = 0, high;
	Dwarf_Lines *rows;
	bool ends;

	if (dwarf_getsrclines(unit, &rows, &count))
		return NULL;
	for (high = count; low < high;) {
		size_t middle = low + (high - low) / 2;
		Dwarf_Addr here;

		dwarf_lineaddr(dwarf_onesrcline(rows, middle), &here);
		if (here < address)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count; low++) {
		Dwarf_Line *row = dwarf_onesrcline(rows, low);
		Dwarf_Addr here;

		dwarf_lineaddr(row, &here);
		if (here != address)
			return NULL;
		if (!dwarf_lineendsequence(row, &ends) && !ends)
			return row;
	}
	return NULL;
}

static bool place_of_row(Dwarf_Die *unit, Dwarf_Addr address, const char **file,
			 int *line)
{
	Dwarf_Line *row = first_row(unit, address);

	if (!row || dwarf_lineno(row, line))
		return false;
	*file = dwarf_linesrc(row, NULL, NULL);
	return *file != NULL;
}

/*
 * The function, not inlined, that an address belongs to. Not by dwarf_getscopes():
 * that asks the unit first, whose ranges it cannot tell in a relocatable file.
 */
static bool function_at(Dwarf_Die *unit, Dwarf_Addr address, Dwarf_Die *function)
{
	if (dwarf_child(unit, function))
		return false;
	do {
		if (dwarf_tag(function) == DW_TAG_subprogram &&
		    dwarf_haspc(function, address) > 0)
			return true;
	} while (!dwarf_siblingof(function, function));
	return false;
}

/* Where a function begins, which need not be where its lowest address is. */
static bool entry_of(Dwarf_Die *function, Dwarf_Addr *address)
{
	Dwarf_Addr base, end;

	return !dwarf_entrypc(function, address) ||
	       dwarf_ranges(function, 0, &base, address, &end) > 0;
}

/* Does a line of a source file hold a text of @length bytes? */
static bool line_holds(const char *file, int line, const char *text,
		       size_t length)
{
	FILE *source = fopen(file, "r");
	char buffer[4096] = "";

	while (source && line-- && fgets(buffer, sizeof(buffer), source))
		;
	if (source)
		fclose(source);
	return memmem(buffer, strlen(buffer), text, length) != NULL;
}

/*
 * The line that the alias of a function should have where that is not the one
 * of the row at its address; 0 if there is no reason for another.
 */
static bool is_by_design(Dwarf_Die *unit, Dwarf_Addr address,
			 const char *symbol, size_t length, const char *file,
			 int row_line, int alias_line)
{
	size_t plain = strcspn(symbol, ".@");
	bool known;
	const char *name = NULL;
	Dwarf_Die function;
	Dwarf_Addr entry;
	int line;

	/* The declarator's line, and the "{" after it. */
	if (alias_line >= row_line && line_holds(file, row_line, symbol, plain) &&
	    line_holds(file, alias_line, "{", 1)) {
		counts.clones++;
		return true;
	}
	known = function_at(unit, address, &function);
	if (known)
		name = string_attribute(&function, DW_AT_name);
	if (length > 5 && !strncmp(symbol + length - 5, ".cold", 5)) {
		if (!known || !entry_of(&function, &entry) ||
		    !place_of_row(unit, entry, &file, &line) ||
		    (line != alias_line &&
		     !is_by_design(unit, entry, symbol, length - 5, file, line,
				   alias_line)))
			return false;
		counts.cold++;
		return true;
	}
	if (name && (strlen(name) != plain || strncmp(name, symbol, plain))) {
		counts.folded++;
		return true;
	}
	return false;
}

static bool alias_of_function(Dwfl_Module *module, const char *symbol,
			      size_t length, const char *alias,
			      Dwarf_Addr address, char *expected)
{
	Dwarf_Addr bias;
	Dwarf_Die *unit = dwfl_module_addrdie(module, address, &bias);
	const char *number = strrchr(alias, '_');
	const char *file;
	int line;

	if (!unit || !place_of_row(unit, address - bias, &file, &line) ||
	    !expected_alias(symbol, length, unit, file, line, expected))
		return false;
	if (strcmp(expected, alias) &&
	    is_by_design(unit, address - bias, symbol, length, file, line,
			 atoi(number + 1)))
		expected_alias(symbol, length, unit, file, atoi(number + 1),
			       expected);
	return true;
}

/* Is the tag at @at "IMAGE_" and the one expected? */
static bool is_told_apart(const char *alias, const char *at, const char *expected)
{
	const char *tag = expected + (at - alias) + 1;
	size_t length = strlen(at + 1), tag_length = strlen(tag);

	return length > tag_length + 1 &&
	       at[length - tag_length] == '_' &&
	       !strcmp(at + 1 + length - tag_length, tag);
}

static void check(Dwfl_Module *module, const char *path, const char *alias,
		  const GElf_Sym *symbol, Dwarf_Addr address)
{
	const char *at = strrchr(alias, '@');
	char expected[4 * PATH_MAX];
	bool known;

	if (GELF_ST_TYPE(symbol->st_info) == STT_FUNC) {
		counts.functions++;
		known = alias_of_function(module, alias, at - alias, alias,
					  address, expected);
	} else {
		counts.objects++;
		known = alias_of_object(alias, at - alias, alias, address,
					expected);
	}
	if (!known) {
		counts.unknown++;
		printf("%s: %s: DWARF has no place for it\n", path, alias);
	} else if (is_told_apart(alias, at, expected)) {
		counts.told_apart++;
	} else if (strcmp(expected, alias)) {
		counts.differ++;
		printf("%s: %s: DWARF says %s\n", path, alias, expected);
	} else {
		counts.agree++;
	}
}

static int visit_module(Dwfl_Module *module, void **data, const char *name,
			Dwarf_Addr start, void *path)
{
	int count = dwfl_module_getsymtab(module), i;
	Dwarf_Die *unit = NULL;
	Dwarf_Addr bias;

	(void)data, (void)name, (void)start;
	variables.count = 0;
	while ((unit = dwfl_module_nextcu(module, unit, &bias)))
		note_variables(unit, unit, bias);
	qsort(variables.at, variables.count, sizeof(*variables.at), by_address);

	for (i = 1; i < count; i++) {
		GElf_Word section;
		GElf_Addr address;
		GElf_Sym symbol;
		const char *alias = dwfl_module_getsym_info(module, i, &symbol,
					&address, &section, NULL, NULL);

		if (alias && strchr(alias, '@') && section != SHN_UNDEF &&
		    section != SHN_ABS && strncmp(alias, "__pfx_", 6))
			check(module, path, alias, &symbol, address);
	}
	return DWARF_CB_OK;
}

static void check_file(char *path)
{
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
	};
	Dwfl *dwfl = dwfl_begin(&callbacks);

	if (!dwfl_report_offline(dwfl, path, path, -1))
		die(path, "cannot read", dwfl_errmsg(-1));
	dwfl_report_end(dwfl, NULL, NULL);
	dwfl_getmodules(dwfl, visit_module, path, 0);
	dwfl_end(dwfl);
}

int main(int argc, char **argv)
{
	int i;

	if (argc < 4) {
		fputs("usage: dwarf_aliases SRCTREE OBJTREE FILE...\n", stderr);
		return 2;
	}
	srctree = realpath(argv[1], NULL);
	objtree = realpath(argv[2], NULL);
	if (!srctree || !objtree)
		die(argv[srctree ? 2 : 1], "cannot open", "no such directory");
	for (i = 3; i < argc; i++)
		check_file(argv[i]);
	printf("%lu functions, %lu objects: %lu agree (of these by design: %lu cold, %lu clones, %lu folded), %lu told apart, %lu differ, %lu unknown to DWARF\n",
	       counts.functions, counts.objects, counts.agree, counts.cold,
	       counts.clones, counts.folded, counts.told_apart, counts.differ,
	       counts.unknown);
	return counts.differ ? 1 : 0;
}
