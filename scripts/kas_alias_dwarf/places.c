// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Places in debug information; see places.h. Each section has addresses of its own, see
 * offline.h.
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "../kas_alias/diag.h"
#include "kas_alias_tag.h"
#include "offline.h"
#include "places.h"

/* Blocks nest less deep than this, unless somebody made them to. */
#define DEEPEST 1000

/* The unit that is read. */
struct unit {
	struct places *places;
	Dwarf_Addr bias;
	const char *directory;	/* where it was compiled, or "" */
	char *main_file;	/* kas_normalise()d */
	Dwarf_Lines *rows;	/* of its line table */
	size_t row_count;
};

static const char *string_of(Dwarf_Die *die, unsigned int attribute)
{
	Dwarf_Attribute found;

	return dwarf_formstring(dwarf_attr_integrate(die, attribute, &found));
}

static bool is_main_file(const struct unit *unit, const char *file)
{
	char *path = kas_normalise(unit->directory, file);
	bool is_main = !strcmp(path, unit->main_file);

	free(path);
	return is_main;
}

/*
 * Which file an entry is of; NULL: the main file. From DWARF 5 on that has the number 0
 * (section 6.2.4), which libdw takes for none.
 */
static bool find_file(const struct unit *unit, Dwarf_Die *die, const char **file)
{
	Dwarf_Attribute attribute;
	Dwarf_Word number;

	*file = dwarf_decl_file(die);
	if (!*file)
		return !dwarf_formudata(dwarf_attr_integrate(die, DW_AT_decl_file, &attribute),
					&number) && !number;
	if (is_main_file(unit, *file))
		*file = NULL;
	return true;
}

/* Where an entry says that it was declared. */
static bool find_declaration(const struct unit *unit, Dwarf_Die *die, struct place *place)
{
	int line;

	if (dwarf_decl_line(die, &line) || line <= 0 || !find_file(unit, die, &place->file))
		return false;
	place->line = line;
	return true;
}

/* The first row of the line table at an address, or NULL. */
static Dwarf_Line *find_row(const struct unit *unit, Dwarf_Addr address)
{
	size_t low = 0, high = unit->row_count;
	Dwarf_Addr here;
	bool ends;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (dwarf_lineaddr(dwarf_onesrcline(unit->rows, middle), &here))
			return NULL;
		if (here < address)
			low = middle + 1;
		else
			high = middle;
	}
	/* What ends there is behind another function. */
	for (; low < unit->row_count; low++) {
		Dwarf_Line *row = dwarf_onesrcline(unit->rows, low);

		if (dwarf_lineaddr(row, &here) || here != address)
			return NULL;
		if (!dwarf_lineendsequence(row, &ends) && !ends)
			return row;
	}
	return NULL;
}

/*
 * Where the body of a function opens: that is the plugin's line, too. Clang has no row
 * for that in a function that needs no prologue: there the first row ends it, and is of
 * a statement, perhaps one that was inlined from elsewhere.
 */
static void find_body(const struct unit *unit, Dwarf_Addr entry, struct place *place)
{
	Dwarf_Line *row = find_row(unit, entry);
	const char *file;
	bool ends_prologue;
	int line;

	if (!row || dwarf_lineno(row, &line) || line < (int)place->line ||
	    dwarf_lineprologueend(row, &ends_prologue) || ends_prologue)
		return;
	file = dwarf_linesrc(row, NULL, NULL);
	if (!file || (place->file ? strcmp(file, place->file) : !is_main_file(unit, file)))
		return;
	place->line = line;
}

static void add(const struct unit *unit, Dwarf_Die *die, struct place place)
{
	struct places *places = unit->places;

	place.name = string_of(die, DW_AT_name);
	if (!place.name)
		return;
	place.symbol = string_of(die, DW_AT_linkage_name);
	place.directory = unit->directory;
	places->at = grown(places->at, places->count, sizeof(*places->at));
	places->at[places->count++] = place;
}

/* A function begins in several places when parts of it were split off. */
static void add_function(const struct unit *unit, Dwarf_Die *die)
{
	struct place place = { 0 };
	Dwarf_Addr base, entry, start, end;
	ptrdiff_t offset = dwarf_ranges(die, 0, &base, &start, &end);

	if (offset <= 0)
		return;
	if (dwarf_entrypc(die, &entry))
		entry = start;
	if (!find_declaration(unit, die, &place))
		return;
	find_body(unit, entry, &place);
	do {
		place.address = start + unit->bias;
		add(unit, die, place);
		offset = dwarf_ranges(die, offset, &base, &start, &end);
	} while (offset > 0);
}

/*
 * One that always is at the same address; others have no symbol. What Clang keeps in fewer
 * bytes is read from its address before all else.
 */
