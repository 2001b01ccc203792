#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The same sources give the same aliases, wherever and by whatever they are
# compiled: other directories, links, relative and absolute names, preprocessed
# text, caches and other machines. And no name of a directory that is not part of
# the tree, nor of a person, gets into one.
set -u
# shellcheck source=tests/plugin/lib.bash
. "$(dirname "$0")/lib.bash"
need ccache distcc distccd

## A tree of sources, and a tree of what a build makes of it

mkdir -p secret_place/src/{lib/sub,other,include/linux} secret_place/out/include/generated
cd secret_place || exit
here=$PWD
cat >src/include/linux/h.h <<'END'
static __attribute__((noipa)) int header(int x)
{
	return x + 1;
}
END
cat >src/lib/sub/body.c <<'END'
static __attribute__((noipa)) int body(int x)
{
	static int calls;

	return x + calls++;
}
END
cat >src/lib/a.c <<'END'
#include <linux/h.h>
#include <generated/g.h>
#include "sub/body.c"

static __attribute__((noipa))
int helper(int x)
{
	return header(x) + body(x) + generated(x);
}

int entry(int x)
{
	return helper(x);
}
END
cp src/lib/a.c src/other/a.c
cp -r src/lib/sub src/other
echo 'static __attribute__((noipa)) int generated(int x) { return x + 2; }' \
	>out/include/generated/g.h
expected='body@lib_sub_body_c_lib_a_c_2
calls.N@lib_sub_body_c_lib_a_c_3
entry@lib_a_c_12
generated@include_generated_g_h_lib_a_c_1
header@include_linux_h_h_lib_a_c_2
helper@lib_a_c_7
kas-unit@lib_a_c_0'

# Every object's aliases go here too, to be searched at the end.
all=$work/all
: >"$all"

# same WHAT OBJECT [EXPECTED]: has it the aliases, with the markers of entry() and of
# the unit?
same() {
	local found

	found=$(nm "$2" | sed -nE 's/\.[0-9]+@/.N@/; s/.* (.*@.*)/\1/p' | sort)
	echo "$found" >>"$all"
	is "$found" "${3:-$expected}" "$1"
}

# built WHAT DIRECTORY COMMAND...: there, the command and -o and an object
built() {
	local what=$1 directory=$2
	shift 2
	rm -f "$here/object.o"
	if ! (cd "$directory" && "$@" -o "$here/object.o") 2>messages; then
		sed 's/^/# /' messages
	fi
	same "$what" "$here/object.o"
}

# The compiler with the arguments that kbuild gives; "plugged" with others, which
# are written =KEY=VALUE.
plugged() {
	"$CC" "-fplugin=$plugin" -O2 "${@/#=/-fplugin-arg-kas_alias_plugin-}"
}
kernel() { # SRCTREE OBJTREE FLAGS...
	plugged "=srctree=$1" "=objtree=$2" "-I$1/include" "-I$2/include" "${@:3}"
}

## Directories and names

built 'output elsewhere, relative names' out kernel ../src . -c ../src/lib/a.c
cp object.o reference.o
built 'output elsewhere, absolute names' out \
	kernel "$here/src" "$here/out" -c "$here/src/lib/a.c"
built 'absolute trees, relative source' out kernel "$here/src" "$here/out" -c ../src/lib/a.c
built 'relative trees, absolute source' out kernel ../src . -c "$here/src/lib/a.c"
built 'in the source tree' src \
	plugged -Iinclude -I../out/include -c lib/a.c =objtree=../out
built 'detours' out/include kernel ../../out/./../src ../ -c ..//../src/other/.././lib/a.c
built 'from the directory of the source' src/lib kernel .. ../../out -c a.c
built 'from the root directory' / kernel ".$here/src" ".$here/out" -c ".$here/src/lib/a.c"

mkdir -p 'elsewhere/a deeper' && cp -r src out 'elsewhere/a deeper'
built 'a copied tree' 'elsewhere/a deeper/out' kernel ../src . -c ../src/lib/a.c
check '... the same to the byte' cmp reference.o object.o
mkdir inside && cp -r src/. inside && mkdir inside/build && cp -r out/. inside/build
built 'output in the source tree' inside/build kernel .. . -c ../lib/a.c
mkdir around && cp -r out/. around && mkdir around/source && cp -r src/. around/source
built 'sources in the output tree' around kernel source . -c source/lib/a.c

