// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How a tool can be told which symbol is meant; see target.h.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../kas_alias/grammar.h"
#include "answer.h"
#include "source.h"
#include "target.h"

/* What leaves room for a number in an event's name. */
#define EVENT_STEM 48

bool target_is_unique(const struct answer *answer)
{
	const struct symtab *symtab = &answer->source->symtab;
	const struct sym *sym = answer->sym;
	uint32_t first = symtab_first(symtab, sym->name, sym->length);

	return symtab->at[first].next == NO_SYMBOL;
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

void target_event(char event[EVENT_ROOM], const struct answer *answer)
{
	uint32_t number = answer->line ?: answer->sym->position;

	snprintf(event, EVENT_ROOM, "%s%.*s_%" PRIu32,
		 *answer->sym->base >= '0' && *answer->sym->base <= '9' ? "_" : "",
		 EVENT_STEM, answer->sym->base, number);
	kas_sanitise(event);
}
