// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The names of aliases; see kas_alias_names.h.
 */
#include "gcc-plugin.h"
#include "tree.h"

#include "../kas_alias/grammar.h"
#include "kas_alias_names.h"

/* The names that were given, and how often each was asked for. */
static hash_map<nofree_string_hash, unsigned int> *given;

static char *join(const struct kas_options *options, const char *base,
		  const char *tag)
{
	char *alias = XNEWVEC(char, options->max_length + 1);

	kas_join(alias, base, strlen(base), options->separator, tag,
		 options->max_length);
	return alias;
}

/* The first name with a number that nobody has. @alias is taken by now. */
static char *join_numbered(const struct kas_options *options, const char *base,
			   const char *tag, const char *alias)
{
	char *numbered = NULL;
	char number[sizeof("4294967295_")];

	do {
		char *whole;

		free(numbered);
		sprintf(number, "%u_", ++*given->get(alias));
		whole = concat(number, tag, NULL);
		numbered = join(options, base, whole);
		free(whole);
	} while (given->get(numbered));
	return numbered;
}

char *kas_name_alias(const struct kas_options *options, const char *symbol,
		     const char *tag)
{
	char *base = xstrdup(symbol), *alias;

	kas_drop_lto_suffixes(base);
	alias = join(options, base, tag);
	if (!given)
		given = new hash_map<nofree_string_hash, unsigned int>;
	if (given->get(alias)) {
		char *numbered = join_numbered(options, base, tag, alias);

		free(alias);
		alias = numbered;
	}
	given->put(xstrdup(alias), 1);
	free(base);
	return alias;
}

static bool free_name(const char *const &name, unsigned int *, void *)
{
	free(const_cast<char *>(name));
	return true;
}

void kas_names_finish(void)
{
	if (given)
		given->traverse<void *, free_name>(NULL);
	delete given;
	given = NULL;
}
