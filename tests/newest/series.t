#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck source=tests/newest/lib.sh
. "$(dirname "$0")/lib.sh"
run_for_newest series.t
