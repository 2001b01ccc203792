#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The plugin's cases in the compilers of $ARCH_COMPILERS, for other machines.
TEST_COMPILERS=${ARCH_COMPILERS:-$(make -s -C "$(dirname "$0")/../.." arch-compilers)} \
	exec "$(dirname "$0")/../plugin/cases.t"
