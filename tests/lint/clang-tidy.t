#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What clang-tidy says of the sources: nothing. Of its checks, clang's analyser and those
# for what is hardly ever meant; not those of a style that is not the kernel's, as
# bugprone-suspicious-string-compare, which wants "strcmp() == 0".
# shellcheck source=tests/lint/lib.sh
. "$(dirname "$0")/lib.sh"

checks='-*,clang-analyzer-*,-clang-analyzer-security.insecureAPI.*'
# clang 21 takes what strspn() returns, on a line of a file, for anything.
checks+=,-clang-analyzer-security.ArrayBound
for name in argument-comment assert-side-effect bool-pointer-implicit-conversion \
	copy-constructor-init dangling-handle infinite-loop integer-division \
	macro-repeated-side-effects misplaced-widening-cast multiple-statement-macro \
	not-null-terminated-result posix-return redundant-branch-condition \
	signal-handler sizeof-container spuriously-wake-up-functions \
	suspicious-enum-usage suspicious-include suspicious-memset-usage \
	suspicious-missing-comma suspicious-semicolon terminating-continue \
	too-small-loop-variable undefined-memory-manipulation unused-return-value; do
	checks+=,bugprone-$name
done
tidy=(clang-tidy --quiet "--checks=$checks")

# All of them take more than two minutes. With LINT_SHORT, as "make check" has it, only
# the checker is read, which each build of a kernel runs.
[ -z "${LINT_SHORT-}" ] || sources=(scripts/kas_alias/{,*/}*.c)
for source in "${sources[@]}"; do
	# It counts what it leaves out in headers of the system, on standard error.
	check "$source" is_quiet bash -c '"$@" 2>/dev/null' - "${tidy[@]}" "$source" -- "${flags[@]}"
done
printf 'int f(void) { int *c = 0; return *c; }\n' >"$work/bad.c"
check 'an error is found' finds NullDereference "${tidy[@]}" "$work/bad.c" -- "${flags[@]}"
done_testing
