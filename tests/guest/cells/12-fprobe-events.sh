# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# fprobe events. A pattern is matched with all names of kallsyms, or with those that
# ftrace shows.
event_row 'fprobe event' "echo 'f:kas/fprobe $alias' >>$tracing/dynamic_events" kas/fprobe
event_row 'fprobe event, return' "echo 'f:kas/fprobe $alias%return' >>$tracing/dynamic_events" kas/fprobe
event_row 'fprobe event, plain name' "echo 'f:kas/fprobe $symbol' >>$tracing/dynamic_events" kas/fprobe
event_row 'fprobe event, pattern' "echo 'f:kas/fprobe ${alias%?}*' >>$tracing/dynamic_events" kas/fprobe
