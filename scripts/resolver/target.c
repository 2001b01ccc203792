// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How a tool can be told which symbol is meant; see target.h.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kas_alias/diag.h"
#include "../kas_alias/grammar.h"
#include "answer.h"
#include "source.h"
#include "target.h"

bool target_is_unique(const struct answer *answer)
{
	const struct symtab *symtab = &answer->source->symtab;
	const struct sym *sym = answer->sym;
	uint32_t first = symtab_first(symtab, sym->name, sym->length);

	return !answer->alias && symtab->at[first].next == NO_SYMBOL;
}

static bool find_text(const struct symtab *symtab, uint64_t *address)
{
	uint32_t text = symtab_first(symtab, "_text", 5);

	if (text == NO_SYMBOL || symtab->at[text].next != NO_SYMBOL)
		return false;
	*address = symtab->at[text].address;
	return true;
}

void target_get(struct target *target, const struct answer *answer)
{
	const struct source *source = answer->source;
	uint64_t text;

	*target = (struct target){
		.kind = TARGET_NAME,
		.name = answer->alias ?: answer->sym->name,
		.address = answer->sym->address,
	};
	if (answer->alias || target_is_unique(answer))
		return;
	target->kind = TARGET_MODULE;
	if (answer->object->is_module && answer->count == 1)
		return;
	target->kind = TARGET_TEXT;
	if (!answer->object->is_module && answer->has_address && source->is_kernel &&
	    find_text(&source->symtab, &text) && text <= target->address) {
		target->address -= text;
		return;
	}
	target->kind = TARGET_ADDRESS;
	if (source->is_running && answer->has_address)
		return;
	target->kind = TARGET_NONE;
	target->why = source->symtab.is_hidden ?
		"it has no alias and its address is hidden: run this as root" :
		"it has no alias, and an address is only good in the kernel that runs: ask that one, without --from";
}

/* What tells a symbol without an alias from its namesakes; the caller frees it. */
static char *module_and_position(const struct answer *answer)
{
	uint32_t position = answer->sym->position;
	char *tag;
	int length;

	if (!position && answer->count > 1 && answer->has_address)
		length = asprintf(&tag, "%s_%" PRIx64, answer->object->name,
				  answer->sym->address);
	else
		length = asprintf(&tag, "%s_%" PRIu32, answer->object->name,
				  position ? position : 1);
	if (length < 0)
		fatal(PROGRAM, "out of memory");
	return tag;
}

void target_event(char event[EVENT_ROOM], const struct answer *answer)
{
	const char *name = answer->alias ?: answer->sym->name;
	size_t length = answer->alias ? (size_t)(answer->tag_path - 1 - name) : strlen(name);
	char *tag = answer->alias ? xstrdup(answer->tag_path) : module_and_position(answer);
	size_t digit = *name >= '0' && *name <= '9';

	*event = '_';	/* no name begins with a digit */
	kas_join(event + digit, name, length, '_', tag, EVENT_ROOM - 1 - digit);
	kas_sanitise(event);
	free(tag);
}
