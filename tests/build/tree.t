#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What every file of this tree keeps to.
set -u
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$top" || exit

# Every file that was written, and not made, expected as output or given as input.
files() {
	find . \( -name .git -o -name .build -o -name '*.patch' -o -name '*.so' \) -prune -o \
		-type f ! -name COPYING ! -name 'expected*' ! -name '*.expected' \
		! -name messages ! -name since ! -path '*/inputs/*' ! -name cover-letter -print |
		grep -vxFf <(sed 's|^/|./|' .gitignore)
}

is "$(find . -mindepth 1 -maxdepth 1 ! -name '.*' -printf '%f\n' | sort)" \
"COPYING
Makefile
README.md
kbuild
plugin
samples
scripts
tests" 'the top level holds these and nothing else'

# Of all files at once: a process for each takes minutes.
licensed() {
	files | xargs -d '\n' awk 'FNR <= 3 && /SPDX-License-Identifier:/ { print FILENAME }'
}

is "$(files | grep -v '\.md$\|/\.gitignore$\|/\.shellcheckrc$\|/debian/copyright$' |
	grep -vxFf <(licensed))" '' 'every file says its licence'

is "$(files | xargs -d '\n' awk 'FNR == 501 { print FILENAME }')" '' 'no file is long'

is "$(files | xargs -d '\n' grep -nE '(^|[^[:alnum:]])/(home|root|work)/[a-z]' |
	grep -vE ':.*/home/(me|alice|bob|somebody)/?')" '' 'no file names a directory of some machine'
done_testing
