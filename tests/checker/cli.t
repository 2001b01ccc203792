#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The command line: help, version, usage errors. What the manual page says of it
# is compared in tests/build.
# shellcheck source=tests/checker/lib.bash
. "$(dirname "$0")/lib.bash"

function_ f a_c_1 | assemble a
printf 'f:2\n' >names

for option in --help -h; do
	succeeds "$option" "$kas" $option
	like "$out" '^Usage: kas_alias ' "$option prints the usage"
done
for option in --version -V; do
	succeeds "$option" "$kas" $option
	like "$out" '^kas_alias [0-9]' "$option prints the version"
done
for command in mark census prune verify table; do
	is "$("$kas" $command --help)" "$("$kas" --help)" "$command --help is the same"
	is "$("$kas" $command -V)" "$("$kas" -V)" "$command --version too"
done

usage()
{
	refuses kas_alias "$@"
}
usage "command is missing" "no command" "$kas"
usage "nothing: no such command" "an unknown command" "$kas" nothing
usage "no such command" "an empty command" "$kas" ""
usage "--output is missing" "census without output" "$kas" census a.o
usage "a file is missing" "census without input" "$kas" census -o out
usage "--names is missing" "prune without names" "$kas" prune -o out a.o
usage "--output is missing" "prune without output" "$kas" prune -n names a.o
usage "a file is missing" "prune without input" "$kas" prune -n names -o out
usage "more than one file" "prune of two" "$kas" prune -n names -o out a.o a.o
usage "--names is missing" "verify without names" "$kas" verify a.o
usage "a file is missing" "verify without input" "$kas" verify -n names
usage "--output is missing" "table without output" "$kas" table a.o
usage "a file is missing" "table without input" "$kas" table -o out
usage "--nonsense: not an option" "an unknown option" "$kas" verify -n names --nonsense a.o
usage "-x: not an option" "an unknown letter" "$kas" verify -n names -x a.o
usage "--base=names: not an option" "an option of another command" \
	"$kas" verify -n names --base=names a.o
usage "-o: not an option" "a letter of another command" "$kas" verify -n names -o out a.o
usage "-x: not an option" "an unknown letter in a word behind a long option" \
	"$kas" verify --names=names --verbose -xv a.o
usage "--names: its value is missing" "an option without its value" "$kas" verify a.o --names
usage "-n: its value is missing" "a letter without its value" "$kas" verify a.o -n
usage "--verbose=1: not an option" "a value for an option without one" \
	"$kas" verify -n names --verbose=1 a.o
usage "--separator=#: not one of @\." "an unknown separator" \
	"$kas" census --separator='#' -o out a.o
usage "--separator=@@" "a separator of two" "$kas" census --separator=@@ -o out a.o
usage "--separator=" "an empty separator" "$kas" census --separator= -o out a.o
usage "--level=some: not functions, data or all" "an unknown level" \
	"$kas" prune --level=some -n names -o out a.o
for length in 31 65536 -1 x 100x '' ' 100' 18446744073709551716; do
	usage "--max-length=$length: not a number from 32 to 65535" "--max-length '$length'" \
		"$kas" prune --max-length="$length" -n names -o out a.o
done

succeeds "options behind files, abbreviated" "$kas" census a.o --out=census
succeeds "a file with a dash" bash -c "cp a.o ./-a.o && '$kas' census -o census -- -a.o"
succeeds "census --verbose" "$kas" census -v -o census a.o
is "$out" "1 objects, 2 symbols and aliases, 2 different names" "says how much it read"
succeeds "prune --verbose" "$kas" prune -v -n names -o pruned a.o
is "$out" "a.o: 1 of 1 aliases kept, 0 added" "says what it kept"
rm -f -- -a.o census pruned
without_units a.o
"$kas" verify -v -n names a.o >/dev/full 2>err
is "$? $(cat err)" "2 kas_alias: error: cannot write to standard output" \
	"a report that cannot be written is an error"

done_testing
