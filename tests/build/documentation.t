#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kas_alias --help, kas_alias(1) and the completion for bash name the same
# options, command by command; and so do the help and the manual of the programs
# that read debug information.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

kas_alias=$top/scripts/kas_alias/kas_alias
manual=$top/scripts/kas_alias.1
"$kas_alias" --help >"$work/help"

# The long options in some text, one a line.
options_in() {
	grep -oE -- '--[a-z][a-z-]*' | sort -u
}

# From the line of the help that starts with $1 to the next empty one.
help_on() {
	sed -n "/^$1/,/^\$/p" "$work/help" | grep '^  ' | options_in
}

# From the section of the manual that has $1 for its title to the next one; only
# what stands as a tag, in a line after .TP.
manual_on() {
	sed -n "/^\.SS $1\$/,/^\.S[SH] [^O]/{/^\.SS $1\$/b;/^\.S/q;p}" "$manual" |
		sed 's/\\-/-/g' | grep -A 1 '^\.TP' | options_in
}

# What the completion offers after the words $@, the last of which is incomplete
complete_words() (
	compopt() { :; }
	# shellcheck source=scripts/kas_alias.bash-completion
	. "$top/scripts/kas_alias.bash-completion"
	COMP_WORDS=(kas_alias "$@")
	COMP_CWORD=$#
	_kas_alias
	printf '%s\n' "${COMPREPLY[@]}"
)

all=$(help_on 'All commands:')
check 'there are options of all commands' test -n "$all"
is "$(manual_on 'Of all commands')" "$all" 'options of all commands in the manual'

commands=$(sed -n 's/^\(Usage:\|      \) kas_alias \([a-z]*\) .*/\2/p' "$work/help")
check 'there are commands' test -n "$commands"
others=$("$top/scripts/resolver/kas_alias" --help | sed -n 's/^\(Usage:\|      \) kas_alias \([a-z]*\) .*/\2/p')
is "$(complete_words '' | grep -v -- -- | sort)" "$(sort -u <<<"$commands"$'\n'"$others")" \
	'commands in the completion, and those of the resolver'
is "$(sed -n 's/^\.B kas_alias \([a-z]*\) .*/\1/p' "$manual")" "$commands" \
	'commands in the synopsis of the manual'

for command in $commands; do
	own=$(help_on "$command:")
	check "$command: has options" test -n "$own"
	is "$(manual_on "Of $command")" "$own" "$command: options in the manual"
	is "$(complete_words "$command" -- | options_in)" "$(sort -u <<<"$own"$'\n'"$all")" \
		"$command: options in the completion"
	check "$command: --help" diff <("$kas_alias" "$command" --help) "$work/help"
done

# Programs without commands: all that is a tag in the manual against the whole help.
for program in kas_alias_btf kas_alias_dwarf; do
	own=$("$top/scripts/$program/$program" --help | grep '^  ' | options_in)
	check "$program: has options" test -n "$own"
	is "$(sed 's/\\-/-/g' "$top/scripts/$program.1" | grep -A 1 '^\.TP' | options_in)" "$own" \
		"$program: options in its manual"
	version=$("$top/scripts/$program/$program" --version)
	check '... which is of this version' \
		grep -q "^\.TH .*\"kas_alias ${version#* }\"" "$top/scripts/$program.1"
done

version=$("$kas_alias" --version)
check 'the manual is of this version' grep -q "^\.TH .*\"$version\"" "$manual"
done_testing
