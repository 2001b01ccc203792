# SPDX-License-Identifier: GPL-2.0-or-later
#
# Given two lists by nm, of a program linked without and with -flto: has each symbol
# in the second the tag that it has in the first? Names of clones and of numbered
# data are compared up to the first dot, since GCC clones and numbers otherwise
# when it sees the whole program. Symbols that are not in the first, as they were
# inlined everywhere there, are left out. A function from a header may be left with
# another of its includers. Few may differ in the line alone: what is known only while
# a unit is parsed is not known in the link, where the body of a clone's origin opens
# and which of several declarations of a variable came first.

$3 !~ /@[A-Za-z0-9]*_[A-Za-z0-9_]*$/ { next }

{
	name = tag = $3
	sub(/[.@].*/, "", name)
	sub(/.*@/, "", tag)
	path = tag
	sub(/_[0-9]+$/, "", path)
	is_header = match(path, /.*_h_/)
	header = substr(path, 1, RLENGTH - 1) substr(tag, length(path) + 1)
	unit = is_header ? substr(path, RLENGTH + 1) : path
}

NR == FNR {
	names[name]
	tags[name, tag]
	paths[name, path]
	headers[name, header]
	units[unit]
	next
}

!(name in names) { skipped++; next }

{
	compared++
	if ((name, tag) in tags ||
	    (is_header && (name, header) in headers && unit in units))
		next
	if ((name, path) in paths) {
		print name ": another line than without -flto: " tag
		lines++
	} else {
		print name ": another tag than without -flto: " tag
		differ++
	}
}

END {
	print compared " compared, " differ + 0 " differ, " lines + 0 \
		" in the line alone, " skipped + 0 " inlined without"
	exit differ || lines > compared / 100 || compared < 100
}
