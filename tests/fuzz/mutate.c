// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Changes of an input: of ELF files where it pays, and of bytes. See fuzz.h.
 */
#include <elf.h>
#include <string.h>

#include "fuzz.h"

/* splitmix64 */
uint32_t random_next(uint64_t *state)
{
	uint64_t value = *state += 0x9e3779b97f4a7c15ULL;

	value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9ULL;
	value = (value ^ value >> 27) * 0x94d049bb133111ebULL;
	return value >> 16;
}

uint32_t random_below(uint64_t *state, uint32_t limit)
{
	return limit ? random_next(state) % limit : 0;
}

/* What the checker and the plugin look for. */
static const char *const words[] = {
	"@", ".", "_", ":", "\n", " ", "\"", "\\", "/", "../", "./", "//", ";", "#",
	"%", "%=", "%0", "%c1", "{", "|", "}", "\t", "=", ",", "+", "0x", "'", "(", ")",
	"__pfx_", "__cfi_", "kas-unit@", "kas-unit.", ".lto_priv.0", ".lto_priv.",
	".constprop.0", ".cold", "@a_c_1", ".a_c_1", "a_c_1", "_0", "_1", "a_c",
	"e843419@00ed_00000b0c_3b08", "e843419", "0123456789abcdef_1",
	"0123456789abcdef_a_c_1", ".L", "$x", "$d.1", "__ksymtab_", "__crc_",
	"__UNIQUE_ID_", "__key.0", "CSWTCH.1", ".globl ", ".local ", ".weak ", ".set ",
	".equiv ", ".equ ", ".comm ", ".lcomm ", "1:", "1b", "f:", "f:2\n", "g:1\n",
	"@f@a_c_1:2\n", ":4294967295\n", ":4294967296\n", "/dev/null", "a.o", "b.o",
	"a.o b.o\n", "kas-digest-", " := ", "0000000000000000", "SYM_FUNC_START(",
	"\177ELF", "END\n", ".discard.", ".export_symbol", ".gnu.lto_.lto.",
};

static size_t insert(uint8_t *bytes, size_t size, size_t most, size_t at,
		     const void *what, size_t length)
{
	if (length > most - size)
		length = most - size;
	memmove(bytes + at + length, bytes + at, size - at);
	memcpy(bytes + at, what, length);
	return size + length;
}

static void overwrite(uint8_t *bytes, size_t size, size_t at, const void *what,
		      size_t length)
{
	memcpy(bytes + at, what, length < size - at ? length : size - at);
}

static const char *random_word(uint64_t *state)
{
	return words[random_below(state, sizeof(words) / sizeof(*words))];
}

size_t mutate_bytes(uint8_t *bytes, size_t size, size_t most, uint64_t *state)
{
	size_t at = random_below(state, size), other = random_below(state, size);
	size_t length = 1 + random_below(state, 16);
	const char *word = random_word(state);
	uint8_t copy[64];

	if (!size)
		return insert(bytes, size, most, 0, word, strlen(word));
	if (length > size - at)
		length = size - at;
	switch (random_below(state, 8)) {
	case 0:
		bytes[at] ^= 1 << random_below(state, 8);
		break;
	case 1:
		bytes[at] = random_next(state);
		break;
	case 2:
		return insert(bytes, size, most, at, word, strlen(word));
	case 3:
		overwrite(bytes, size, at, word, strlen(word));
		break;
	case 4:		/* erase */
		memmove(bytes + at, bytes + at + length, size - at - length);
		return size - length;
	case 5:		/* repeat */
		memcpy(copy, bytes + at, length);
		return insert(bytes, size, most, other, copy, length);
	case 6:
		memcpy(copy, bytes + at, length);
		overwrite(bytes, size, other, copy, length);
		break;
	default:	/* cut short */
		if (!random_below(state, 8))
			return at;
		bytes[at] += random_below(state, 2) ? 1 : -1;
	}
	return size;
}

/* An ELF file, as far as it can be found one's way about in. */
struct view {
	uint8_t *bytes;
	size_t size;
	bool is_64bit, is_big_endian;
	uint64_t headers;
	uint32_t section_count;
};

struct field {
	unsigned char at[2], width[2];	/* of ELF32 and ELF64 */
};

