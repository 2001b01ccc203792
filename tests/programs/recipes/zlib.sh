# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# zlib: a shared library, and programs that have it in them.

package=zlib
images=(libz.so.1.[0-9]* minigzip example)

build() {
	CFLAGS="-O2 $1" LDFLAGS=$2 ./configure && "${make[@]}"
}

# All of its tests.
suite() {
	make test >test.log 2>&1 && ! grep FAILED test.log && grep -c 'test OK' test.log
}
