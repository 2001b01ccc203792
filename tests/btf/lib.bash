# SPDX-License-Identifier: GPL-2.0-or-later
#
# What the tests of kas_alias_btf share: programs with aliases, and BTF of pahole's. The
# judge is bpftool, and so libbpf, of which the program has nothing.

# shellcheck source=tests/checker/lib.bash
. "$(dirname "${BASH_SOURCE[0]}")/../checker/lib.bash"
# shellcheck source=tests/lib/compilers.sh
. "$top/tests/lib/compilers.sh"

here=$top/tests/btf
program=$(realpath -s "${KAS_ALIAS_BTF:-$top/scripts/kas_alias_btf/kas_alias_btf}")
[ -x "$program" ] || { echo "Bail out! $program is not built"; exit 1; }
PATH=$PATH:/usr/sbin
use_native_compiler

# object NAME FLAG... <SOURCE: NAME.o, of NAME.c, with aliases
object()
{
	local name=$1

	shift
	cat >"$name.c"
	"$CC" -O2 -g "$@" -fplugin="$plugin" -fplugin-arg-kas_alias_plugin-separator=. \
		-fplugin-arg-kas_alias_plugin-srctree="$PWD" -c "$name.c" -o "$name.o" || exit
}

# prune FILE: its aliases of ambiguous names stay
prune()
{
	"$kas" census --separator=. -o "$1.names" "$1" &&
	"$kas" prune --separator=. --names "$1.names" -o "$1" "$1" || exit
}

# encode FILE [BASE]: its BTF, in FILE.btf
encode()
{
	pahole -J ${2:+--btf_base="$2"} --btf_gen_floats --skip_encoding_btf_inconsistent_proto \
		--btf_encode_detached="$1.btf" "$1" 2>/dev/null ||
	pahole -J ${2:+--btf_base="$2"} --btf_encode_detached="$1.btf" "$1" || exit
}

# functions FILE [BASE]: a line each
functions()
{
	{
		[ $# = 1 ] || bpftool -j btf dump file "$2"
		bpftool -j ${2:+-B "$2"} btf dump file "$1"
	} | perl "$here/functions.pl"
}

# prototype FILE ALIAS [BASE]: of the one function of this name
prototype()
{
	functions "$1" ${3:+"$3"} | sed -n "s/^[a-z]* $2: //p"
}
