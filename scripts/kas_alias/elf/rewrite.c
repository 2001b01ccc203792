// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Write an image with another symbol table; see rewrite.h.
 */
#include <stdlib.h>
#include <string.h>

#include "../diag.h"
#include "field.h"
#include "../grammar.h"
#include "layout.h"
#include "overlap.h"
#include "references.h"
#include "rewrite.h"
#include "strtab.h"

/* The tables to come. */
struct tables {
	uint32_t *index;	/* by old index: where references go now */
	uint32_t count, locals;
	struct strtab strtab;
	unsigned char *symbols, *extended;
	struct references references;
};

static unsigned char *symbol_entry(const struct image *image, uint32_t symbol)
{
	return image_content(image, image->symtab) + symbol * field_size(image, Sym);
}

static uint32_t name_offset(const struct image *image, uint32_t symbol)
{
	/* st_name is the first member in both classes. */
	return field_get(image, symbol_entry(image, symbol), sizeof(Elf32_Word));
}

static bool is_local(const struct image *image, uint32_t symbol)
{
	return symbol < image->sections[image->symtab].info;
}

static bool is_local_copy(const struct image *image,
			  const struct rewrite_copy *copy)
{
	return copy->marker_value || is_local(image, copy->symbol);
}

static uint32_t count_copies(const struct image *image,
			     const struct rewrite *rewrite, bool local)
{
	uint32_t count = 0;
	size_t i;

	for (i = 0; i < rewrite->copy_count; i++)
		count += is_local_copy(image, &rewrite->copies[i]) == local;
	return count;
}

static void number(struct tables *tables, const struct image *image,
		   const struct rewrite *rewrite)
{
	uint32_t next = 0, i;

	tables->index = xcalloc(image->symbol_count, sizeof(*tables->index));
	for (i = 0; i < image->symbol_count && is_local(image, i); i++)
		if (rewrite->instead[i] == i)
			tables->index[i] = next++;
	next += count_copies(image, rewrite, true);
	tables->locals = next;
	for (; i < image->symbol_count; i++)
		if (rewrite->instead[i] == i)
			tables->index[i] = next++;
	tables->count = next + count_copies(image, rewrite, false);
	for (i = 0; i < image->symbol_count; i++) {
		if (rewrite->instead[i] == REWRITE_REMOVE)
			tables->index[i] = REWRITE_REMOVE;
		else
			tables->index[i] = tables->index[rewrite->instead[i]];
	}
}

/* .strtab can serve as the table of section names as well, or for others. */
static void cut_strings(struct tables *tables, const struct image *image,
			const struct rewrite *rewrite)
{
	struct strtab *strtab = &tables->strtab;
	uint32_t i;

	strtab_init(strtab, image_content(image, image->strtab),
		    image->sections[image->strtab].size);
	for (i = 0; i < image->symbol_count; i++)
		if (rewrite->instead[i] == i && !rewrite->renamed[i])
			strtab_keep(strtab, name_offset(image, i));
	for (i = 1; i < image->section_count; i++) {
		if (image->section_names == image->strtab)
			strtab_keep(strtab, image->sections[i].name_offset);
		if (image->sections[i].link == image->strtab &&
		    i != image->symtab)
			strtab_keep_all(strtab);
	}
	strtab_cut(strtab);
	for (i = 1; image->section_names == image->strtab &&
	     i < image->section_count; i++)
		field_set(image, field_header(image, i), Shdr, sh_name,
			  strtab_moved(strtab, image->sections[i].name_offset));
}

static uint32_t add_name(struct tables *tables, const struct image *image,
			 const char *name)
{
	uint32_t offset = strtab_add(&tables->strtab, name);

	if (!offset)
		fatal(image->path, "cannot rewrite: the string table is full");
	return offset;
}

/* Entry @to of the new tables: the old symbol @from with another name. */
static void copy_entry(struct tables *tables, const struct image *image,
		       uint32_t to, uint32_t from, uint32_t name)
{
	size_t size = field_size(image, Sym);
	unsigned char *entry = tables->symbols + to * size;

	memcpy(entry, symbol_entry(image, from), size);
	field_set(image, entry, Sym, st_name, name);
	if (image->extended)
		memcpy(tables->extended + to * sizeof(Elf32_Word),
		       image_content(image, image->extended) +
		       from * sizeof(Elf32_Word), sizeof(Elf32_Word));
}

