#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The plugin's cases in the compilers for other machines, see scripts/setup.
here=$(dirname "$0")
TEST_COMPILERS=$("$here/../../scripts/setup" --compilers arch)
export TEST_COMPILERS
exec "$here/../plugin/cases.t"
