# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
#
# libbpf: samples/libbpf, built here, attaches in four ways.
cp -r /kas/samples/libbpf build
ways='section name multi pattern fentry'

why=$(make -C build ALIAS="$alias" SYMBOL="$symbol" 2>&1) || {
	echo "$why"
	for way in $ways; do
		row "libbpf, $way" no - "make ALIAS=$alias" "$(tail -n 3 <<<"$why")"
	done
	return 0
}
for way in $ways; do
	line="./probe $way '$alias'"
	if watch 60 "cd $scratch/build && exec $line"; then
		takes=$(judge "$(grep -c '^met ' output)")
		row "libbpf, $way" "$takes" "$(names_in <(grep '^met ' output))" \
			"$(recipe_for libbpf)" "$(silence "$takes")"
	else
		row "libbpf, $way" no - "$line" "$(complaint)"
	fi
done