## Debug information

# What a debugger reads, as text: of one object or another, it can be compared.
debug_info() { # OBJECT
	readelf --debug-dump=info,abbrev,str,line,macro,ranges,loc "$1" 2>/dev/null |
		grep -v '^File: ' >"$1.text"
	grep -q DW_AT_producer "$1.text"
}

with_debug_info() { # OBJECT FOLDER COMMAND...
	(cd "$2" && "${@:3}" -g3 -grecord-gcc-switches "-ffile-prefix-map=${2%/out}=." \
		-c ../src/lib/a.c -o "$here/$1") && debug_info "$here/$1"
}

check 'with debug information' with_debug_info debug.o "$here/out" kernel "$here/src" "$here/out"
check '... elsewhere' with_debug_info debug-elsewhere.o "$here/elsewhere/a deeper/out" \
	kernel "$here/elsewhere/a deeper/src" "$here/elsewhere/a deeper/out"
check '... without the plugin' with_debug_info debug-plain.o "$here/out" \
	"$CC" -O2 "-I$here/src/include" "-I$here/out/include"
check 'it does not tell where that is' cmp debug.o debug-elsewhere.o
check 'it is as without the plugin' diff debug-plain.o.text debug.o.text
check '-frecord-gcc-switches does not tell of the plugin' bash -c '
	"$0" "-fplugin=$1" -fplugin-arg-kas_alias_plugin-srctree=/nowhere -frecord-gcc-switches \
		-x c -S -o - - </dev/null | grep -c "nowhere\|kas_alias_plugin" | grep -qx 0' "$CC" "$plugin"

## Links

ln -s src link
ln -s "$here/out" link_out
ln -s ../link elsewhere/second_link
mkdir forest && ln -s ../src/{lib,other,include} forest
for place in src link elsewhere/second_link; do
	for root in src link; do
		built "source in $place, srctree=$root" out kernel "$here/$root" "$here/out" \
			-c "$here/$place/lib/a.c"
	done
done
built 'below a link, relative' link \
	plugged -Iinclude -I../out/include -c lib/a.c "=objtree=$here/out"
built 'in an output tree that is a link' link_out kernel "$here/src" . -c "$here/src/lib/a.c"
built '... both by their names' out kernel "$here/link" "$here/link_out" -c "$here/link/lib/a.c"
built 'a tree of links to directories' forest \
	plugged -Iinclude -I../out/include -c lib/a.c =objtree=../out
mkdir files && for file in lib/a.c lib/sub/body.c include/linux/h.h; do
	mkdir -p "files/${file%/*}"
	ln -s "$here/src/$file" "files/$file"
done
built 'a tree of links to files' out kernel ../files . -c ../files/lib/a.c

# What a shell calls the working directory, and what the system does.
physical() {
	cd -P . && "$@"
}
stale() {
	PWD=/nowhere "$@"
}
unset_pwd() {
	unset PWD
	"$@"
}
for shell in physical stale unset_pwd; do
	built "in a linked directory, PWD $shell" link \
		$shell plugged -Iinclude -I../out/include -c lib/a.c "=objtree=$here/out"
done

## Preprocessed

text() { # FLAGS... -o OBJECT: by way of a file elsewhere
	kernel "$here/src" "$here/out" -E "$here/src/lib/a.c" -o "$work/text.i" "${@:1:$#-2}" &&
		kernel "$here/src" "$here/out" -fpreprocessed -c "$work/text.i" "${@:$#-1}"
}
relative_text() {
	kernel ../src . -E ../src/lib/a.c -o text.i "${@:1:$#-2}" &&
		kernel ../src . -fpreprocessed -c text.i "${@:$#-1}"
	rm -f text.i
}
piped() {
	kernel ../src . -E ../src/lib/a.c | kernel ../src . -x cpp-output -c - "$@"
}
built 'preprocessed, absolute names' out text
built 'preprocessed, relative names' out relative_text
built 'preprocessed, with the working directory' out relative_text -fworking-directory
built 'preprocessed, macros left' out relative_text -fdirectives-only
built 'from a pipe' out piped
built '-pipe' out kernel ../src . -pipe -c ../src/lib/a.c
built '-save-temps' out kernel ../src . -save-temps=obj -c ../src/lib/a.c
rm -f object.[is] out/a.[is]

