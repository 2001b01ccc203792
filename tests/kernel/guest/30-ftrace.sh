# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154
#
# The function tracer knows functions by their address: a plain name stands for
# all of its bearers and is what the trace shows. Without the option it is the
# same, so the host compares.

succeeds "set_ftrace_filter takes the plain name_show" \
	append "$tracing/set_ftrace_filter" name_show
sort "$tracing/set_ftrace_filter" >/out/set_ftrace_filter

echo >"$tracing/trace"
echo function >"$tracing/current_tracer"
while read -r _ file; do
	cat "$file" >/dev/null
done </etc/probes
sed -n 's/^[^#].*: \(.* <-.*\)/\1/p' "$tracing/trace" >/out/trace
echo nop >"$tracing/current_tracer"
echo >"$tracing/set_ftrace_filter"
