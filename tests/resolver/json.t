#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# --json: the form that kas_alias-find(1) promises, read by another program.
# shellcheck source=tests/resolver/lib.bash
. "$(dirname "$0")/lib.bash"

# The manual's promise, member by member.
run "$kas" find -f kallsyms --table=table --json name_show+0x12/0x50 nothing
is "$status
$out" '1
{"version":1,"command":"find","source":"kallsyms","aliases":14,"hidden":false,"table":true,"results":[
{"query":"name_show+0x12/0x50","status":"one","hint":null,"symbols":[
{"symbol":"name_show","alias":"name_show@drivers_rtc_sysfs_c_26","path":"drivers/rtc/sysfs.c","paths":["drivers/rtc/sysfs.c"],"line":26,"unit":"drivers/rtc/sysfs.c","module":"vmlinux","address":"0xffffffff81001030","section":null,"section_offset":null,"size":80,"offset":18,"type":"function","sympos":2,"count":3}]},
{"query":"nothing","status":"none","hint":"no such symbol","symbols":[]}
]}' 'an answer, and none'

run "$kas" find -f kallsyms --json unique_one
is "$(grep '^{"symbol' <<<"$out")" \
	'{"symbol":"unique_one","alias":null,"path":null,"paths":[],"line":null,"unit":null,"module":"vmlinux","address":"0xffffffff81001150","section":null,"section_offset":null,"size":64,"offset":null,"type":"function","sympos":1,"count":1}]}' \
	'what is not known is null'
run "$kas" find -f kallsyms --table=table --json irq_gic
is "$(grep -o '"paths":[^]]*]' <<<"$out")" '"paths":["drivers/irqchip/irq-gic.c","drivers/irqchip/irq_gic.c"]
"paths":[]' 'paths that it can be'
is "$(grep -o '"path":[^,]*' <<<"$out" | sort -u)" '"path":null' '... are not told as the path'

sed '/irq_gic_c_40/s,irq_gic\.c,irq-gic.c,; /irq_gic_c_40/s/c$/&c/' table >units
sed -i 's,irq-gic.cc$,irq-gic.c,; 0,/irq-gic.c$/s,irq-gic.c$,other.c,' units
run "$kas" find -f kallsyms --table=units --json irq_gic@drivers_irqchip_irq_gic_c_40
is "$(grep -o '"path.*"line' <<<"$out")" '"path":"drivers/irqchip/irq-gic.c","paths":["drivers/irqchip/irq-gic.c"],"line' \
	'one path of two units'
is "$("$kas" find -f kallsyms --table=units --field=place irq_gic@drivers_irqchip_irq_gic_c_40)" drivers/irqchip/irq-gic.c:40 \
	'... is one place'

# valid COMMAND... - is the output JSON to others, and are names in it whole?
valid()
{
	"$kas" "$@" | perl -MJSON::PP -e 'local $/; my $all = JSON::PP->new->utf8->decode(<STDIN>);
		die "no version\n" unless $all->{version} == 1'
}
printf 'ffffffff81000000 t a"b\\c\001\377\n' >odd
printf 'ffffffff81000000 t gr\303\266\303\237e\xe2\x82\xac\n' >unicode
is "$("$kas" find -f unicode --json '*' | grep -o '"symbol":"[^"]*"')" $'"symbol":"gr\303\266\303\237e\xe2\x82\xac"' \
	'UTF-8 is left as it is'
printf 'ffffffff81000000 t a\xc3(\xed\xa0\x80\xf5\xc0\x80b\xe2\x82\n' >no-unicode
fffd=$'\xef\xbf\xbd'
is "$("$kas" find -f no-unicode --json '*' | grep -o '"symbol":"[^"]*"')" \
	"\"symbol\":\"a$fffd($fffd$fffd$fffd$fffd$fffd${fffd}b$fffd$fffd\"" '... and what is none is replaced'
if perl -MJSON::PP -e 1 2>/dev/null; then
	check 'find' valid find -f kallsyms --json name_show '"\' $'\xff' ''
	check 'list' valid list -f kallsyms --json
	check 'addr' valid addr -f kallsyms --json ffffffff81001034
	check 'diff' valid diff --json kallsyms kallsyms
	check 'odd names' valid find -f odd --json '*'
else
	skip_all 'JSON::PP, a part of Perl, is not there'
fi
done_testing
