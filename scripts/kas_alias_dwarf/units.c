// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Translation units in debug information; see units.h. Each section has addresses of its
 * own, see offline.h.
 */
#include <dwarf.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "kas_alias_tag.h"
#include "units.h"

/* Blocks nest less deep than this, unless somebody made them to. */
#define DEEPEST 1000

static const char *string_of(Dwarf_Die *die, unsigned int attribute)
{
	Dwarf_Attribute found;

	return dwarf_formstring(dwarf_attr_integrate(die, attribute, &found));
}

bool unit_is_main_file(const struct unit *unit, const char *file)
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
	if (unit_is_main_file(unit, *file))
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

static void add(const struct unit *unit, Dwarf_Die *die, struct place place)
{
	struct places *places = unit->places;

	place.name = string_of(die, DW_AT_name);
	if (!place.name)
		return;
	place.symbol = string_of(die, DW_AT_linkage_name);
	place.directory = unit->directory;
	place.unit = unit->name;
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
	place.line = body_find(unit, entry, &place);
	do {
		place.address = start + unit->bias;
		place.size = end - start;
		add(unit, die, place);
		offset = dwarf_ranges(die, offset, &base, &start, &end);
	} while (offset > 0);
}

static uint64_t size_of(Dwarf_Die *variable)
{
	Dwarf_Attribute attribute;
	Dwarf_Word size;
	Dwarf_Die type;

	if (!dwarf_formref_die(dwarf_attr_integrate(variable, DW_AT_type, &attribute), &type) ||
	    dwarf_aggregate_size(&type, &size))
		return PLACE_NO_SIZE;
	return size;
}

/* The operations that end a location of a thread-local variable. */
static bool is_thread_local(const Dwarf_Op *operation)
{
	return operation->atom == DW_OP_form_tls_address ||
	       operation->atom == DW_OP_GNU_push_tls_address;
}

/*
 * One that always is at the same address; others have no symbol. What Clang keeps in fewer
 * bytes is read from its address before all else.
 */
static bool find_address(const struct unit *unit, Dwarf_Die *die, uint64_t *found)
{
	Dwarf_Attribute location, operand;
	Dwarf_Op *operation;
	Dwarf_Addr address;
	size_t count;

	if (!dwarf_attr_integrate(die, DW_AT_location, &location) ||
	    dwarf_getlocation(&location, &operation, &count) || !count)
		return false;
	if (count == 2 && is_thread_local(&operation[1])) {
		*found = PLACE_THREAD_LOCAL;
		return true;
	}
	if (count > 1 && operation[1].atom != DW_OP_deref_size)
		return false;
	if (operation->atom == DW_OP_addr)
		address = operation->number;
	else if (dwarf_getlocation_attr(&location, operation, &operand) ||
		 dwarf_formaddr(&operand, &address))
		return false;
	*found = address + unit->bias;
	return true;
}

static void add_variable(const struct unit *unit, Dwarf_Die *die)
{
	struct place place = { 0 };

	if (!find_address(unit, die, &place.address) || !find_declaration(unit, die, &place))
		return;
	place.size = size_of(die);
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

/* Takes the string over. */
static void note_main_file(struct places *places, char *file)
{
	if (!places->main_file) {
		places->main_file = file;
		return;
	}
	if (strcmp(places->main_file, file))
		places->has_several_units = true;
	free(file);
}

void units_read(struct places *places)
{
	struct unit unit = { .places = places };
	Dwarf_Die *die = NULL;
	bool is_read = false;

	while ((die = dwfl_module_nextcu(places->module, die, &unit.bias))) {
		const char *directory = string_of(die, DW_AT_comp_dir);
		const char *name = string_of(die, DW_AT_name);

		is_read = true;
		/* An assembler tells what the source of labels shows better. */
		if (dwarf_srclang(die) == DW_LANG_Mips_Assembler)
			continue;
		places->is_compiled = true;
		if (!name)
			continue;
		unit.name = name;
		unit.directory = directory ? directory : "";
		unit.main_file = kas_normalise(unit.directory, name);
		if (dwarf_getsrclines(die, &unit.rows, &unit.row_count))
			unit.row_count = 0;
		add_all(&unit, die, 0);
		note_main_file(places, unit.main_file);
	}
	if (!is_read && has_debug_info(places))
		warning(places->path, "cannot read its debug information: compressed, or for a machine, as libdw does not know: aliases tell no lines");
}