# Of a name that leads out of the tree, the end only; of a relative one, what it
# is relative to is where the compiler runs.
printf '#line 7 "%s"\nstatic __attribute__((used)) int table;\n' \
	/usr/share/yacc/grammar.y >src/lib/generated.c
generated='kas-unit@grammar_y_0
kas-unit@lib_generated_c_0
table@grammar_y_7'
for directory in src out 'elsewhere/a deeper/out'; do
	(cd "$directory" && plugged "=srctree=$here/src" -c "$here/src/lib/generated.c" -o "$here/object.o")
	same "a name out of the tree, from $directory" object.o "$generated"
done
sed -i 's,/usr/share/yacc,../src/lib,' src/lib/generated.c
(cd out && kernel ../src . -c ../src/lib/generated.c -o ../object.o)
relative=$(sed 's/@grammar/@lib_grammar/' <<<"$generated" | sort)
same 'a relative name' object.o "$relative"

# Of a file beside the tree, the path from the directory that both are in.
mkdir -p beside/{x,y} && for directory in x y; do
	echo 'static __attribute__((used)) int util;' >beside/$directory/util.c
	beside="kas-unit@beside_${directory}_util_c_0
util@beside_${directory}_util_c_1"
	(cd src && plugged -c ../beside/$directory/util.c -o ../object.o)
	same "beside the tree, $directory" object.o "$beside"
	(cd out && kernel ../src . -c "$here/beside/$directory/util.c" -o ../object.o)
	same "beside the tree, $directory, absolute" object.o "$beside"
	all_beside+=$'\n'$beside
done

## Prefix maps

for map in -ffile-prefix-map -fmacro-prefix-map -fdebug-prefix-map; do
	for to in '' . /usr/src/linux; do
		built "$map to '$to'" out kernel "$here/src" "$here/out" \
			"$map=$here/src=$to" "$map=$here/out=$to" -c "$here/src/lib/a.c"
	done
done
built 'prefix map of relative names' out kernel ../src . -ffile-prefix-map=../src/= \
	-c ../src/lib/a.c
built 'prefix map of all above' out kernel "$here/src" "$here/out" \
	"-ffile-prefix-map=$here=" "-g" -c "$here/src/lib/a.c"

# Without a srctree, the map alone says what to leave out.
built 'prefix map, no srctree' / plugged -I"$here/src/include" -I"$here/out/include" \
	"-ffile-prefix-map=$here/src/=" "-ffile-prefix-map=$here/out/=" -c "$here/src/lib/a.c" \
	=srctree=/nowhere

## Surroundings

built 'another locale, home and place for temporary files' out \
	env LC_ALL=C.UTF-8 HOME=/nowhere TMPDIR="$here/out" USER=somebody LOGNAME=somebody \
	"$CC" "-fplugin=$plugin" -fplugin-arg-kas_alias_plugin-{srctree=../src,objtree=.} \
	-O2 -I../src/include -Iinclude -c ../src/lib/a.c
built 'a date of its own' out env SOURCE_DATE_EPOCH=1 \
	"$CC" "-fplugin=$plugin" -fplugin-arg-kas_alias_plugin-{srctree=../src,objtree=.} \
	-O2 -I../src/include -Iinclude -c ../src/lib/a.c
check '... the same to the byte' cmp reference.o object.o

## ccache: directly by the sources, by preprocessed text, by dependencies

# All files are new, and a cache is in doubt about such.
export CCACHE_DIR=$work/ccache CCACHE_CONFIGPATH=/dev/null
export CCACHE_SLOPPINESS=include_file_ctime,include_file_mtime
unset CCACHE_NODIRECT CCACHE_DEPEND CCACHE_BASEDIR CCACHE_NOHASHDIR CCACHE_DISABLE

