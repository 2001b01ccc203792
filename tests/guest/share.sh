# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# The folder KIND.share that the guest has as /kas, to be sourced behind
# tests/kernel/lib.sh and image.sh:
#
#   inside, cells, transcript.sh, samples   as in this project
#   bin/kas_alias   the resolver, built with the libraries of the guest
#   ko              external modules, and livepatches of one function each
#   modules         what modules_install makes, with the table of true paths
#   targets, load, separator, build, source   what inside/run reads

# The functions that are tried; see inside/run.
guest_targets() {
	echo 'vmlinux name_show drivers/rtc/sysfs.c:name_show drivers/rtc/sysfs.c /sys/class/rtc/rtc0/name /sys/kernel/irq/1/name'
	echo 'twins twin_show first.c:twin_show first.c /sys/kernel/twins/first /sys/kernel/twins/second'
}

# What is asked of the resolver, of a file.
alias_in() { # QUERY FILE...
	local query=$1 from=() file
	shift

	for file; do
		from+=(--from="$file")
	done
	"$root/scripts/resolver/kas_alias" find "${from[@]}" --field=alias "$query"
}

# The kernel is told of an alias when it is booted: of the first of the targets.
boot_parameters() { # KIND
	local name

	name=$(alias_in drivers/rtc/sysfs.c:name_show "$build/$1/System.map") || name=none
	echo "kprobe_event=p:kas/boot,$name ftrace_filter=$name ftrace_graph_filter=$name"
}

build_resolver_for_guest() { # FILE
	build_in_guest_root "$root/scripts" "$1" kas_alias.guest \
		sh -c 'gcc -O2 -std=gnu11 -D_GNU_SOURCE= -o kas_alias.guest resolver/*.c \
			$(ls kas_alias/*.c kas_alias/*/*.c | grep -v /start.c) -lelf'
}

# A livepatch for each target, by its alias.
build_guest_livepatches() { # KIND
	local kind=$1 ko=$build/$1.share/ko where query name object image

	while read -r where _ query _; do
		object=() image=$build/$kind/System.map
		if [ "$where" != vmlinux ]; then
			object=(OLD_OBJECT="$where") image=$ko/$where.ko
		fi
		name=$(alias_in "$query" "$image") || return
		build_module "$kind" livepatch "$root/samples/livepatch" OLD_NAME="$name" \
			"${object[@]}" || return
		cp "$build/$kind.modules/x-livepatch/livepatch.ko" "$ko/livepatch-$where.ko" || return
	done < <(guest_targets)
}

install_guest_modules() { # KIND
	local kind=$1 out=$build/$1.share/modules version images

	run_logged "$build/$kind.share.modules.log" 'installing the modules' \
		kernel_make "$alias_tree" O="$build/$kind" INSTALL_MOD_PATH="$out" modules_install || return
	version=$(cat "$build/$kind/include/config/kernel.release")
	rm -f "$out/lib/modules/$version"/{build,source}
	mapfile -t images < <(echo vmlinux; modules_of "$kind" | sed 's/$/.ko/')
	run_logged "$build/$kind.share.table.log" 'the table of true paths' \
		env -C "$build/$kind" "$root/scripts/resolver/kas_alias" table \
		-o "$out/lib/modules/$version/System.aliases" \
		--srctree="$alias_tree" --objtree=. "${images[@]}"
}

make_share() { # KIND
	local kind=$1 share=$build/$1.share module

	rm -rf "$share"
	mkdir -p "$share/bin" "$share/ko" "$share/modules" || return
	cp -r "$guest_here/inside" "$guest_here/cells" "$root/samples" "$share" || return
	cp "$guest_here/transcript.sh" "$share" || return
	build_resolver_for_guest "$share/bin/kas_alias" || return
	for module in "$here/modules/twins" "$guest_here/modules/trouble"; do
		build_module "$kind" "${module##*/}" "$module" || return
		cp "$build/$kind.modules/x-${module##*/}/${module##*/}.ko" "$share/ko" || return
	done
	install_guest_modules "$kind" || return
	build_guest_livepatches "$kind" || return
	guest_targets >"$share/targets"
	printf '%s\n' twins trouble >"$share/load"
	echo "$separator" >"$share/separator"
	echo "$build/$kind" >"$share/build"
	echo "$alias_tree" >"$share/source"
}
