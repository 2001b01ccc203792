# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# redis: a server and its clients, with libraries that are compiled in directories
# of their own.

package=redis
images=(src/redis-server src/redis-cli src/redis-benchmark)

build() {
	"${make[@]}" -C src MALLOC=libc USE_SYSTEMD=no DEBUG= CC="$CC" AR="${CC/gcc/gcc-ar}" \
		CFLAGS="$1" LDFLAGS="$2" "${images[@]#src/}"
}

# The files that test commands; not clusters, replication and what takes long.
suite() {
	local unit units=()

	for unit in type/hash type/string type/incr keyspace protocol multi scripting; do
		units+=(--single "unit/$unit")
	done
	if ! timeout 200 ./runtest --clients 1 --tags -slow "${units[@]}" >test.log 2>&1; then
		grep -a 'err.*]: ' test.log >&2
		return 1
	fi
	grep -ac 'ok.*]: ' test.log
}