/* A marker tells a name, and that it is one. */
static void make_marker(struct tables *tables, const struct image *image,
			uint32_t index, uint32_t value)
{
	unsigned char *entry = tables->symbols + index * field_size(image, Sym);

	field_set(image, entry, Sym, st_info,
		  ELF64_ST_INFO(STB_LOCAL, STT_NOTYPE));
	field_set(image, entry, Sym, st_other, STV_DEFAULT);
	field_set(image, entry, Sym, st_shndx, SHN_ABS);
	field_set(image, entry, Sym, st_value, value);
	field_set(image, entry, Sym, st_size, 0);
	if (image->extended)
		memset(tables->extended + index * sizeof(Elf32_Word), 0,
		       sizeof(Elf32_Word));
}

static void fill_tables(struct tables *tables, const struct image *image,
			const struct rewrite *rewrite)
{
	uint32_t local = tables->locals - count_copies(image, rewrite, true);
	uint32_t global = tables->count - count_copies(image, rewrite, false);
	uint32_t i;

	tables->symbols = xcalloc(tables->count, field_size(image, Sym));
	tables->extended = xcalloc(tables->count, sizeof(Elf32_Word));
	for (i = 0; i < image->symbol_count; i++) {
		if (rewrite->instead[i] != i)
			continue;
		copy_entry(tables, image, tables->index[i], i,
			   rewrite->renamed[i] ?
			   add_name(tables, image, rewrite->renamed[i]) :
			   strtab_moved(&tables->strtab, name_offset(image, i)));
	}
	for (i = 0; i < rewrite->copy_count; i++) {
		const struct rewrite_copy *copy = &rewrite->copies[i];
		uint32_t index = is_local_copy(image, copy) ? local++ : global++;

		copy_entry(tables, image, index, copy->symbol,
			   add_name(tables, image, copy->name));
		if (copy->marker_value)
			make_marker(tables, image, index, copy->marker_value);
	}
}

static void write_tables(const struct tables *tables, struct image *image,
			 const char *path)
{
	const struct replacement fixed[] = {
		{ image->symtab, tables->symbols,
		  tables->count * field_size(image, Sym) },
		{ image->strtab, tables->strtab.bytes, tables->strtab.size },
		{ image->extended, tables->extended,
		  tables->count * sizeof(Elf32_Word) },
	};
	size_t count = image->extended ? 3 : 2;
	const struct references *references = &tables->references;
	struct replacement *all = xcalloc(count + references->count, sizeof(*all));

	memcpy(all, fixed, count * sizeof(*all));
	if (references->count)
		memcpy(all + count, references->lists,
		       references->count * sizeof(*all));
	layout_write(image, all, count + references->count, path);
	free(all);
}

static void free_tables(struct tables *tables)
{
	references_free(&tables->references);
	strtab_free(&tables->strtab);
	free(tables->extended);
	free(tables->symbols);
	free(tables->index);
}

void rewrite_image(struct image *image, const struct rewrite *rewrite,
		   const char *path)
{
	struct tables tables = { 0 };

	references_check(image);
	if ((image->sections[image->symtab].flags |
	     image->sections[image->strtab].flags) & SHF_ALLOC)
		fatal(image->path, "cannot rewrite: the symbol table is loaded");
	overlap_check(image);
	number(&tables, image, rewrite);
	cut_strings(&tables, image, rewrite);
	fill_tables(&tables, image, rewrite);
	tables.references.rewrite = rewrite;
	tables.references.index = tables.index;
	references_renumber(&tables.references, image);
	field_set(image, field_header(image, image->symtab), Shdr, sh_info,
		  tables.locals);
	write_tables(&tables, image, path);
	free_tables(&tables);
}

void rewrite_free(struct rewrite *rewrite)
{
	free(rewrite->instead);
	free(rewrite->renamed);
	free(rewrite->copies);
}
