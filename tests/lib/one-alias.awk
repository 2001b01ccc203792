# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: readelf -sW OBJECT | awk -f one-alias.awk
#
# Has each local symbol of an object exactly one alias, at its place? Of an object
# that was compiled with level=all. Prints those that have not, and fails then.

/^ *[0-9]+: / && $5 == "LOCAL" && $7 ~ /^[0-9]+$/ && $4 !~ /^(SECTION|FILE)$/ && $8 !~ /^\.L/ {
	base = $8
	if (sub(/@[0-9A-Za-z_]*$/, "", base))
		aliases[$2, $7, base]++
	else
		names[$2, $7, base] = base
}

END {
	for (place in names) {
		if (aliases[place] == 1)
			continue
		printf "%s: has %d aliases\n", names[place], aliases[place]
		failed = 1
	}
	exit failed
}
