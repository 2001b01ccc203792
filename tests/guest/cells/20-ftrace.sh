# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# ftrace: set_ftrace_filter and set_graph_function compare with the one name that ftrace
# has for each function, so the recipe is the number of its line.
traced_row() { # CONSUMER LINE TRACER
	local takes

	if ! try "$2"; then
		row "$1" no - "$2" "$reason"
		return 0
	fi
	echo >"$tracing/trace"
	echo "$3" >"$tracing/current_tracer"
	poke
	echo 0 >"$tracing/tracing_on"
	if [ "$3" = function ]; then
		grep -v '^#' "$tracing/trace" >trace
	else
		grep -v '^#' "$tracing/trace" | grep -wF "$symbol" >trace
	fi
	echo nop >"$tracing/current_tracer"
	echo 1 >"$tracing/tracing_on"
	echo >"$tracing/set_ftrace_filter"
	echo >"$tracing/set_graph_function"
	head -n 30 trace
	takes=$(judge "$(wc -l <trace)")
	row "$1" "$takes" "$(names_in trace)" "$2" "$(silence "$takes")"
}

recipe=$(recipe_for ftrace)
traced_row 'set_ftrace_filter' "echo '$alias' >$tracing/set_ftrace_filter" function
traced_row 'set_ftrace_filter, plain name' "echo '$symbol' >$tracing/set_ftrace_filter" function
traced_row 'set_ftrace_filter, line of the recipe' "${recipe:-false}" function
traced_row 'function_graph, line of the recipe' "${recipe:-false}" function_graph
traced_row 'set_graph_function' "echo '$alias' >$tracing/set_graph_function" function_graph
traced_row 'set_graph_function, plain name' "echo '$symbol' >$tracing/set_graph_function" function_graph