static void add_variable(const struct unit *unit, Dwarf_Die *die)
{
	struct place place = { 0 };
	Dwarf_Attribute location, operand;
	Dwarf_Op *operation;
	Dwarf_Addr address;
	size_t count;

	if (!dwarf_attr_integrate(die, DW_AT_location, &location) ||
	    dwarf_getlocation(&location, &operation, &count) || !count ||
	    (count > 1 && operation[1].atom != DW_OP_deref_size))
		return;
	if (operation->atom == DW_OP_addr)
		address = operation->number;
	else if (dwarf_getlocation_attr(&location, operation, &operand) ||
		 dwarf_formaddr(&operand, &address))
		return;
	if (!find_declaration(unit, die, &place))
		return;
	place.address = address + unit->bias;
	add(unit, die, place);
}

static void add_all(const struct unit *unit, Dwarf_Die *parent, unsigned int depth)
{
	Dwarf_Die die;
	Dwarf_Off before;

	if (depth > DEEPEST || dwarf_child(parent, &die))
		return;
	do {
		before = dwarf_dieoffset(&die);
		switch (dwarf_tag(&die)) {
		case DW_TAG_subprogram:
			add_function(unit, &die);
			break;
		case DW_TAG_variable:
			add_variable(unit, &die);
			continue;
		case DW_TAG_lexical_block:
		case DW_TAG_inlined_subroutine:
		case DW_TAG_namespace:
			break;
		default:
			continue;
		}
		add_all(unit, &die, depth + 1);
		/* Damaged entries may name one before them as the next. */
	} while (!dwarf_siblingof(&die, &die) && dwarf_dieoffset(&die) > before);
}

static int compare_addresses(const void *one, const void *other)
{
	const struct place *a = one, *b = other;

	return a->address < b->address ? -1 : a->address > b->address;
}

static bool has_debug_info(const struct places *places)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	size_t names;

	if (elf_getshdrstrndx(places->elf, &names))
		return false;
	while ((section = elf_nextscn(places->elf, section))) {
		const char *name = gelf_getshdr(section, &header) ?
				   elf_strptr(places->elf, names, header.sh_name) : NULL;

		if (name && (!strcmp(name, ".debug_info") || !strcmp(name, ".zdebug_info")))
			return true;
	}
	return false;
}

static void read_places(struct places *places)
{
	struct unit unit = { .places = places };
	Dwarf_Die *die = NULL;
	bool is_read = false;

	while ((die = dwfl_module_nextcu(places->module, die, &unit.bias))) {
		const char *directory = string_of(die, DW_AT_comp_dir);
		const char *name = string_of(die, DW_AT_name);

		is_read = true;
		/* An assembler tells what the source of labels shows better. */
		if (!name || dwarf_srclang(die) == DW_LANG_Mips_Assembler)
			continue;
		unit.directory = directory ? directory : "";
		unit.main_file = kas_normalise(unit.directory, name);
		if (dwarf_getsrclines(die, &unit.rows, &unit.row_count))
			unit.row_count = 0;
		add_all(&unit, die, 0);
		free(unit.main_file);
	}
	if (!is_read && has_debug_info(places))
		warning(places->path, "cannot read its debug information: compressed, or for a machine, as libdw does not know: aliases tell no lines");
	if (places->count)
		qsort(places->at, places->count, sizeof(*places->at), compare_addresses);
}

void places_open(struct places *places, const char *path)
{
	memset(places, 0, sizeof(*places));
	places->path = path;
	places->module = offline_open(path, &places->dwfl, &places->elf);
	read_places(places);
}

void places_close(struct places *places)
{
	free(places->at);
	dwfl_end(places->dwfl);
}

int places_symbol_count(const struct places *places)
{
	int count = dwfl_module_getsymtab(places->module);

	return count > 0 ? count : 0;
}

/*
 * Is this what a compiler calls something with this name? It puts a dot between that
 * and what it adds: GCC in "key.0" and "work.part.0", Clang in "work.key".
 */
static bool is_made_of(const char *symbol, const char *name)
{
	size_t length = strlen(name);
	const char *part = symbol;

	do {
		if (!strncmp(part, name, length) && (!part[length] || part[length] == '.'))
			return true;
		part = strchr(part, '.');
	} while (part++);
	return false;
}

const struct place *places_find(const struct places *places, int symbol)
{
	const struct place *place, *end = places->at + places->count, *found = NULL;
	struct place key = { 0 };
	GElf_Addr address;
	GElf_Word section;
	GElf_Sym raw;
	const char *name = dwfl_module_getsym_info(places->module, symbol, &raw, &address,
						   &section, NULL, NULL);

	if (!name || section == SHN_UNDEF || section == SHN_ABS || !places->count)
		return NULL;
	key.address = address;
	place = bsearch(&key, places->at, places->count, sizeof(key), compare_addresses);
	if (!place)
		return NULL;
	while (place > places->at && place[-1].address == address)
		place--;
	for (; place < end && place->address == address; place++) {
		if (!(place->symbol ? !strcmp(name, place->symbol) :
				      is_made_of(name, place->name)))
			continue;
		if (found && (found->line != place->line || found->file != place->file))
			return NULL;
		found = place;
	}
	return found;
}
