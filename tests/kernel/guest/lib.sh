# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2034
#
# What the checks in the guest have in common. They are read by one shell, that
# of busybox, and know from /etc/kas.conf
#	KIND		the kernel: baseline or alias
#	SEPARATOR	between the symbol and the tag of an alias
#	RESULTS_PORT	the device that leads to the host
# and from /etc/probes lines "ALIAS FILE": a function of which it is the alias,
# and the file which is read by this function and no other of its name.
#
# A check that not every kernel can do has a line "# Needs CONFIG_X.", see qemu.sh.
#
# A result is a line of /out/results, "ok" or "not ok" and what was checked;
# after one that is not ok, lines "# ..." with what was found instead.

tracing=/sys/kernel/tracing

result() { # STATUS DESCRIPTION
	if [ "$1" -eq 0 ]; then
		echo "ok $2"
	else
		echo "not ok $2"
	fi | tee -a /out/results
	return "$1"
}

note() { # TEXT
	echo "$1" | sed 's/^/# /' | tee -a /out/results
}

# Is a text what it should be?
is() { # DESCRIPTION GOT WANTED
	[ "$2" = "$3" ]
	result $? "$1" || note "got:    $2
wanted: $3"
}

# Does a command succeed?
succeeds() { # DESCRIPTION COMMAND...
	local description=$1 output status
	shift
	output=$("$@" 2>&1)
	status=$?
	result $status "$description" || note "$output"
}

# Does a command fail, and does its reason, as the kernel tells it, hold a text?
# What tells the reason, and nothing older, is the other command.
fails_because() { # DESCRIPTION TEXT TELL COMMAND...
	local description=$1 text=$2 tell=$3 reason
	shift 3
	if "$@" >/dev/null 2>&1; then
		result 1 "$description" || note 'it succeeded'
		return
	fi
	reason=$($tell)
	case $reason in
	*"$text"*)	result 0 "$description" ;;
	*)		result 1 "$description" || note "got:    $reason
wanted: $text" ;;
	esac
}

# Add a line to one of the kernel's control files.
append() { # FILE TEXT
	echo "$2" >>"$1"
}
