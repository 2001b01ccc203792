#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# When the census is taken again, and what it does with a list that is too short:
# the rules of scripts/Makefile.symbfreq in a tree of three objects, with what the
# kernel has for saved commands.
set -u
# shellcheck source=tests/kernel/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/lib/tap.sh
. "$root/tests/lib/tap.sh"

step 'the source is there' unpack_source
tab=$'\t'
mkdir -p "$work/tree/scripts/kas_alias" "$work/bin"
cd "$work/tree" || exit
cp "$root/kbuild/$KAS_KVER/tree/scripts/Makefile.symbfreq" scripts
cp "$source_tree/scripts/Kbuild.include" scripts
ln -s "$root/scripts/kas_alias/kas_alias" scripts/kas_alias/kas_alias
: >modules.order
for name in vmlinux one one.mod .module-common; do
	printf '\t.type f, %%function\nf: ret\n\t.equiv "f@%s_c_1", f\n\t.equiv "kas-unit@%s_c_0", 0x6b6175\n' \
		"${name//[.-]/_}" "${name//[.-]/_}" | as -o "$name.o" -
done
echo one.o >modules.order

cat >Makefile <<'END'
objtree := .
srctree := .
MODORDER := modules.order
CONFIG_MODULES := y
CONFIG_GCC_PLUGIN_KAS_ALIAS_SEPARATOR := @
CONFIG_GCC_PLUGIN_KAS_ALIAS_LEVEL := data
KAS_ALIAS := scripts/kas_alias/kas_alias
kas_alias_begin = rm -f $(dot-target).cmd;
PHONY := all
all:
include scripts/Kbuild.include
modules := one.o
include scripts/Makefile.symbfreq
quiet_cmd_ld = LD      $@
      cmd_ld = $(call kas_alias_digest,$(basename $@)) $(LD) -r -o $@ $(filter %.o, $^); \
	$(call kas_alias_prune,$(basename $@)) -o $@ $@
vmlinux: vmlinux.o FORCE
	$(call if_changed,ld)
one.ko: one.o one.mod.o FORCE
	$(call if_changed,ld)
targets += vmlinux one.ko
all: vmlinux one.ko
PHONY += FORCE
FORCE:
-include $(foreach f,$(wildcard $(sort $(targets))),$(dir $(f)).$(notdir $(f)).cmd)
.PHONY: $(PHONY)
END

# As a build goes: the census, what is linked, its proof; lines "STEP TARGET".
build() {
	local goal

	for goal in kas_alias_census all kas_alias_verify; do
		make -s quiet=quiet_ Q=@ LD=ld "$goal" 2>>"$work/errors" || return
	done | sed 's/^ *//; s/  */ /'
	return "${PIPESTATUS[0]}"
}
# Since 7.2.
aliases=
! grep -q 'System\.aliases' scripts/Makefile.symbfreq || aliases=$'\nALIASES System.aliases'
is "$(build)" "CENSUS modules.symbfreq
LD vmlinux
LD one.ko
VERIFY .modules.symbfreq.verified$aliases" 'the first build'
is "$(build)" '' '... the next does nothing'
is "$(cat "$work/errors")" '' '... without a word'
is "$(nm vmlinux one.ko | grep -c f@)" 3 'each f has its alias'
cp modules.symbfreq .modules.symbfreq.digests "$work"

rm .modules.symbfreq.digests
is "$(build)" 'CENSUS modules.symbfreq' 'without the digests: counts, and links nothing'
check '... the same' cmp .modules.symbfreq.digests "$work/.modules.symbfreq.digests"
is "$(build)" '' '... the next does nothing'

# What lists the modules fails after the first line.
cat >"$work/bin/sed" <<'END'
#!/bin/sh
exit 1
END
chmod +x "$work/bin/sed"
for goal in kas_alias_census kas_alias_verify; do
	touch modules.order
	check "$goal: a list that is too short" \
		bash -c '! PATH=$1:$PATH make -s quiet=quiet_ Q=@ LD=ld "$2" 2>"$3"' - "$work/bin" $goal "$work/errors"
	check '... it says so' grep -q 'does not end in the line "."' "$work/errors"
done
check '... and the census stays' cmp modules.symbfreq "$work/modules.symbfreq"
is "$(build)" "CENSUS modules.symbfreq
VERIFY .modules.symbfreq.verified$aliases" 'done again when it can be'
if [ "$aliases" ]; then
	is "$(cut -f 1,4 System.aliases | sed 1,2d)" "f@one_c_1${tab}one.ko
f@one_mod_c_1${tab}one.ko
f@vmlinux_c_1${tab}vmlinux" 'the table has all aliases'
fi
done_testing