#define FIELD(type, member) {						\
	{ offsetof(Elf32_##type, member), offsetof(Elf64_##type, member) },	\
	{ sizeof(((Elf32_##type *)0)->member), sizeof(((Elf64_##type *)0)->member) }, \
}

enum { SHOFF, SHNUM, SHSTRNDX, HEADER_FIELDS = 9 };
static const struct field header_fields[HEADER_FIELDS] = {
	[SHOFF] = FIELD(Ehdr, e_shoff), [SHNUM] = FIELD(Ehdr, e_shnum),
	[SHSTRNDX] = FIELD(Ehdr, e_shstrndx), FIELD(Ehdr, e_phoff),
	FIELD(Ehdr, e_phnum), FIELD(Ehdr, e_type), FIELD(Ehdr, e_machine),
	FIELD(Ehdr, e_shentsize), FIELD(Ehdr, e_phentsize),
};

enum { OFFSET, SIZE, TYPE, ENTRY_SIZE, SECTION_FIELDS = 10 };
static const struct field section_fields[SECTION_FIELDS] = {
	[OFFSET] = FIELD(Shdr, sh_offset), [SIZE] = FIELD(Shdr, sh_size),
	[TYPE] = FIELD(Shdr, sh_type), [ENTRY_SIZE] = FIELD(Shdr, sh_entsize),
	FIELD(Shdr, sh_name), FIELD(Shdr, sh_flags), FIELD(Shdr, sh_addr),
	FIELD(Shdr, sh_link), FIELD(Shdr, sh_info), FIELD(Shdr, sh_addralign),
};

static const struct field symbol_fields[] = {
	FIELD(Sym, st_name), FIELD(Sym, st_value), FIELD(Sym, st_size),
	FIELD(Sym, st_info), FIELD(Sym, st_other), FIELD(Sym, st_shndx),
};

static const struct field relocation_fields[] = {
	FIELD(Rela, r_offset), FIELD(Rela, r_info),
};

static const struct field segment_fields[] = {
	FIELD(Phdr, p_offset), FIELD(Phdr, p_filesz), FIELD(Phdr, p_type),
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static uint64_t get(const struct view *view, uint64_t at, const struct field *field)
{
	unsigned int width = field->width[view->is_64bit], i;
	uint64_t value = 0;

	at += field->at[view->is_64bit];
	if (at > view->size || width > view->size - at)
		return 0;
	for (i = 0; i < width; i++)
		value = value << 8 |
			view->bytes[at + (view->is_big_endian ? i : width - 1 - i)];
	return value;
}

static void put(const struct view *view, uint64_t at, const struct field *field,
		uint64_t value)
{
	unsigned int width = field->width[view->is_64bit], i;

	at += field->at[view->is_64bit];
	if (at > view->size || width > view->size - at)
		return;
	for (i = 0; i < width; i++, value >>= 8)
		view->bytes[at + (view->is_big_endian ? width - 1 - i : i)] = value;
}

static size_t header_size(const struct view *view)
{
	return view->is_64bit ? sizeof(Elf64_Shdr) : sizeof(Elf32_Shdr);
}

static uint64_t section_at(const struct view *view, uint32_t section)
{
	return view->headers + section * header_size(view);
}

static uint32_t random_section(const struct view *view, uint64_t *state)
{
	return random_below(state, view->section_count);
}

/* A section of some type, or any. */
static uint64_t find_section(const struct view *view, uint64_t type,
			     uint64_t *state)
{
	uint32_t first = random_section(view, state), i;

	for (i = 0; i < view->section_count; i++) {
		uint64_t at = section_at(view, (first + i) % view->section_count);

		if (get(view, at, &section_fields[TYPE]) == type)
			return at;
	}
	return section_at(view, first);
}

/* One that has a meaning somewhere, or is at a limit. */
static uint64_t random_value(const struct view *view, uint64_t old, uint64_t *state)
{
	uint64_t at = section_at(view, random_section(view, state));

	switch (random_below(state, 12)) {
	case 0:
		return random_below(state, 4);
	case 1:
		return old + 1;
	case 2:
		return old - 1;
	case 3:
		return ~0ULL >> random_below(state, 64);
	case 4:
		return 1ULL << random_below(state, 64);
	case 5:
		return view->size - random_below(state, 3);
	case 6:
		return random_below(state, view->section_count + 2);
	case 7:
		return get(view, at, &section_fields[OFFSET]);
	case 8:
		return get(view, at, &section_fields[SIZE]);
	case 9:
		return SHN_LORESERVE + random_below(state, 256);
	case 10:
		return random_below(state, 2) ? 0x6b6173 : 0x6b6175;
	default:
		return random_below(state, 256);
	}
}

static void change(const struct view *view, uint64_t at, const struct field *field,
		   uint64_t *state)
{
	put(view, at, field, random_value(view, get(view, at, field), state));
}

/* Some entry of a section of this type, by its fields. */
static void change_entry(const struct view *view, uint64_t type, size_t least,
			 const struct field *fields, size_t count, uint64_t *state)
{
	uint64_t section = find_section(view, type, state);
	uint64_t entry = get(view, section, &section_fields[ENTRY_SIZE]);
	uint64_t size = get(view, section, &section_fields[SIZE]);
	uint64_t at = get(view, section, &section_fields[OFFSET]);
	const struct field *field = &fields[random_below(state, count)];

	if (entry < least)
		entry = least;
	size /= entry;
	at += random_below(state, size) * entry;
	/* Two with one field alike are what aliases are about. */
	if (random_below(state, 2))
		change(view, at, field, state);
	else
		put(view, at, field,
		    get(view, get(view, section, &section_fields[OFFSET]) +
			random_below(state, size) * entry, field));
}

/* Sections of indexes: groups, SHT_SYMTAB_SHNDX. */
static void change_word(const struct view *view, uint64_t type, uint64_t *state)
{
	static const struct field word = { { 0, 0 }, { 4, 4 } };

	change_entry(view, type, 4, &word, 1, state);
}

/* Names change in place, so that those behind stay. */
static void change_name(const struct view *view, uint64_t *state)
{
	uint64_t section = find_section(view, SHT_STRTAB, state);
	uint64_t at = get(view, section, &section_fields[OFFSET]);
	const char *word = random_word(state);

	at += random_below(state, get(view, section, &section_fields[SIZE]));
	if (at >= view->size)
		return;
	overwrite(view->bytes, view->size, at, word,
		  random_below(state, 8) ? strlen(word) : strlen(word) + 1);
}

static void swap_sections(const struct view *view, uint64_t *state)
{
	uint64_t one = section_at(view, random_section(view, state));
	uint64_t other = section_at(view, random_section(view, state));
	size_t size = header_size(view);
	uint8_t copy[sizeof(Elf64_Shdr)];
	bool both = random_below(state, 2);

	if (one > view->size || other > view->size || size > view->size - one ||
	    size > view->size - other)
		return;
	memcpy(copy, view->bytes + one, size);
	if (both)
		memcpy(view->bytes + one, view->bytes + other, size);
	memmove(view->bytes + other, copy, size);
}

static bool look_at(struct view *view, uint8_t *bytes, size_t size)
{
	if (size < sizeof(Elf64_Ehdr) + FUZZ_CONTROLS ||
	    memcmp(bytes, ELFMAG, SELFMAG))
		return false;
	view->bytes = bytes;
	view->size = size - FUZZ_CONTROLS;
	view->is_64bit = bytes[EI_CLASS] == ELFCLASS64;
	view->is_big_endian = bytes[EI_DATA] == ELFDATA2MSB;
	view->headers = get(view, 0, &header_fields[SHOFF]);
	view->section_count = get(view, 0, &header_fields[SHNUM]);
	return view->headers < size && view->section_count;
}

size_t mutate_elf(uint8_t *bytes, size_t size, size_t most, uint64_t *state)
{
	struct view view;

	if (!look_at(&view, bytes, size))
		return mutate_bytes(bytes, size, most, state);
	switch (random_below(state, 16)) {
	case 0:
		change(&view, 0, &header_fields[random_below(state, HEADER_FIELDS)],
		       state);
		break;
	case 1:
	case 2:
	case 3:
		change(&view, section_at(&view, random_section(&view, state)),
		       &section_fields[random_below(state, SECTION_FIELDS)], state);
		break;
	case 4:
		swap_sections(&view, state);
		break;
	case 5:
		change_entry(&view, random_below(state, 2) ? SHT_RELA : SHT_REL,
			     view.is_64bit ? 16 : 8, relocation_fields,
			     COUNT(relocation_fields), state);
		break;
	case 6:
		change_word(&view, random_below(state, 2) ? SHT_GROUP :
							    SHT_SYMTAB_SHNDX, state);
		break;
	case 7:
		change(&view, view.is_64bit ? sizeof(Elf64_Ehdr) : sizeof(Elf32_Ehdr),
		       &segment_fields[random_below(state, COUNT(segment_fields))],
		       state);
		break;
	case 8:
	case 9:
	case 10:
		change_name(&view, state);
		break;
	case 11:
		bytes[size - 1 - random_below(state, FUZZ_CONTROLS)] ^=
			1 << random_below(state, 8);
		break;
	case 12:
		return mutate_bytes(bytes, size, most, state);
	default:
		change_entry(&view, SHT_SYMTAB, view.is_64bit ? sizeof(Elf64_Sym) :
							       sizeof(Elf32_Sym),
			     symbol_fields, COUNT(symbol_fields), state);
	}
	return size;
}
