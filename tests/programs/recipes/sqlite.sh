# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# SQLite: the program that its test suite runs in, with the library and all
# extensions in it. It is compiled from some sixty files in one go, so the objects
# are there only with -save-temps.

package=sqlite3
images=(testfixture)

build() {
	LDFLAGS=$2 ./configure --disable-shared --disable-readline &&
		"${make[@]}" sqlite3.c &&
		"${make[@]}" CFLAGS="-O2 $1 -save-temps=obj" testfixture &&
		rm -f testfixture-*.[is]
}

# The files that test what is plain SQL and the extensions; not one that runs out
# of memory, loses power or forks on purpose, which would take half an hour.
suite() {
	local file result count=0

	for file in test/{select,where,index,join,func,expr,fts3a,fts4a,json,window}*.test \
	    test/{rtree,with,upsert,view,trigger,vtab,quota,decimal,regexp,fuzzer}*.test \
	    test/{csv,zipfile,spellfix,carray,closure,unionvtab,swarmvtab,ieee754}*.test; do
		result=$(./testfixture "$file" --verbose=0 2>&1 |
			sed -n 's/^\([0-9]* errors out of [0-9]*\) tests.*/\1/p')
		case $result in
		'0 errors'*)	count=$((count + ${result##* })) ;;
		*)		echo "$file: ${result:-died}" >&2; return 1 ;;
		esac
	done
	echo "$count"
}