# counted WHAT COUNTERS DIRECTORY COMMAND...: built, and by cache hit or miss
counted() {
	local what=$1 counters=$2
	shift 2
	ccache -z >/dev/null
	built "$what" "$@"
	is "$(ccache --print-stats | sed -nE 's/^((direct|preprocessed)_cache_hit|cache_miss)\t([1-9].*)/\1 \3/p')" \
		"$counters" '... that was so'
}

with_ccache() { # SETTING -o OBJECT
	env "$1" ccache "$CC" "-fplugin=$plugin" \
		-fplugin-arg-kas_alias_plugin-{srctree=../src,objtree=.} \
		-O2 -I../src/include -Iinclude -MMD -MF "$work/a.d" -c ../src/lib/a.c "${@:2}"
}

while IFS=: read -r mode hit setting; do
	ccache -C >/dev/null
	counted "ccache $mode, cold" 'cache_miss 1' out with_ccache "$setting"
	counted "ccache $mode, warm" "${hit}_cache_hit 1" out with_ccache "$setting"
	counted "ccache $mode, warm, a copied tree" "${hit}_cache_hit 1" \
		'elsewhere/a deeper/out' with_ccache "$setting"
done <<END
by sources:direct:CCACHE_DIRECT=1
by text:preprocessed:CCACHE_NODIRECT=1
by dependencies:direct:CCACHE_DEPEND=1
with a base directory:direct:CCACHE_BASEDIR=$here
END

# What the plugin is told, and the plugin itself, are part of what is asked for.
told() { # ARGUMENT -o OBJECT
	ccache "$CC" -fplugin=public/kas_alias_plugin.so "-fplugin-arg-kas_alias_plugin-$1" \
		-Isrc/include -Iout/include -fplugin-arg-kas_alias_plugin-{srctree=src,objtree=out} \
		-O2 -c src/lib/a.c "${@:2}"
}
mkdir public && cp "$plugin" public
ccache -C >/dev/null
counted 'ccache, an argument' 'cache_miss 1' . told level=data
counted '... the same' 'direct_cache_hit 1' . told level=data
counted '... another' 'cache_miss 1' . told level=all
touch -d '1 hour ago' public/kas_alias_plugin.so
counted '... another plugin' 'cache_miss 1' . told level=data

