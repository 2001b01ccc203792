# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# drgn, on the running kernel: the symbol by its alias, and the name of its address.
cat >ask.py <<'END'
import os
from drgn.helpers.linux import *
alias = os.environ["alias"]
address = int(os.environ["address"], 16)
try:
    print("found", hex(prog.symbol(alias).address))
except LookupError as error:
    print("error", error)
try:
    print("symbols", *(symbol.name for symbol in prog.symbols(address)))
    print("shown", prog.symbol(address).name)
except LookupError as error:
    print("error", error)
END
address=$(kas_alias find --field=address "$query")
export address
line="drgn -q -s $kernel_build/vmlinux$([ "$where" = vmlinux ] || echo " -s /kas/ko/$where.ko") ask.py"
timeout 600 bash -c "$line" >output 2>&1
cat output
if grep -qi "^found $address\$" output; then
	row drgn yes "$(names_in <(grep '^shown' output))" "prog.symbol(\"$alias\")"
else
	row drgn no "$(names_in <(grep '^shown' output))" "$line" "$(complaint)"
fi
