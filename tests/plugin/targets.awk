# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: readelf -sW OBJECT | awk -v names=FILE -f targets.awk
#
# FILE holds what the plugin added, lines "t NAME". Prints what is wrong
# with one of them and its target, and fails if anything is. A global target
# comes after its marker.

BEGIN {
	while ((getline name <names) > 0)
		added[substr(name, 3)]
}

/^ *[0-9]+: / {
	entry = $3 " " $4 " " $7 " " $2		# size, type, section, value
	bind = $5
	name = $0
	sub(/^ *[0-9]+: +[0-9a-f]+ +[0-9a-fx]+ +[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ /, "", name)

	if (!(name in added)) {
		gsub(/\.lto_priv\.[0-9]+/, "", name)
		plain[name] = entry
		same[name, entry]
		global[name] = bind == "GLOBAL"
		next
	}
	target = name
	sub(/[@.][0-9A-Za-z_]*$/, "", target)
	if (bind != "LOCAL")
		wrong(name ": is " bind)
	else if (name ~ /^kas-unit[@.]/) {
		if ($7 != "ABS" || $2 !~ /^0*6b6175$/)
			wrong(name ": is " entry ", no marker of a unit")
	} else if ($7 == "ABS" && $2 ~ /^0*6b6173$/)
		marker[name] = target
	else if (!(target in plain))
		wrong(name ": no " target " before it")
	else if (!((target, entry) in same))
		wrong(name ": is " entry ", but " target " is " plain[target])
	found[name]
}

END {
	for (name in marker)
		if (!global[marker[name]])
			wrong(name ": a marker, but no global " marker[name])
	for (name in added)
		if (!(name in found))
			wrong(name ": not in the symbol table")
	exit failed
}

function wrong(what)
{
	print what
	failed = 1
}
