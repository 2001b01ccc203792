#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What gcc -fanalyzer says of the sources: nothing.
# shellcheck source=tests/lint/lib.sh
. "$(dirname "$0")/lib.sh"

analyse=("${HOSTCC:-gcc}" "${flags[@]}" -O1 -Wall -Wextra -fanalyzer -c -o "$work/out.o")
for source in "${sources[@]}"; do
	check "$source" is_quiet "${analyse[@]}" "$source"
done
printf '#include <stdlib.h>\nint f(void) { char *c = malloc(1); return *c; }\n' >"$work/bad.c"
check 'an error is found' finds analyzer "${analyse[@]}" "$work/bad.c"
done_testing
