#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
exec "$(dirname "$0")/../plugin/run-cases" arm-linux-gnueabihf-gcc-12
