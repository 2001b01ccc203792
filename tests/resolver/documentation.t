#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The resolver's --help, kas_alias-find(1) and the completion for bash agree, and
# the manual's examples print what they say.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

# shellcheck disable=SC2154
manual=$top/scripts/kas_alias-find.1
"$kas" find --help >help

options_in()
{
	grep -oE -- '--[a-z][a-z-]*' | sort -u
}

# From the line of the help that starts with $1 to the next empty one.
help_on()
{
	sed -n "/^$1/,/^\$/p" help | grep '^  ' | options_in
}

# Tags of the section of the manual that is called $1
manual_on()
{
	sed -n "/^\.SS $1\$/,/^\.S[SH] [^O]/{/^\.SS $1\$/b;/^\.S/q;p}" "$manual" |
		sed 's/\\-/-/g' | grep -A 1 '^\.T[PQ]' | options_in
}

# What the completion offers after the words $@, the last of which is incomplete
complete_words()
(
	compopt() { :; }
	# shellcheck source=scripts/kas_alias.bash-completion
	. "$top/scripts/kas_alias.bash-completion"
	COMP_WORDS=("$kas" "$@")
	COMP_CWORD=$#
	COMP_WORDBREAKS=${breaks-}
	_kas_alias
	printf '%s\n' "${COMPREPLY[@]}"
)

all=$(help_on 'All commands:')
is "$(manual_on 'Of all commands')" "$all" 'options of all commands in the manual'
commands=$(sed -n 's/^\(Usage:\|      \) kas_alias \([a-z]*\) .*/\2/p' help)
is "$(sed -n 's/^\.B kas_alias \([a-z]*\).*/\1/p' "$manual")" "$commands" 'commands in the synopsis'
for command in $commands; do
	own=$(help_on "$command:")
	check "$command: has options" test -n "$own"
	is "$(manual_on "Of $command")" "$own" "$command: options in the manual"
	case $command in
	diff)	common=$'--help\n--no-table\n--version' ;;
	*)	common=$all$'\n--help\n--version' ;;
	esac
	is "$(complete_words "$command" -- | options_in)" "$(sort -u <<<"$own"$'\n'"$common")" \
		"$command: options in the completion"
	for option in $own $common; do
		run "$kas" "$command" "$option"
		is "$(grep -c 'not an option of this command' <<<"$err")" 0 "$command: takes $option"
	done
	check "$command: --help" diff <("$kas" "$command" --help) help
done
is "$("$kas" --help | head -n "$(wc -l <help)")" "$(cat help)" 'kas_alias --help has these commands'
is "$("$kas" --help | grep -c '^       kas_alias prune ')" 1 '... and those of the checker'
is "$(complete_words find --for = '' | sort)" "$(tr ' ' '\n' <<<'kprobe ftrace perf bpftrace libbpf livepatch systemtap gdb crash' | sort)" \
	'tools in the completion'
is "$(complete_words find --from = kallsyms name_show@d)" "name_show@drivers_pnp_card_c_186
name_show@drivers_rtc_sysfs_c_26" 'aliases in the completion'
is "$(breaks='@ :' complete_words find -f kallsyms name_show@d)" "drivers_pnp_card_c_186
drivers_rtc_sysfs_c_26" '... from where bash breaks the word'
is "$(complete_words find -f kallsyms irq)" "irq_gic@drivers_irqchip_irq_gic_c_40
irq_gic@drivers_irqchip_vmlinux_irq_gic_c_40" '... of a name'

# The examples: "$ COMMAND", then its output.
mkdir bin
ln -s "$kas" bin/kas_alias
PATH=$work/bin:$PATH
sed -n '/^\.SH EXAMPLES/,/^\.SH SEE/p' "$manual" | sed 's/\\-/-/g; s/\\(aq/'\''/g' >examples
count=0
while IFS= read -r line; do
	[[ $line == '$ '* ]] || continue
	want=
	while IFS= read -r next && [[ $next != .* ]]; do
		want+=$next$'\n'
	done
	is "$(bash -c "${line#'$ '}" 2>&1)" "${want%$'\n'}" "example: ${line#'$ '}"
	count=$((count + 1))
done <examples
is "$count" 4 'examples were run'
if command -v man >/dev/null; then
	is "$(MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$manual" 2>&1 >/dev/null)" '' \
		'man has nothing against the manual'
fi
done_testing
