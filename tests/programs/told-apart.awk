# SPDX-License-Identifier: GPL-2.0-or-later
#
# From nm's list of an image: has each symbol that shares its name exactly one
# alias, and no other symbol any? Tells of each that has not, and exits with 1.
# Written apart from the checker on purpose. Names that the compiler makes, which
# have no alias as a rule, are passed over, weak and absolute symbols too.

$2 ~ /^[wWvVaA]$/ || $3 ~ /^__(func|FUNCTION|PRETTY_FUNCTION)__|^CSWTCH\./ { next }

$3 ~ /@[A-Za-z0-9]*_[A-Za-z0-9_]*$/ {
	base = $3
	sub(/@[^@]*$/, "", base)
	aliases[$1, base]++
	if (seen[$3]++)
		bad($3 ": twice")
	total++
	next
}

$3 !~ /@/ {
	base = $3
	gsub(/\.lto_priv\.[0-9]+/, "", base)
	bearers[$1, base]++
	count[base]++
}

function bad(what) {
	print what
	failed = 1
}

END {
	for (place in aliases)
		if (!(place in bearers)) {
			split(place, part, SUBSEP)
			bad(part[2] ": an alias of nothing, at " part[1])
		}
	for (place in bearers) {
		split(place, part, SUBSEP)
		wanted = count[part[2]] > 1 ? bearers[place] : 0
		if (aliases[place] + 0 != wanted)
			bad(part[2] ": " aliases[place] + 0 " aliases, not " \
			    wanted ", at " part[1])
	}
	exit failed
}
