#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Documentation/kbuild/kas-alias.rst goes through the kernel's own rules for its
# documentation, without a warning, and is found from the index.
set -u
# shellcheck source=tests/rules/lib.sh
. "$(dirname "$0")/lib.sh"

must_have_trees
check 'make htmldocs' \
	bash -c 'make -C "$1" O="$2" SPHINXDIRS=kbuild htmldocs >"$3" 2>&1 || { cat "$3"; exit 1; }' \
	- "$rules/alias.tree" "$work/docs" "$log"
check 'it warns of nothing of ours' bash -c '! grep -E "kas-alias.*(WARNING|ERROR)" "$0"' "$log"
pages=$work/docs/Documentation/output/kbuild
check 'the page is there' grep -q '<code.*GCC_PLUGIN_KAS_ALIAS' "$pages/kas-alias.html"
check 'the index leads there' grep -q 'href="kas-alias.html"' "$pages/index.html"
done_testing