# Two files with one content are told apart by their names. Where each is called
# a.c in a directory of its own, ccache asks for that directory only for the sake
# of debug information.
other=${expected//lib_/other_}
for directory in lib other; do
	(cd out && ccache "$CC" -O2 "-fplugin=$plugin" -I../src/include -Iinclude \
		-fplugin-arg-kas_alias_plugin-{srctree=../src,objtree=.} \
		-c ../src/$directory/a.c -o "$here/$directory.o")
done
same 'ccache, one content, two names: one' lib.o
same 'ccache, one content, two names: the other' other.o "$other"
for directory in lib other; do
	(cd src/$directory && ccache "$CC" -O2 -g "-fplugin=$plugin" -I../include \
		-I../../out/include -fplugin-arg-kas_alias_plugin-{srctree=..,objtree=../../out} \
		-c a.c -o "$here/$directory.o")
done
same 'ccache, one content, two directories, -g: one' lib.o
same 'ccache, one content, two directories, -g: the other' other.o "$other"

## distcc, to a daemon that nobody else can ask

# It runs as another user if started by root, who has to get at the plugin. And
# it refuses -fplugin= from afar, so its compiler is a script that says that.
chmod 755 "$work" "$here" public
cat >public/kas-gcc <<END
#!/bin/sh
exec $CC -fplugin=$here/public/kas_alias_plugin.so "\$@"
END
chmod +x public/kas-gcc
PATH=$here/public:$PATH
user=$(id -un)
[ "$user" != root ] || user=nobody
export DISTCC_DIR=$work/distcc DISTCC_BACKOFF_PERIOD=0 DISTCC_IO_TIMEOUT=60
mkdir "$DISTCC_DIR"

daemon=
stop_daemon() {
	if [ -n "$daemon" ]; then
		kill "$daemon"
		wait "$daemon"
		daemon=
	fi 2>/dev/null
}
trap 'stop_daemon; rm -rf "$work"' EXIT

is_listening() {
	(: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

start_daemon() {
	local port _

	for _ in {1..5}; do
		port=$((20000 + RANDOM % 10000))
		! is_listening $port || continue
		distccd --no-detach --daemon --user "$user" --listen 127.0.0.1 --allow 127.0.0.1 \
			--port $port --jobs 2 --enable-tcp-insecure --log-stderr \
			--log-level info >daemon.log 2>&1 &
		daemon=$!
		if answers $port; then
			export DISTCC_HOSTS=127.0.0.1:$port
			return
		fi
		stop_daemon
	done
	return 1
}

# Does it within five seconds?
answers() {
	local _

	for _ in {1..50}; do
		is_listening "$1" && return
		kill -0 "$daemon" 2>/dev/null || return
		sleep 0.1
	done
	return 1
}

distributed() { # ARGUMENTS... -o OBJECT
	DISTCC_FALLBACK=0 distcc kas-gcc -O2 "${@/#=/-fplugin-arg-kas_alias_plugin-}"
}
start_daemon
if check 'distccd is there' kill -0 "$daemon"; then
	built 'distcc, relative names' out distributed -I../src/include -Iinclude \
		=srctree=../src =objtree=. -c ../src/lib/a.c
	built 'distcc, absolute names' out distributed "-I$here/src/include" "-I$here/out/include" \
		"=srctree=$here/src" "=objtree=$here/out" -c "$here/src/lib/a.c"
	built 'distcc, absolute trees, relative source' out distributed -I../src/include -Iinclude \
		"=srctree=$here/src" "=objtree=$here/out" -c ../src/lib/a.c
	built 'distcc, in the source tree' src distributed -Iinclude -I../out/include \
		=objtree=../out -c lib/a.c
	built 'distcc, debug information' out distributed -g -I../src/include -Iinclude \
		=srctree=../src =objtree=. -c ../src/lib/a.c
	built 'distcc, another directory, debug information' src/lib distributed -g \
		-I../include -I../../out/include "=srctree=$here/src" "=objtree=$here/out" -c a.c
	built 'distcc, another directory, absolute name' src/lib distributed \
		-I"$here/src/include" -I"$here/out/include" \
		"=srctree=$here/src" "=objtree=$here/out" -c "$here/src/lib/a.c"
	is "$(grep -c 'completed ok' daemon.log)" 7 '... all of them there, not here'

	# Where it does refuse, distcc compiles here.
	refused() {
		env -u DISTCC_BACKOFF_PERIOD DISTCC_FALLBACK=1 \
			distcc "$CC" "-fplugin=$plugin" -O2 -I../src/include -Iinclude \
			-fplugin-arg-kas_alias_plugin-{srctree=../src,objtree=.} \
			-c ../src/lib/a.c "$@"
	}
	built 'distcc, refused' out refused
	check '... that was so' grep -q 'fplugin= .* not supported' daemon.log
else
	sed 's/^/# /' daemon.log
fi
stop_daemon

## Nothing of the surroundings

bad=$(tr '/' '\n' <<<"$here" | sed 's/[^A-Za-z0-9]/_/g; /^$/d; /^tmp$/d')
bad+=$'\n'$(printf '%s\n' "$(id -un)" "$(uname -n)" nowhere usr_src forest second_link deeper |
	sed 's/[^A-Za-z0-9]/_/g')
is "$(sed 's/^[^@]*@//' "$all" | grep -oiF "$bad" | sort | uniq -c)" '' \
	'no name of a directory above the tree, a person or a machine is in an alias'
is "$(sed 's/^[^@]*@//' "$all" | grep -c '^_')" 0 'no tag begins as an absolute path would'
is "$(sort -u "$all")" "$(printf '%s\n' "$expected" "$other" "$generated" "$relative" "${all_beside#?}" |
	sort -u)" 'no alias but those expected'

done_testing
