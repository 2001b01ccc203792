// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How equal aliases are told apart; see equal.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../count/inputs.h"
#include "../diag.h"
#include "../grammar.h"
#include "equal.h"
#include "naming.h"

/* Each round settles all but what it makes anew; verify reports what is left. */
#define MOST_ROUNDS 16

/* Names that are going to be given, and the image that was first to claim each. */
struct claims {
	struct counts counts;
	const char **images;	/* by index in counts */
};

char *equal_image(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	size_t length = image_stem(base);
	char *tag = xcalloc(length + 1, 1);

	memcpy(tag, base, length);
	kas_sanitise(tag);
	return tag;
}

char *equal_compose(const struct equal_naming *naming, const char *alias,
		    size_t stem, uint32_t number)
{
	const char *tag = alias + stem + 1;
	size_t room = strlen(naming->image) + strlen(tag) +
		      sizeof("_4294967295_");
	char *new_tag = xcalloc(room, 1);
	char *name;

	if (number > 1)
		snprintf(new_tag, room, "%s_%u_%s", naming->image, number, tag);
	else
		snprintf(new_tag, room, "%s_%s", naming->image, tag);
	name = naming_join(alias, stem, naming->separator, new_tag, naming->max_length);
	free(new_tag);
	return name;
}

/* Images of one name claim the same for ever, which verify reports. */
static void claim_name(struct claims *claims, const char *text,
		       const char *image)
{
	uint32_t known = claims->counts.names.count, index;
	size_t length = strlen(text);
	uint64_t hash = kas_hash(KAS_HASH_SEED, text, length);

	index = counts_add(&claims->counts, text, length, hash, 0);
	if (index == known) {
		claims->images = grown(claims->images, known,
				       sizeof(*claims->images));
		claims->images[index] = image;
	}
	if (!claims->counts.of[index] || strcmp(claims->images[index], image))
		claims->counts.of[index]++;
}

/* The names that one image would give now to aliases of one name. */
static void claim(struct claims *claims, const struct counts *reserved,
		  const struct equal_naming *naming, const char *alias,
		  const struct equal_use *use)
{
	uint32_t number = 0, left;
	char *name;

	for (left = use->times; left; left--) {
		name = equal_compose(naming, alias, use->stem, ++number);
		while (counts_text(reserved, name)) {
			free(name);
			name = equal_compose(naming, alias, use->stem, ++number);
		}
		claim_name(claims, name, naming->image);
		free(name);
	}
}

/* Reserve what is claimed twice, or is there already. Returns how many. */
static uint32_t settle(struct counts *reserved, const struct counts *claims,
		       const struct counts *aliases)
{
	uint32_t added = 0, i;

	for (i = 0; i < claims->names.count; i++) {
		const struct name *name = &claims->names.at[i];

		if (claims->of[i] < 2 && !counts_of(aliases, name->text,
						    name->length, name->hash))
			continue;
		counts_add(reserved, name->text, name->length, name->hash, 1);
		added++;
	}
	return added;
}

void equal_reserve(struct counts *reserved, const struct counts *aliases,
		   const struct equal_use *uses, size_t use_count,
		   char *const *images, char separator, uint32_t max_length)
{
	struct claims claims;
	uint32_t added = 1;
	unsigned int round;
	size_t i;

	for (round = 0; added && round < MOST_ROUNDS; round++) {
		memset(&claims, 0, sizeof(claims));
		for (i = 0; i < use_count; i++) {
			const struct equal_naming naming = {
				images[uses[i].image], separator, max_length,
			};

			claim(&claims, reserved, &naming,
			      aliases->names.at[uses[i].name].text, &uses[i]);
		}
		added = settle(reserved, &claims.counts, aliases);
		counts_free(&claims.counts);
		free(claims.images);
	}
}
